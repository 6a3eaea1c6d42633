using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Chain;
using Protocols.Finding;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.Ports;
using Protocols.Sweeping;

namespace Protocols.Api.Http;

/// <summary>What the endpoints serve with: the use cases and the few things they share.</summary>
/// <param name="Clock">The service's clock; deadlines and facts go by it.</param>
public sealed record ApiServices(
    StoreSet Stores, NumberTemplate Numbers, NumberIssuer Issuer, Rules Rules, TimeProvider Clock)
{
    /// <summary>The service as it is set, over whatever stores the shell has.</summary>
    public static ApiServices Compose(
        ServiceSettings settings, StoreSet stores, TimeProvider clock) => new(
        stores, settings.Numbers, new NumberIssuer(settings.Numbers, stores.NumberBlocks, settings.TimeZone, clock),
        new(settings.Catalogue, settings.TimeZone), clock);

    /// <summary>Set with the development identity only.</summary>
    public DevelopmentTools? Development { get; init; }

    public IProtocolStore Store => Stores.Protocols;
    public KeyRing Ring => Stores.Ring;
    public Catalogue Catalogue => Rules.Catalogue;

    /// <summary>The company's time zone.</summary>
    public TimeZoneInfo Zone => Rules.Zone;

    public OpenProtocols Opening { get; } = new(Stores.Protocols, Issuer, Stores.Ring, Rules, Clock);
    public ChangeProtocol Changing { get; } = new(Stores.Protocols, Stores.Ring, Rules, Clock);
    public ReadProtocol Reading { get; } = new(Stores.Protocols, Stores.Ring);
    public FindProtocols Finding { get; } = new(Stores.Protocols, Stores.Ring);
    public Sweeps Sweeps { get; } = new(Stores, Rules, Clock);
}
