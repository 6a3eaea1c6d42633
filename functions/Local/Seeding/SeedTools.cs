using Protocols.Api.Settings;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.Ports;
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

    /// <summary>What the numbers of contacts at this time are counted within.</summary>
    public string NumberScope(DateTimeOffset at) => settings.Numbers.Scope(at.LocalDay(settings.TimeZone));
}
