using ProtocolFunctions.Tests.Stores;
using Protocols.Ports;
using Protocols.Stores.Embedded;
using static ProtocolFunctions.Tests.Queues.QueuesUnderTest;

namespace ProtocolFunctions.Tests.Queues;

/// <summary>A receiver of the embedded queues waits without asking again and again, and misses nothing while it does.</summary>
public sealed class EmbeddedWaitingTests : IAsyncLifetime
{
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("protocols-");
    private readonly TimerClock clock = new();
    private EmbeddedStore store = null!;

    public Task InitializeAsync()
    {
        store = EmbeddedStore.Open(folder.FullName, clock);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_wait_that_passes_gives_nothing()
    {
        var waiting = ReceiveAsync(Plain, 10 * minute);
        for (var passed = 0; passed < 10; passed++)
        {
            Assert.False(waiting.IsCompleted);
            await clock.PassWhenAwaitedAsync(minute);
        }
        Assert.Null(await waiting);
    }

    [Fact]
    public async Task A_waiting_receiver_asks_the_database_no_more_than_once_in_a_lock_s_time()
    {
        var before = store.Statistics.Changes;
        var waiting = ReceiveAsync(Plain, Plain.Lock * 3);
        for (var passed = 0; passed < 30; passed++)
            await clock.PassWhenAwaitedAsync(Plain.Lock / 10);
        Assert.Null(await waiting);
        Assert.InRange(store.Statistics.Changes - before, 1, 4);
    }

    [Fact]
    public async Task A_wait_that_is_given_up_takes_no_message()
    {
        using var giveUp = new CancellationTokenSource();
        var waiting = store.Queues.ReceiveAsync(Plain, minute, giveUp.Token).WaitAsync(TimeSpan.FromSeconds(30));
        await clock.PassWhenAwaitedAsync(TimeSpan.Zero);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await SendAsync(Plain, new QueueMessage("a", [1]));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Queues.ReceiveAsync(Plain, minute, giveUp.Token));
        Assert.Equal(1, (await ReceiveAsync(Plain, TimeSpan.Zero))!.Message.Deliveries);
    }

    [Fact]
    public async Task A_waiting_receiver_is_woken_by_what_is_sent()
    {
        var waiting = ReceiveAsync(Plain, minute);
        await clock.PassWhenAwaitedAsync(TimeSpan.Zero);
        await SendAsync(Plain, new QueueMessage("a", [1]));
        Assert.Equal("a", (await waiting)?.Message.Id);
    }

    [Fact]
    public async Task A_sender_that_stops_waiting_still_wakes_the_receiver()
    {
        using var giveUp = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        var waiting = ReceiveAsync(Plain, minute);
        await clock.PassWhenAwaitedAsync(TimeSpan.Zero);
        var busy = store.Writer.RunAsync(_ => gate.Wait(minute), default);
        var sent = store.Queues.SendAsync(Plain, [new QueueMessage("a", [1])], giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        gate.Set();

        Assert.True(await busy);
        Assert.Equal("a", (await waiting)?.Message.Id);
    }

    [Fact]
    public async Task A_waiting_receiver_gets_a_scheduled_message_at_its_time()
    {
        var waiting = ReceiveAsync(Plain, minute);
        await clock.PassWhenAwaitedAsync(TimeSpan.Zero);
        await SendAsync(Plain, new QueueMessage("a", [1]) { NotBefore = clock.GetUtcNow().AddSeconds(20) });
        await PassInStepsAsync(waiting, TimeSpan.FromSeconds(2));
        Assert.Equal("a", (await waiting)?.Message.Id);
        Assert.InRange(clock.GetUtcNow(), Sample.At.AddSeconds(20), Sample.At.AddSeconds(26));
    }

    [Fact]
    public async Task A_waiting_receiver_gets_the_next_of_a_session_that_becomes_free()
    {
        await SendAsync(Sessions, Of("s", "1"), Of("s", "2"));
        var first = (await ReceiveAsync(Sessions, TimeSpan.Zero))!;
        foreach (var (settle, next) in new[] { (Abandon, "1"), ((Func<IHeldMessage, Task<Settlement>>)Complete, "2") })
        {
            var waiting = ReceiveAsync(Sessions, minute);
            await clock.PassWhenAwaitedAsync(TimeSpan.Zero);
            Assert.Equal(Settlement.Done, await settle(first));
            first = (await waiting)!;
            Assert.Equal(next, first.Message.Id);
        }
    }

    [Fact]
    public async Task A_waiting_receiver_gets_what_was_taken_while_it_waited_and_never_settled()
    {
        var waiting = ReceiveAsync(Plain, 10 * Plain.Lock);
        await clock.PassWhenAwaitedAsync(Plain.Lock / 2);
        // Two are woken, one gets it and hangs.
        var other = ReceiveAsync(Plain, 10 * Plain.Lock);
        await SendAsync(Plain, new QueueMessage("a", [1]));
        await Task.WhenAny(waiting, other);
        var left = waiting.IsCompleted ? other : waiting;

        await PassInStepsAsync(left, Plain.Lock / 10);

        Assert.Equal(2, (await left)?.Message.Deliveries);
        Assert.InRange(clock.GetUtcNow(), Sample.At + (Plain.Lock * 1.5), Sample.At + (Plain.Lock * 1.8));
    }

    private static QueueMessage Of(string session, string id) => new(id, [1]) { Session = session };

    private Task SendAsync(QueueDefinition queue, params QueueMessage[] messages) => store.Queues.SendAsync(queue, messages, default);

    /// <summary>A receiver that is never woken fails its test: the clock that it waits by stands still.</summary>
    private Task<IHeldMessage?> ReceiveAsync(QueueDefinition queue, TimeSpan wait) =>
        store.Queues.ReceiveAsync(queue, wait, default).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Lets time pass slowly enough for a receiver on a busy machine, so that the clock stands about where it came back.</summary>
    private async Task PassInStepsAsync(Task receiving, TimeSpan step)
    {
        while (!receiving.IsCompleted)
        {
            clock.Pass(step);
            await Task.WhenAny(receiving, Task.Delay(100));
        }
    }
}
