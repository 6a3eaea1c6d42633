using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Chain;
using Protocols.Escalating;
using Protocols.Finding;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.Outgoing;
using Protocols.Ports;

namespace Protocols.Api.Http;

/// <summary>What the endpoints serve with: the use cases and the few things they share.</summary>
/// <param name="Clock">The service's clock; deadlines and facts go by it.</param>
/// <param name="Zone">The company's time zone.</param>
public sealed record ApiServices(
    IProtocolStore Store, NumberTemplate Numbers, NumberIssuer Issuer, KeyRing Ring, Catalogue Catalogue, TimeProvider Clock, TimeZoneInfo Zone,
    IMessageQueues Queues)
{
    private readonly Publisher publisher = new(Queues, Clock);

    /// <summary>The service as it is set, over whatever stores the shell has.</summary>
    public static ApiServices Compose(
        ServiceSettings settings, StoreSet stores, TimeProvider clock) => new(
        stores.Protocols, settings.Numbers, new NumberIssuer(settings.Numbers, stores.NumberBlocks, settings.TimeZone, clock),
        stores.Ring, Catalogue.General, clock, settings.TimeZone,
        stores.Queues ?? throw new ArgumentException("These stores were opened to be read only.", nameof(stores)));

    /// <summary>Set with the development identity only.</summary>
    public DevelopmentTools? Development { get; init; }

    public OpenProtocols Opening => field ??= new(Store, Issuer, Ring, Catalogue, Clock, publisher);
    public ChangeProtocol Changing => field ??= new(Store, Ring, Clock, publisher);
    public ReadProtocol Reading { get; } = new(Store, Ring);
    public FindProtocols Finding { get; } = new(Store, Ring);
    public LegalTerm LegalTerm { get; } = new(Zone);
    public RelayOutbox Relaying => field ??= new(Store, publisher, Clock);
    public NoteDeadEscalations DeadEscalations => field ??= new(Queues, Store, Ring, Changing);

    public FindEscalations Escalations => field ??= new(Store, DeadEscalations);

    /// <summary>Who acts on which queue; every shell receives for each.</summary>
    public IReadOnlyList<Consumer> Consumers => field ??=
    [
        new(
            QueueDefinition.Escalations,
            new HandleEscalations(Store, Ring, Changing, new(Store, Issuer, Ring, Catalogue, Changing, Clock)).RunAsync,
            DeadEscalations.RunAsync),
    ];
}
