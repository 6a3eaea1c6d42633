using Protocols.Api.Settings;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Escalating;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.Ports;
using Protocols.Recordings;
using Protocols.Sweeping;

namespace Protocols.Local.Seeding;

/// <summary>The use cases over the stores, each case with a clock of its own.</summary>
internal sealed class SeedTools(ServiceSettings settings, StoreSet stores, SeedTimes times)
{
    private readonly SilentStore protocols = new(stores.Protocols);

    private readonly RuleBook rules = new(stores.Catalogues, Catalogue.General, settings.TimeZone, TimeProvider.System);

    private readonly NumberIssuer issuer = new(
        settings.Numbers, new PlannedBlocks(stores.NumberBlocks, settings.Numbers, times.ByDay(settings.TimeZone)), settings.TimeZone,
        TimeProvider.System);

    public OpenProtocols Opening(SeedClock clock) => new(protocols, issuer, stores.Ring, rules, clock);

    public IProtocolStore Protocols => protocols;

    /// <summary>Nothing happens from here on.</summary>
    public DateTimeOffset Over => times.Over;

    public AttendProtocol Attending(SeedClock clock) => new(protocols, stores.Ring, rules, clock);

    public ChangeProtocol Changing(SeedClock clock) => new(protocols, stores.Ring, rules, clock);

    public OmbudsmanProtocols Ombudsman(SeedClock clock) => new(protocols, issuer, stores.Ring, rules, Changing(clock), clock);

    public IContents Contents => stores.Contents ?? throw new InvalidOperationException("These stores were opened without recordings.");

    public TakeIn TakingIn(SeedClock clock) => new(Contents, protocols, stores.Ring, Changing(clock), rules);

    /// <summary>The rules of the company whose year it is.</summary>
    public Task PublishRulesAsync(CancellationToken cancellation) => SeededRules.PublishAsync(rules, TimeProvider.System.GetUtcNow(), cancellation);

    /// <summary>A number of that day, before any of its contacts has one: so the seed says which, whatever goes on beside.</summary>
    public async Task<string> DrawAheadAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var (numbers, day) = (settings.Numbers, at.LocalDay(settings.TimeZone));
        return await stores.NumberBlocks.LeaseAsync(numbers.Scope(day), 1, numbers.MaxSequence, cancellation) is { } block
            ? numbers.Format(day, block.First).Value
            : throw new SeedException($"The numbers of {day:yyyy-MM-dd} are used up.");
    }

    /// <summary>What the numbers of contacts at this time are counted within.</summary>
    public string NumberScope(DateTimeOffset at) => settings.Numbers.Scope(at.LocalDay(settings.TimeZone));
}
