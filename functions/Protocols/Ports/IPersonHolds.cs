using Protocols.Keeping;

namespace Protocols.Ports;

/// <summary>
/// Keeps who is held whatever protocols he has or opens later: few enough to be read and written whole. Throws as <see cref="IProtocolStore"/> does.
/// </summary>
public interface IPersonHolds
{
    /// <summary>All of them, in the order in which they were set; with no version where there never was one.</summary>
    Task<PersonHoldList> ReadAsync(CancellationToken cancellation);

    /// <summary>Writes the list in the place of the one that stands under its version.</summary>
    /// <returns>False, with nothing written, where somebody was faster.</returns>
    Task<bool> WriteAsync(PersonHoldList list, CancellationToken cancellation);
}

/// <param name="Version">The store's own; null where there never was a list.</param>
public sealed record PersonHoldList(IReadOnlyList<PersonHold> Items, string? Version)
{
    public static PersonHoldList Empty { get; } = new([], null);
}
