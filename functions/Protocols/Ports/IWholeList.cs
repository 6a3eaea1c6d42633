namespace Protocols.Ports;

/// <summary>
/// Keeps a list that is short enough to be read and written whole, such as who is told of events by webhook (M30), or who is held whatever protocols he
/// has or opens later (M26). Throws as <see cref="IProtocolStore"/> does.
/// </summary>
public interface IWholeList<T>
{
    /// <summary>All of it, in the order in which things were added; with no version where there never was one.</summary>
    Task<WholeList<T>> ReadAsync(CancellationToken cancellation);

    /// <summary>Writes the list in the place of the one that stands under its version.</summary>
    /// <returns>False, with nothing written, where somebody was faster.</returns>
    Task<bool> WriteAsync(WholeList<T> list, CancellationToken cancellation);
}

/// <param name="Version">The store's own; null where there never was a list.</param>
public sealed record WholeList<T>(IReadOnlyList<T> Items, string? Version);

internal static class WholeLists
{
    private const int MostAttempts = 20;

    /// <summary>Changes the list, and again from the start where somebody was faster.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="change">Pure; null where nothing is to be changed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False where nothing was to be changed.</returns>
    /// <exception cref="StoreBusyException">Somebody was faster each time.</exception>
    public static async Task<bool> ChangeAsync<T>(
        this IWholeList<T> store, Func<IReadOnlyList<T>, IReadOnlyList<T>?> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var list = await store.ReadAsync(cancellation);
            if (change(list.Items) is not { } changed)
                return false;
            if (await store.WriteAsync(list with { Items = changed }, cancellation))
                return true;
        }
        throw new StoreBusyException("Others change the list all the time.");
    }
}
