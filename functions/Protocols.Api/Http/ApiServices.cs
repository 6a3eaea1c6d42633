using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Cases;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Escalating;
using Protocols.Finding;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Proving;
using Protocols.Sweeping;

namespace Protocols.Api.Http;

/// <summary>What the endpoints serve with: the use cases and the few things they share.</summary>
/// <param name="Clock">The service's clock; deadlines and facts go by it.</param>
public sealed record ApiServices(
    StoreSet Stores, NumberTemplate Numbers, NumberIssuer Issuer, RuleBook Rules, TimeProvider Clock)
{
    private readonly Publisher publisher = new(
        Stores.Queues ?? throw new ArgumentException("These stores were opened to be read only.", nameof(Stores)), Clock);

    /// <summary>The service as it is set, over whatever stores the shell has.</summary>
    public static ApiServices Compose(
        ServiceSettings settings, StoreSet stores, TimeProvider clock) => new(
        stores, settings.Numbers, new NumberIssuer(settings.Numbers, stores.NumberBlocks, settings.TimeZone, clock),
        new(stores.Catalogues, settings.Catalogue, settings.TimeZone, clock), clock);

    /// <summary>Set with the development identity only.</summary>
    public DevelopmentTools? Development { get; init; }

    public IProtocolStore Store => Stores.Protocols;
    public KeyRing Ring => Stores.Ring;

    /// <summary>The company's time zone.</summary>
    public TimeZoneInfo Zone => Rules.Zone;

    public IMessageQueues Queues => Stores.Queues!;

    /// <summary>What statements are signed with.</summary>
    public SigningKeys Signing => Stores.Signing ?? throw new InvalidOperationException("These stores were opened without signing keys.");

    public OpenProtocols Opening => field ??= new(Store, Issuer, Ring, Rules, Clock, publisher);
    public ChangeProtocol Changing => field ??= new(Store, Ring, Rules, Clock, publisher);
    public ReadProtocol Reading { get; } = new(Stores.Protocols, Stores.Ring);
    public FindProtocols Finding { get; } = new(Stores.Protocols, Stores.Ring);
    public RelayOutbox Relaying => field ??= new(Store, publisher, Clock);
    public NoteDeadEscalations DeadEscalations => field ??= new(Queues, Store, Ring, Changing);
    public FindEscalations Escalations => field ??= new(Store, DeadEscalations);
    public ReadStatement Stating => field ??= new(Store, Stores.Seals, Ring, Zone, Clock);
    public VerifyStatement Verifying => field ??= new(Store, Stores.Seals, Signing);
    public Sweeps Sweeps => field ??= new(Stores, Rules, new(Store, Relaying, DeadEscalations, Clock), Clock, publisher);

    /// <summary>Who acts on which queue; every shell receives for each.</summary>
    public IReadOnlyList<Consumer> Consumers => field ??=
    [
        new(
            QueueDefinition.Escalations,
            new HandleEscalations(Store, Ring, Changing, new(Store, Issuer, Ring, Rules, Changing, Clock)).RunAsync,
            DeadEscalations.RunAsync),
    ];
}
