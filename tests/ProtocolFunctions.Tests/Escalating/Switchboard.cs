using Microsoft.Extensions.Configuration;
using ProtocolFunctions.Tests.Notifying;
using ProtocolFunctions.Tests.Queues;
using ProtocolFunctions.Tests.Stores;
using ProtocolFunctions.Tests.Webhooks;
using Protocols;
using Protocols.Api.Http;
using Protocols.Api.Settings;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Documents;
using Protocols.Escalating;
using Protocols.Journal;
using Protocols.Opening;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;
using Protocols.Stores.Embedded;
using Protocols.Stores.Keys;

namespace ProtocolFunctions.Tests.Escalating;

/// <summary>The use cases over the embedded stores, without a host: a test breaks store and queues where it likes, and receives by hand.</summary>
internal sealed class Switchboard : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private EmbeddedStore embedded;

    public Switchboard() => (embedded, Store, Queues, Services) = Start();

    public static Caller Ana { get; } = new("ana", "Ana Lima", Roles.Agent);

    public static Caller Carla { get; } = new("carla", "Carla Dias", RoleNames.Granted("supervisor"));

    public TimerClock Clock { get; } = new();

    /// <summary>What takes its messages; a test says how it answers.</summary>
    public Postman Postman { get; } = new();

    /// <summary>What its webhooks call; a test says how it answers.</summary>
    public Listener Listener { get; } = new();

    public FaultyStore Store { get; private set; }

    public FaultyQueues Queues { get; private set; }

    public ApiServices Services { get; private set; }

    public Consumer Consumer => Of(QueueDefinition.Escalations);

    /// <summary>The process is gone, with whatever it knew and held; another begins on the same data.</summary>
    public async Task KillAsync()
    {
        await embedded.DisposeAsync();
        (embedded, Store, Queues, Services) = Start();
    }

    public async Task<string> OpenAsync()
    {
        var opening = new OpenProtocol { Channel = Channel.Phone, Subject = "Internet lenta" };
        return (await Services.Opening.RunAsync(opening, Ana, null, default)).Value!.State.Number;
    }

    /// <summary>Opens a protocol and refers it.</summary>
    public async Task<string> ReferredAsync(Destination? to = null)
    {
        var number = await OpenAsync();
        await ReferAsync(number, to);
        return number;
    }

    public Task<Changed> ReferAsync(string number, Destination? to = null) => DoAsync(
        number, (protocol, rules, now) => new ReferProtocol(to ?? new(null, "logistics", null), "É deles").Decide(protocol, Ana, rules, now));

    public Task<Changed> NoteAsync(string number) => DoAsync(
        number, (protocol, _) => new AddEntry(EntryKind.Note, "Anotado").Decide(protocol, Ana));

    public Task<Changed> DoAsync(string number, Func<Protocol, DateTimeOffset, Decision> decide, Caller? by = null) =>
        DoAsync(number, (protocol, _, now) => decide(protocol, now), by);

    public async Task<Changed> DoAsync(string number, Func<Protocol, Rules, DateTimeOffset, Decision> decide, Caller? by = null)
    {
        var changed = await Services.Changing.RunAsync(number, by ?? Ana, Conditions.None, decide, default);
        Assert.Null(changed.Refusal);
        return changed.Value!;
    }

    public async Task<ProtocolDocument> DocumentAsync(string number) => (await embedded.Protocols.FindAsync(number, default))!.Document;

    public async Task<IReadOnlyList<string>> KindsAsync(string number) =>
        [.. (await Services.Reading.RunAsync(number, Ana, default)).Value!.Facts.Select(fact => fact.Terms.Kind)];

    public async Task<IReadOnlyList<string>> NumbersAsync() => await embedded.Protocols.NumbersAsync(default).ToListAsync();

    public Task<IHeldMessage?> TakeAsync(QueueDefinition? queue = null) =>
        embedded.Queues.ReceiveAsync(queue ?? QueueDefinition.Escalations, TimeSpan.Zero, default);

    /// <summary>Receives, handles and settles until there is nothing left.</summary>
    /// <returns>The ids that were handled, in order.</returns>
    public async Task<IReadOnlyList<string>> HandleAllAsync(QueueDefinition? queue = null)
    {
        var consumer = Of(queue ?? QueueDefinition.Escalations);
        var ids = new List<string>();
        while (await TakeAsync(consumer.Queue) is { } held)
        {
            ids.Add(held.Message.Id);
            var verdict = await consumer.Handle(held.Message, default);
            await (verdict.Kind switch
            {
                VerdictKind.Done => held.CompleteAsync(default),
                VerdictKind.Again => held.AbandonAsync(default),
                _ => held.DeadLetterAsync(verdict.Reason, verdict.Description, default),
            });
        }
        return ids;
    }

    /// <summary>Ids of what waits in a queue; they are taken out of it.</summary>
    public async Task<IReadOnlyList<string>> DrainAsync(QueueDefinition queue)
    {
        var ids = new List<string>();
        while (await TakeAsync(queue) is { } held)
        {
            ids.Add(held.Message.Id);
            await held.CompleteAsync(default);
        }
        return ids;
    }

    /// <summary>Takes the next message as often as it takes until it is dead.</summary>
    public async Task BuryAsync()
    {
        for (var i = 0; i < QueueDefinition.Escalations.MaxDeliveries; i++)
            await (await TakeAsync())!.AbandonAsync(default);
    }

    public Task<IReadOnlyList<DeadLetter>> DeadAsync() => embedded.Queues.PeekDeadAsync(QueueDefinition.Escalations, 0, 100, default);

    public async ValueTask DisposeAsync()
    {
        await embedded.DisposeAsync();
        folder.Dispose();
    }

    private Consumer Of(QueueDefinition queue) => Services.Consumers.Single(consumer => consumer.Queue == queue);

    private (EmbeddedStore, FaultyStore, FaultyQueues, ApiServices) Start()
    {
        var ring = KeyFile.Load(folder.Path);
        var opened = EmbeddedStore.Open(folder.Path, Clock);
        var (protocols, queues) = (new FaultyStore(opened.Protocols), new FaultyQueues(opened.Queues));
        var settings = ServiceSettings.Read(new ConfigurationBuilder().Build()).Settings!;
        var stores = opened.Under(ring) with { Protocols = protocols, Queues = queues, Signing = SigningKeyFile.Load(folder.Path) };
        return (opened, protocols, queues, ApiServices.Compose(settings, stores, Clock, new(Postman, null), Listener.TakeAsync));
    }
}
