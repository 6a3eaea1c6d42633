using System.Collections.Concurrent;
using Protocols.Ports;
using static ProtocolFunctions.Tests.Queues.QueuesUnderTest;

namespace ProtocolFunctions.Tests.Queues;

[Collection("Queues"), Trait("Requirement", "M19")]
public sealed class ContractSessionTests
{
    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_session_is_handled_in_the_order_of_sending(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync("s", "1", "2");
        await queues.SendAsync("s", "3");
        await queues.SendAsync("s", "4", "5");

        Assert.Equal(["1", "2", "3", "4", "5"], await queues.HandleAllAsync(Sessions));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task Nobody_else_gets_a_message_of_a_session_that_is_held(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync("s", "1", "2");

        await using var held = await queues.TakeAsync(Sessions);
        await queues.SendAsync("s", "3");
        Assert.Null(await queues.TryTakeAsync(Sessions));
        await queues.SendAsync("t", "other");

        Assert.Equal("other", await queues.HandleAsync(Sessions));
        Assert.Null(await queues.TryTakeAsync(Sessions));
        Assert.Equal(Settlement.Done, await Complete(held));
        await held.DisposeAsync();
        Assert.Equal(["2", "3"], await queues.HandleAllAsync(Sessions));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task An_abandoned_message_stays_the_first_of_its_session(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync("s", "1", "2", "3");

        Assert.Equal("1", await queues.HandleAsync(Sessions, Abandon));
        Assert.Equal("1", await queues.HandleAsync(Sessions));
        Assert.Equal("2", await queues.HandleAsync(Sessions, Abandon));
        Assert.Equal("2", await queues.HandleAsync(Sessions, Abandon));

        Assert.Equal(["2", "3"], await queues.HandleAllAsync(Sessions));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task Receivers_at_once_never_hold_one_session_and_keep_the_order_of_each(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        const int Each = 6;
        string[] sessions = ["a", "b", "c", "d", "e"];
        foreach (var n in Enumerable.Range(0, Each))
            await queues.SendAsync(Sessions, [.. sessions.Select(session => queues.Message($"{session}{n}", session))]);

        var held = new ConcurrentDictionary<string, byte>();
        var handled = new ConcurrentQueue<string>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            while (handled.Count < sessions.Length * Each)
            {
                await using var message = await queues.TryTakeAsync(Sessions);
                if (message is null)
                    continue;
                Assert.True(held.TryAdd(message.Message.Session!, 0), "Two receivers hold one session.");
                await Task.Yield();
                var fails = message.Message.Deliveries == 1 && worker % 2 == 0;
                if (!fails)
                    handled.Enqueue(queues.Id(message));
                held.TryRemove(message.Message.Session!, out _);
                Assert.Equal(Settlement.Done, await (fails ? Abandon(message) : Complete(message)));
            }
        })));

        Assert.All(sessions, session => Assert.Equal(
            Enumerable.Range(0, Each).Select(n => $"{session}{n}"), handled.Where(id => id.StartsWith(session, StringComparison.Ordinal))));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_session_that_fails_again_and_again_keeps_no_other_from_being_handled(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync("poison", "p1", "p2");
        await queues.SendAsync("a", "a1", "a2");
        await queues.SendAsync("b", "b1", "b2");

        var handled = new List<string>();
        while (await queues.TryTakeAsync(Sessions) is { } held)
        {
            await using (held)
            {
                var fails = queues.Id(held.Message.Session) == "poison";
                if (!fails)
                    handled.Add(queues.Id(held));
                Assert.Equal(Settlement.Done, await (fails ? Abandon(held) : Complete(held)));
            }
        }

        Assert.Equal(["a1", "a2", "b1", "b2"], handled.Order());
        Assert.Equal(["p1", "p2"], (await queues.DeadAsync(Sessions)).Select(dead => queues.Id(dead.Message.Id)));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_session_whose_handler_hangs_keeps_no_other_from_being_handled(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync("hangs", "h1", "h2");
        await using var hanging = await queues.TakeAsync(Sessions);
        await queues.SendAsync("a", "a1", "a2");

        Assert.Equal(["a1", "a2"], await queues.HandleAllAsync(Sessions));
        await queues.Pass(Sessions.Lock * 1.1);

        Assert.Equal(["h1", "h2"], await queues.HandleAllAsync(Sessions));
        Assert.Equal(Settlement.Lost, await Complete(hanging));
    }
}
