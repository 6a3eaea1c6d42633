using System.Diagnostics;
using Protocols.Ports;
using Protocols.Stores.Embedded;

namespace Protocols.Benchmarks;

/// <summary>
/// How many messages the embedded queues carry, and that a receipt costs the same however much waits for later.
/// </summary>
internal static class QueueSpeed
{
    private const int Callers = 32;
    private const int Messages = 32_000;

    private static readonly byte[] body = "{\"number\":\"2026030200000017\",\"fact\":12}"u8.ToArray();

    private static DateTimeOffset Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1);

    public static async Task<int> RunAsync(string folder)
    {
        await using var store = EmbeddedStore.Open(folder, TimeProvider.System);
        foreach (var queue in new[] { QueueDefinition.Notifications, QueueDefinition.Escalations })
        {
            var next = 0;
            await Report(store, $"sends to {queue.Name}", Messages, async () =>
            {
                for (var n = Interlocked.Increment(ref next); n <= Messages; n = Interlocked.Increment(ref next))
                    await store.Queues.SendAsync(queue, [Message(queue, $"{n}")], CancellationToken.None);
            });
            await Report(store, $"receipts and completions of {queue.Name}", Messages, async () =>
            {
                while (await store.Queues.ReceiveAsync(queue, TimeSpan.Zero, CancellationToken.None) is { } held)
                    await held.CompleteAsync(CancellationToken.None);
            });
        }
        var later = 0;
        foreach (var waiting in new[] { 1_000, 200_000 })
        {
            for (; later < waiting; later += 1_000)
                await store.Queues.SendAsync(QueueDefinition.Webhooks, Later(later), CancellationToken.None);
            await TimeReceipts(store, $"one receipt, {waiting} waiting for later");
        }
        return 0;
    }

    private static QueueMessage Message(QueueDefinition queue, string id) => new(id, body) { Session = queue.Sessions ? id : null };

    private static QueueMessage[] Later(int from) =>
        [.. Enumerable.Range(from, 1_000).Select(n => new QueueMessage($"later {n}", body) { NotBefore = Tomorrow })];

    private static async Task Report(EmbeddedStore store, string what, int count, Func<Task> caller)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), store.Statistics);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(caller)));
        var took = Stopwatch.GetElapsedTime(start);
        Console.WriteLine($"{what,-45} {count / took.TotalSeconds,9:F0} /s, {store.Statistics.Commits - before.Commits} commits");
    }

    /// <summary>One after another, so that each pays for its own flush; the receipt alone is timed.</summary>
    private static async Task TimeReceipts(EmbeddedStore store, string what)
    {
        const int Rounds = 1_000;
        var times = new List<TimeSpan>();
        for (var n = 0; n < Rounds; n++)
        {
            await store.Queues.SendAsync(QueueDefinition.Webhooks, [new QueueMessage($"{what} {n}", body)], CancellationToken.None);
            var start = Stopwatch.GetTimestamp();
            var held = await store.Queues.ReceiveAsync(QueueDefinition.Webhooks, TimeSpan.Zero, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(start));
            await held!.CompleteAsync(CancellationToken.None);
        }
        times.Sort();
        Console.WriteLine(
            $"{what,-45} {times[Rounds / 2].TotalMicroseconds,9:F0} us median, {times[Rounds * 95 / 100].TotalMicroseconds:F0} us p95");
    }
}
