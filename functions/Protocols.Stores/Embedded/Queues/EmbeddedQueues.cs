using System.Collections.Concurrent;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Queues;

/// <summary>Queues as tables, written by the one writer, so that a flush is shared with whatever else is being written.</summary>
internal sealed class EmbeddedQueues(Readers readers, Writer? writer, TimeProvider clock) : IMessageQueues
{
    // What has come due or lost its lock is moved in small steps, each by a receipt, which needs only one of them.
    private const int MovedPerReceipt = 64;

    private readonly ConcurrentDictionary<string, Arrivals> arrivals = new();

    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    public Task SendAsync(QueueDefinition queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var message in messages)
            message.Check(queue);
        return messages.Count == 0 ? Task.CompletedTask : SendAsync(queue, messages).WaitAsync(cancellation);
    }

    public async Task<IHeldMessage?> ReceiveAsync(QueueDefinition queue, TimeSpan wait, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        var start = clock.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var arrival = ArrivalsAt(queue).Next;
            var (handout, message, nextAt) = await Writing.RunAsync(on => Take(on, queue), CancellationToken.None);
            if (message is not null)
                return new EmbeddedHold(this, queue, handout, message);
            var left = wait - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return null;
            await arrival.WaitAsync(Pause(queue, left, nextAt), clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task<IReadOnlyList<DeadLetter>> PeekDeadAsync(QueueDefinition queue, long after, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Task.FromResult(readers.Read(on => DeadLetters.Page(on, queue, after, limit)));
    }

    public Task<bool> SendDeadAgainAsync(QueueDefinition queue, long sequence, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ChangeAsync(queue, on => DeadLetters.Remove(on, queue, sequence) is { } dead && Resend(on, queue, dead), sent => sent)
            .WaitAsync(cancellation);
    }

    /// <summary>Does something with a message if the lock of this hand-out still holds, and wakes receivers where they may go on.</summary>
    /// <param name="work">Answers whether there is something to be handed out after it.</param>
    internal Task<Settlement> SettleAsync(
        QueueDefinition queue, Handout handout, Func<Statements, long, bool> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return SettleAsync(queue, handout, work).WaitAsync(cancellation);
    }

    /// <summary>Gives a message back to its line, or to the dead letters when it was handed out often enough.</summary>
    /// <returns>Whether there is something to be handed out again.</returns>
    internal static bool GiveBack(Statements on, QueueDefinition queue, Handout handout)
    {
        if (handout.Deliveries >= queue.MaxDeliveries)
            DeadLetters.Add(on, queue, handout, DeadLetter.TooManyDeliveries, $"Handed out {handout.Deliveries} times and not settled.");
        return Lines.Free(on, queue, handout.Line);
    }

    private Task<bool> SendAsync(QueueDefinition queue, IReadOnlyList<QueueMessage> messages) => ChangeAsync(
        queue,
        on =>
        {
            var now = Now();
            foreach (var message in messages)
                Send(on, queue, message, now);
            return true;
        },
        // Also for what is to be received later: who waits must know until when.
        _ => true);

    private static void Send(Statements on, QueueDefinition queue, QueueMessage message, long now)
    {
        if (!SentIds.Add(on, queue, message.Id, now))
            return;
        if (message.NotBefore?.ToUnixTimeMilliseconds() is { } due && due > now)
            Scheduled.Add(on, queue, message, due);
        else
            Lines.Append(on, queue, new(message.Id, message.Session, message.Body, 0, DateTimeOffset.FromUnixTimeMilliseconds(now)));
    }

    private bool Resend(Statements on, QueueDefinition queue, ReceivedMessage dead)
    {
        var now = Now();
        var again = dead with
        {
            Id = dead.NextId,
            ResendOf = dead.ResendOf ?? dead.Id,
            Resends = dead.Resends + 1,
            EnqueuedAt = DateTimeOffset.FromUnixTimeMilliseconds(now),
        };
        if (SentIds.Add(on, queue, again.Id, now))
            Lines.Append(on, queue, again);
        return true;
    }

    private (Handout Handout, ReceivedMessage? Message, long? NextAt) Take(Statements on, QueueDefinition queue)
    {
        var now = Now();
        foreach (var handout in Lines.Expired(on, queue, now, MovedPerReceipt))
            GiveBack(on, queue, handout);
        Scheduled.Release(on, queue, now, MovedPerReceipt);
        if (Lines.Take(on, queue, now) is { } line)
        {
            var handout = Lines.Deliver(on, line);
            return (handout, Lines.Message(on, handout), null);
        }
        var (expiry, due) = (Lines.NextExpiry(on, queue), Scheduled.NextDue(on, queue));
        return (default, null, expiry < due ? expiry : due ?? expiry);
    }

    /// <summary>
    /// Until the wait is over or something may have come by itself. A lock that is taken meanwhile passes no earlier than the queue's
    /// lock time from now, so looking again then is early enough to know of it.
    /// </summary>
    private TimeSpan Pause(QueueDefinition queue, TimeSpan left, long? nextAt)
    {
        var pause = left < queue.Lock ? left : queue.Lock;
        if (nextAt is not { } at)
            return pause;
        var next = TimeSpan.FromMilliseconds(Math.Max(1, at - Now()));
        return next < pause ? next : pause;
    }

    private async Task<Settlement> SettleAsync(QueueDefinition queue, Handout handout, Func<Statements, long, bool> work)
    {
        var result = await ChangeAsync(
            queue,
            on =>
            {
                var now = Now();
                return Lines.Holds(on, handout, now) ? work(on, now) : (bool?)null;
            },
            more => more == true);
        return result is null ? Settlement.Lost : Settlement.Done;
    }

    /// <summary>
    /// Runs to its end also when the caller stops waiting for it, since whoever waits for the message must be woken all the same.
    /// </summary>
    private async Task<T> ChangeAsync<T>(QueueDefinition queue, Func<Statements, T> work, Func<T, bool> wakes)
    {
        var result = await Writing.RunAsync(work, CancellationToken.None);
        if (wakes(result))
            ArrivalsAt(queue).Announce();
        return result;
    }

    private Arrivals ArrivalsAt(QueueDefinition queue) => arrivals.GetOrAdd(queue.Name, _ => new());

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
