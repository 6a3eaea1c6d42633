namespace Protocols.Ports;

/// <summary>
/// Lets one of many processes do what must not be done by two at once. A lease ends by itself, so a process that dies holds
/// nobody up for longer than it asked for; whoever is paused for longer than that must expect that another has gone on.
/// </summary>
public interface ILeases
{
    /// <summary>Takes the lease where nobody holds it, or extends it where the holder already has it.</summary>
    /// <param name="name">1 to 60 letters, digits or dashes.</param>
    /// <param name="holder">Says who holds it; no two processes say the same.</param>
    /// <param name="time">How long it is held from now, by the store's clock.</param>
    /// <param name="cancellation">Gives up; the lease may or may not have been taken.</param>
    /// <returns>False where another holds it.</returns>
    Task<bool> TakeAsync(string name, string holder, TimeSpan time, CancellationToken cancellation);

    /// <summary>Gives the lease back before its time; nothing happens where the holder no longer has it.</summary>
    Task ReleaseAsync(string name, string holder, CancellationToken cancellation);
}
