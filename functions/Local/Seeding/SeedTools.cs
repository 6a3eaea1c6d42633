using Protocols.Api.Settings;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Chain;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.Stores.Embedded;

namespace Protocols.Local.Seeding;

/// <summary>The use cases over a folder's stores, each case with a clock of its own.</summary>
internal sealed class SeedTools(ServiceSettings settings, EmbeddedStore store, KeyRing ring, SeedTimes times)
{
    private readonly NumberIssuer issuer = new(
        settings.Numbers, new PlannedBlocks(store.NumberBlocks, settings.Numbers, times.ByDay(settings.TimeZone)), settings.TimeZone,
        TimeProvider.System);

    public OpenProtocols Opening(SeedClock clock) => new(store.Protocols, issuer, ring, Catalogue.General, clock);

    public ChangeProtocol Changing(SeedClock clock) => new(store.Protocols, ring, clock);

    /// <summary>What the numbers of contacts at this time are counted within.</summary>
    public string NumberScope(DateTimeOffset at) => settings.Numbers.Scope(at.LocalDay(settings.TimeZone));
}
