using Protocols.Ports;

namespace ProtocolFunctions.Tests.Queues;

/// <summary>
/// Queues that were empty when the test got them. The files of this name's kind are compiled into the tests of the Azure shell too.
/// Ids and sessions are spelt with a prefix of the test's own, since a remote queue remembers those of the tests before.
/// </summary>
internal sealed class QueuesUnderTest : IAsyncDisposable
{
    private readonly string prefix = System.IO.Path.GetRandomFileName() + "/";

    public required IMessageQueues Queues { get; set; }

    public required TimeProvider Clock { get; init; }

    /// <summary>How long nothing must come before there is nothing.</summary>
    public required TimeSpan Patience { get; init; }

    public required Func<TimeSpan, Task> Pass { get; init; }

    /// <summary>Ends whatever holds locks, without settling, and begins anew.</summary>
    public required Func<Task<IMessageQueues>> Reopen { get; init; }

    public required Func<Task> Close { get; init; }

    /// <summary>A queue with sessions.</summary>
    public static QueueDefinition Sessions => QueueDefinition.Escalations;

    /// <summary>A queue without.</summary>
    public static QueueDefinition Plain => QueueDefinition.Webhooks;

    public async ValueTask DisposeAsync() => await Close();

    public QueueMessage Message(string id, string? session = null, TimeSpan? after = null, byte[]? body = null) =>
        new(prefix + id, body ?? [1])
        {
            Session = session is null ? null : prefix + session,
            NotBefore = Clock.GetUtcNow() + after,
        };

    public Task SendAsync(QueueDefinition queue, params QueueMessage[] messages) =>
        Queues.SendAsync(queue, messages, CancellationToken.None);

    /// <summary>Sends messages to one session, in this order.</summary>
    public Task SendAsync(string session, params string[] ids) => SendAsync(Sessions, [.. ids.Select(id => Message(id, session))]);

    public Task<IHeldMessage?> TryTakeAsync(QueueDefinition queue) => Queues.ReceiveAsync(queue, Patience, CancellationToken.None);

    public async Task<IHeldMessage> TakeAsync(QueueDefinition queue)
    {
        var held = await TryTakeAsync(queue);
        Assert.NotNull(held);
        return held;
    }

    /// <summary>Takes a message, settles it, and answers its id.</summary>
    public async Task<string> HandleAsync(QueueDefinition queue, Func<IHeldMessage, Task<Settlement>>? settle = null)
    {
        await using var held = await TakeAsync(queue);
        Assert.Equal(Settlement.Done, await (settle ?? Complete)(held));
        return Id(held);
    }

    public async Task<IReadOnlyList<string>> HandleAllAsync(QueueDefinition queue)
    {
        var ids = new List<string>();
        while (await TryTakeAsync(queue) is { } held)
        {
            await using (held)
            {
                ids.Add(Id(held));
                Assert.Equal(Settlement.Done, await Complete(held));
            }
        }
        return ids;
    }

    public Task<IReadOnlyList<DeadLetter>> DeadAsync(QueueDefinition queue) => Queues.PeekDeadAsync(queue, 0, 100, CancellationToken.None);

    public string Id(IHeldMessage held) => Id(held.Message.Id);

    /// <summary>An id or a session without the test's prefix.</summary>
    public string Id(string? full) => full?[prefix.Length..] ?? "";

    public static Task<Settlement> Complete(IHeldMessage held) => held.CompleteAsync(CancellationToken.None);

    public static Task<Settlement> Abandon(IHeldMessage held) => held.AbandonAsync(CancellationToken.None);

    public static Task<Settlement> Bury(IHeldMessage held) =>
        held.DeadLetterAsync("unreadable", "It has no number.", CancellationToken.None);

    public static Task<Settlement> Renew(IHeldMessage held) => held.RenewAsync(CancellationToken.None);
}
