using Protocols.Accessing;
using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Api.Statements;
using Protocols.Cases;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Escalating;
using Protocols.Extending;
using Protocols.Finding;
using Protocols.Notifying;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Proving;
using Protocols.Recordings;
using Protocols.Reporting;
using Protocols.Sweeping;
using Protocols.Tracking;
using Protocols.Webhooks;

namespace Protocols.Api.Http;

/// <summary>What the endpoints serve with: the use cases and the few things they share.</summary>
/// <param name="Clock">The service's clock; deadlines and facts go by it.</param>
public sealed record ApiServices(
    StoreSet Stores, NumberTemplate Numbers, NumberIssuer Issuer, RuleBook Rules, TimeProvider Clock)
{
    private readonly Publisher publisher = new(
        Stores.Queues ?? throw new ArgumentException("These stores were opened to be read only.", nameof(Stores)), Clock, Stores.Webhooks);

    /// <summary>The service as it is set, over whatever stores the shell has.</summary>
    public static ApiServices Compose(
        ServiceSettings settings, StoreSet stores, TimeProvider clock, Carriers? carriers = null, HandOver? handOver = null) => new(
        stores, settings.Numbers, new NumberIssuer(settings.Numbers, stores.NumberBlocks, settings.TimeZone, clock),
        new(stores.Catalogues, settings.Catalogue, settings.TimeZone, clock), clock)
        {
            Carriers = carriers ?? Carriers.None,
            HandingOver = handOver ?? ((_, _) => Task.FromResult(new HandedOver(Carriers.NoCarrier))),
            MaxRecordingBytes = settings.MaxRecordingBytes,
            ReportSecret = settings.ReportSecret,
            Company = settings.Company,
            Url = settings.Url,
            RecoverableFor = settings.RecoverableFor,
            ByDepartment = settings.ByDepartment,
            Limits = settings.Limits,
            Origins = settings.Origins,
            Window = settings.Window,
        };

    /// <summary>What takes messages out of the house.</summary>
    public Carriers Carriers { get; init; } = Carriers.None;

    /// <summary>As letters and statements bear it; null where none is set.</summary>
    public string? Company { get; init; }

    /// <summary>Where the service is reached from outside, without a slash at its end; null where none is set.</summary>
    public string? Url { get; init; }

    /// <summary>For how long backups and soft delete can bring back what was removed.</summary>
    public TimeSpan RecoverableFor { get; init; }

    /// <summary>What reports of delivery are signed with; null where none are taken.</summary>
    public IReadOnlyList<byte>? ReportSecret { get; init; }

    /// <summary>How webhooks are called.</summary>
    public required HandOver HandingOver { get; init; }

    /// <summary>How often callers may do what.</summary>
    public LimitSettings Limits { get; init; } = new(null, null, null, 1);

    /// <summary>Whose pages may call the service from a browser; none where it is empty.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Set with the development identity only.</summary>
    public DevelopmentTools? Development { get; init; }

    public IProtocolStore Store => Stores.Protocols;
    public KeyRing Ring => Stores.Ring;

    /// <summary>The company's time zone.</summary>
    public TimeZoneInfo Zone => Rules.Zone;

    public IMessageQueues Queues => Stores.Queues!;

    /// <summary>What happened, for other systems.</summary>
    public IEventFeed Events => Stores.Events ?? throw new InvalidOperationException("These stores were opened without events.");

    /// <summary>Who is told of it by webhook.</summary>
    public Subscriptions Subscriptions => publisher.Subscriptions ?? throw new InvalidOperationException("These stores were opened without webhooks.");

    /// <summary>What statements are signed with.</summary>
    public SigningKeys Signing => Stores.Signing ?? throw new InvalidOperationException("These stores were opened without signing keys.");

    /// <summary>Recordings and attachments.</summary>
    public IContents Contents => Stores.Contents ?? throw new InvalidOperationException("These stores were opened without recordings.");

    /// <summary>Whether staff see the protocols of their departments only.</summary>
    public bool ByDepartment { get; init; }

    /// <summary>The most that a recording may be, in parts.</summary>
    public long MaxRecordingBytes { get; init; } = ServiceSettings.LargestRecording;

    /// <summary>Within it a customer who comes back about the same was not helped the first time.</summary>
    public ReportWindow Window { get; init; } = new(ReportWindow.UsualDays);

    public TakeIn TakingIn => field ??= new(Contents, Store, Ring, Changing, Rules);
    public OpenProtocols Opening => field ??= new(Store, Issuer, Ring, Rules, Clock, publisher);
    public ChangeProtocol Changing => field ??= new(Store, Ring, Rules, Clock, publisher);
    public LogAccess Logging => field ??= new(Stores.AccessLog, Store, Ring, Clock, Acts, publisher.AnnounceAsync);
    public LogActs Acts => field ??= new(Stores.AccessLog, Clock, Zone);
    public ReadActs ActsRead => field ??= new(Stores.AccessLog);
    public RefusedCalls RefusedCalls => field ??= new(Acts, Ring, Clock);
    public ReadAccessLog Accesses => field ??= new(Stores.AccessLog, Store, Ring);
    public ReadProtocol Reading => field ??= new(Store, Ring, Logging);
    public FindProtocols Finding => field ??= new(Store, Ring, Logging);
    internal TrackingTokens TrackingTokens { get; } = new(Stores.Ring, TimeProvider.System);
    public TrackProtocol Tracking => field ??= new(Store, Stores.Tries, Ring, Clock, Logging);
    public ExtendTerms Extending => field ??= new(Reading, Store, Stores.Leases, Rules, Changing, Clock);
    public RelayOutbox Relaying => field ??= new(Store, publisher, Clock);
    public NoteDeadEscalations DeadEscalations => field ??= new(Queues, Store, Ring, Changing);
    public FindEscalations Escalations => field ??= new(Store, DeadEscalations);
    public ReadStatement Stating => field ??= new(Store, Stores.Seals, Ring, Zone, Clock, Logging);
    public VerifyStatement Verifying => field ??= new(Store, Stores.Seals, Signing);
    public Sweeps Sweeps => field ??= new(Stores, Rules, new(Store, Relaying, DeadEscalations, Clock), Clock, publisher, Window);
    public ReadReports Reporting => field ??= new(
        Stores.Reports ?? throw new InvalidOperationException("These stores were opened without reports."), Zone, Clock);

    /// <summary>Who acts on which queue; every shell receives for each.</summary>
    public IReadOnlyList<Consumer> Consumers => field ??=
    [
        new(
            QueueDefinition.Escalations,
            new HandleEscalations(Store, Ring, Changing, new(Store, Issuer, Ring, Rules, Changing, Clock, publisher), new(Changing)).RunAsync,
            DeadEscalations.RunAsync),
        // What became of a message that died is on record before it does.
        new(QueueDefinition.Notifications, new SendNotifications(Store, Queues, Ring, Rules, Changing, Carriers, this.MailedAsync, Clock).RunAsync, _ => Task.CompletedTask),
        // What died is looked at by an administrator, and sent again by him.
        new(
            QueueDefinition.Webhooks,
            new DeliverEvents(Store, Stores.AccessLog, Queues, Subscriptions, Ring, HandingOver, Clock).RunAsync,
            _ => Task.CompletedTask),
    ];
}
