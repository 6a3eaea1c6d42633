using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Chain;
using Protocols.Finding;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.Ports;

namespace Protocols.Api.Http;

/// <summary>What the endpoints serve with: the use cases and the few things they share.</summary>
/// <param name="Clock">The service's clock; deadlines and facts go by it.</param>
/// <param name="Zone">The company's time zone.</param>
public sealed record ApiServices(
    IProtocolStore Store, NumberTemplate Numbers, NumberIssuer Issuer, KeyRing Ring, Catalogue Catalogue, TimeProvider Clock, TimeZoneInfo Zone)
{
    /// <summary>The service as it is set, over whatever stores the shell has.</summary>
    public static ApiServices Compose(
        ServiceSettings settings, StoreSet stores, TimeProvider clock) => new(
        stores.Protocols, settings.Numbers, new NumberIssuer(settings.Numbers, stores.NumberBlocks, settings.TimeZone, clock),
        stores.Ring, settings.Catalogue, clock, settings.TimeZone);

    /// <summary>Set with the development identity only.</summary>
    public DevelopmentTools? Development { get; init; }

    public OpenProtocols Opening { get; } = new(Store, Issuer, Ring, Catalogue, Clock);
    public ChangeProtocol Changing { get; } = new(Store, Ring, Clock);
    public ReadProtocol Reading { get; } = new(Store, Ring);
    public FindProtocols Finding { get; } = new(Store, Ring);
}
