using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Protocols.Ports;

namespace Protocols.Catalog.Versions;

/// <summary>
/// The company's rules in every version that a protocol may stand under, each made ready once. Which is the newest is asked again
/// every few seconds, so that what one process publishes holds in the others soon after.
/// </summary>
/// <param name="shipped">What the service begins with; changed by hand it is the company's own.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "The semaphore has no handle unless somebody asks for it; the book lives as long as the process.")]
public sealed class RuleBook(ICatalogues store, Catalogue shipped, TimeZoneInfo zone, TimeProvider clock)
{
    /// <summary>How long another process may go on by the version before.</summary>
    public static TimeSpan Freshness { get; } = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan moment = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<int, CatalogueVersion> versions = new();
    private readonly ConcurrentDictionary<(int Catalog, int Terms), Rules> made = new();
    private readonly SemaphoreSlim asking = new(1);
    private volatile Known? newest;

    /// <summary>The company's.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The last version whose terms hold for protocols that were open; null where none does, or none was asked for yet.</summary>
    public CatalogueVersion? ToOpen => newest?.ToOpen;

    private Known? Fresh => newest is { } known && clock.GetElapsedTime(known.Asked) < Freshness ? known : null;

    /// <summary>What new protocols stand under.</summary>
    public ValueTask<Rules> CurrentAsync(CancellationToken cancellation) =>
        Fresh is { } known ? new(known.Rules) : new(AskAsync(cancellation));

    /// <summary>What this protocol stands under.</summary>
    /// <exception cref="InvalidDataException">It names a version that is not there.</exception>
    public ValueTask<Rules> OfAsync(Protocol protocol, CancellationToken cancellation) =>
        made.TryGetValue((protocol.Catalog, protocol.Terms), out var rules) ? new(rules) : new(MakeAsync(protocol, cancellation));

    /// <summary>The same, where it was asked for before; also after a change to terms that hold for open protocols.</summary>
    public Rules Of(Protocol protocol) => made.TryGetValue((protocol.Catalog, protocol.Terms), out var rules)
        ? rules
        : Ready(versions[protocol.Catalog], versions[protocol.Terms]);

    /// <summary>The newest version with who made it; asked of the store.</summary>
    public async Task<CatalogueVersion> NewestAsync(CancellationToken cancellation)
    {
        await asking.WaitAsync(cancellation);
        try
        {
            return (await RefreshAsync(cancellation)).Version;
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>Null where there is no such version.</summary>
    public async Task<CatalogueVersion?> FindAsync(int version, CancellationToken cancellation)
    {
        if (versions.TryGetValue(version, out var known))
            return known;
        if (version < 1 || await store.FindAsync(version, cancellation) is not { } found)
            return null;
        return versions[version] = found;
    }

    /// <summary>Puts a version in force that follows the newest.</summary>
    /// <returns>False where somebody published one meanwhile.</returns>
    public async Task<bool> PublishAsync(CatalogueVersion next, CancellationToken cancellation)
    {
        var added = await store.AddAsync(next, cancellation);
        await NewestAsync(cancellation);
        return added;
    }

    private async Task<Rules> AskAsync(CancellationToken cancellation)
    {
        // One asks; the others go on by what they know, if they know something.
        if (!await asking.WaitAsync(newest is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation))
            return newest!.Rules;
        try
        {
            return (Fresh ?? await RefreshAsync(cancellation)).Rules;
        }
        catch (StoreBusyException) when (newest is not null)
        {
            return newest.Rules;
        }
        finally
        {
            asking.Release();
        }
    }

    private async Task<Known> RefreshAsync(CancellationToken cancellation)
    {
        var (last, toOpen) = (newest?.Version, newest?.ToOpen);
        do
        {
            while (await store.FindAsync((last?.Version ?? 0) + 1, cancellation) is { } next)
                (last, toOpen) = (next, next.AppliesToOpen ? next : toOpen);
        }
        while (newest is null && ShippedVersions.Next(last, shipped, clock) is { } ours && await AddedAsync(ours, cancellation));
        versions[last!.Version] = last;
        if (toOpen is not null)
            versions[toOpen.Version] = toOpen;
        return newest = new(last, Ready(last, last), toOpen, clock.GetTimestamp());
    }

    /// <summary>Whether or not somebody else was faster, there is another version now.</summary>
    private async Task<bool> AddedAsync(CatalogueVersion ours, CancellationToken cancellation)
    {
        await store.AddAsync(ours, cancellation);
        return true;
    }

    private async Task<Rules> MakeAsync(Protocol protocol, CancellationToken cancellation)
    {
        await CurrentAsync(cancellation);
        return Ready(await VersionAsync(protocol.Catalog), await VersionAsync(protocol.Terms));

        async Task<CatalogueVersion> VersionAsync(int version) => await FindAsync(version, cancellation)
            ?? await LaterAsync(version, cancellation)
            ?? throw new InvalidDataException($"Protocol {protocol.Number} stands under version {version} of the rules, which is not there.");
    }

    /// <summary>What another process has just published may take a moment to be seen in this one.</summary>
    private async Task<CatalogueVersion?> LaterAsync(int version, CancellationToken cancellation)
    {
        await Task.Delay(moment, clock, cancellation);
        return await FindAsync(version, cancellation);
    }

    private Rules Ready(CatalogueVersion catalogue, CatalogueVersion terms) => made.GetOrAdd(
        (catalogue.Version, terms.Version),
        static (_, with) => new(with.catalogue.Catalogue.UnderTermsOf(with.terms.Catalogue), with.zone),
        (catalogue, terms, zone));

    private sealed record Known(CatalogueVersion Version, Rules Rules, CatalogueVersion? ToOpen, long Asked);
}
