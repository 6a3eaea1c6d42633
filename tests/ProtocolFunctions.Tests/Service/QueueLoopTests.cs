using Microsoft.Extensions.Logging;
using ProtocolFunctions.Tests.Service.Support;
using ProtocolFunctions.Tests.Stores;
using Protocols.Api;
using Protocols.Local;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Stores.Embedded;

namespace ProtocolFunctions.Tests.Service;

/// <summary>The loop that stands for the triggers of Azure on one machine.</summary>
[Trait("Requirement", "M19")]
public sealed class QueueLoopTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Logbook logbook = new();
    private readonly EmbeddedStore store;

    public QueueLoopTests() => store = EmbeddedStore.Open(folder.Path, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        logbook.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_stop_waits_for_what_is_held_and_takes_nothing_more()
    {
        var (begun, go, handled) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        using var loop = Loop(async _ =>
        {
            begun.TrySetResult();
            await go.Task;
            Interlocked.Increment(ref handled);
            return Verdict.Done;
        });
        await loop.StartAsync(default);
        await SendAsync("a", "s");
        await begun.Task;
        // Behind the first in its session, so nobody can have it yet.
        await SendAsync("b", "s");

        var stop = loop.StopAsync(default);
        Assert.False(stop.IsCompleted);
        go.SetResult();
        await stop;

        Assert.Equal(1, handled);
        Assert.Equal("b", (await store.Queues.ReceiveAsync(QueueDefinition.Escalations, TimeSpan.Zero, default))!.Message.Id);
        Assert.Empty(logbook.Lines);
    }

    [Fact]
    public async Task One_that_hangs_holds_up_no_other_session()
    {
        var (hang, done) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var loop = Loop(async message =>
        {
            if (message.Id == "hangs")
                await hang.Task;
            else
                done.TrySetResult();
            return Verdict.Done;
        });
        await loop.StartAsync(default);
        await SendAsync("hangs", "s");
        await SendAsync("goes", "t");

        await done.Task.WaitAsync(TimeSpan.FromSeconds(20));

        hang.SetResult();
        await loop.StopAsync(default);
    }

    [Fact]
    public async Task What_throws_is_given_back_and_logged_and_handled_by_the_next_delivery()
    {
        var done = new TaskCompletionSource<ReceivedMessage>();
        using var loop = Loop(message =>
        {
            if (message.Deliveries == 1)
                throw new InvalidOperationException("A surprise.");
            done.TrySetResult(message);
            return Task.FromResult(Verdict.Done);
        });
        await loop.StartAsync(default);
        await SendAsync("a", "s");

        Assert.Equal(2, (await done.Task.WaitAsync(TimeSpan.FromSeconds(20))).Deliveries);

        await loop.StopAsync(default);
        Assert.Contains("A surprise.", Assert.Single(logbook.TakeUnexpected()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_never_be_handled_is_dead_and_whoever_keeps_the_record_is_told()
    {
        var told = new TaskCompletionSource();
        using var loop = Loop(_ => Task.FromResult(Verdict.Dead("unreadable", "It says nothing.")), () => told.TrySetResult());
        await loop.StartAsync(default);
        await SendAsync("a", "s");

        await told.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await loop.StopAsync(default);
        Assert.Equal("unreadable", Assert.Single(await store.Queues.PeekDeadAsync(QueueDefinition.Escalations, 0, 10, default)).Reason);
        Assert.Contains("joins the dead letters", Assert.Single(logbook.TakeUnexpected()), StringComparison.Ordinal);
    }

    private QueueLoop Loop(Func<ReceivedMessage, Task<Verdict>> handle, Action? buried = null)
    {
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(logbook));
        var consumer = new Consumer(QueueDefinition.Escalations, (message, _) => handle(message), _ =>
        {
            buried?.Invoke();
            return Task.CompletedTask;
        });
        return new(
            store.Queues, [consumer], new(TimeProvider.System, factory.CreateLogger<Deliveries>()), TimeProvider.System, factory.CreateLogger<QueueLoop>());
    }

    private Task SendAsync(string id, string session) =>
        store.Queues.SendAsync(QueueDefinition.Escalations, [new(id, [1]) { Session = session }], default);
}
