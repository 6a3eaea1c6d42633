using Protocols.Ports;
using static ProtocolFunctions.Tests.Queues.QueuesUnderTest;

namespace ProtocolFunctions.Tests.Queues;

[Collection("Queues"), Trait("Requirement", "M19")]
public sealed class ContractHoldingTests
{
    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task An_empty_queue_gives_nothing(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);

        Assert.Null(await queues.TryTakeAsync(Plain));
        Assert.Null(await queues.TryTakeAsync(Sessions));
        Assert.Empty(await queues.DeadAsync(Plain));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_held_message_is_nobody_else_s_and_a_completed_one_never_comes_again(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync(Plain, queues.Message("a"), queues.Message("b"));

        await using var first = await queues.TakeAsync(Plain);
        await using var second = await queues.TakeAsync(Plain);
        Assert.NotEqual(first.Message.Id, second.Message.Id);
        Assert.Null(await queues.TryTakeAsync(Plain));
        Assert.Equal(Settlement.Done, await Complete(first));
        Assert.Equal(Settlement.Done, await Complete(second));

        await queues.Pass(Plain.Lock * 1.1);
        Assert.Null(await queues.TryTakeAsync(Plain));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_message_is_settled_once(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync(Plain, queues.Message("a"));
        await using var held = await queues.TakeAsync(Plain);
        Assert.Equal(Settlement.Done, await Complete(held));

        foreach (var settle in new[] { Complete, Abandon, Bury, Renew })
            Assert.Equal(Settlement.Lost, await settle(held));

        Assert.Null(await queues.TryTakeAsync(Plain));
        Assert.Empty(await queues.DeadAsync(Plain));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task An_abandoned_message_comes_again_and_its_deliveries_are_counted(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync(Plain, queues.Message("a"));
        await using var first = await queues.TakeAsync(Plain);
        Assert.Equal(Settlement.Done, await Abandon(first));

        await using var second = await queues.TakeAsync(Plain);

        Assert.Equal(2, second.Message.Deliveries);
        Assert.Equal(Settlement.Lost, await Complete(first));
        Assert.Equal(Settlement.Done, await Complete(second));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_message_whose_lock_passed_comes_again_and_its_first_holder_has_lost_it(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        foreach (var (queue, session) in new[] { (Plain, null), (Sessions, "s") })
        {
            await queues.SendAsync(queue, queues.Message("a", session));
            await using var slow = await queues.TakeAsync(queue);
            await queues.Pass(queue.Lock * 1.1);

            foreach (var settle in new[] { Complete, Abandon, Bury, Renew })
                Assert.Equal(Settlement.Lost, await settle(slow));
            await using var next = await queues.TakeAsync(queue);
            Assert.Equal((slow.Message.Id, 2), (next.Message.Id, next.Message.Deliveries));
            foreach (var settle in new[] { Complete, Abandon, Bury, Renew })
                Assert.Equal(Settlement.Lost, await settle(slow));

            Assert.Equal(Settlement.Done, await Complete(next));
            Assert.Null(await queues.TryTakeAsync(queue));
            Assert.Empty(await queues.DeadAsync(queue));
        }
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_renewed_lock_holds_on(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        foreach (var (queue, session) in new[] { (Plain, null), (Sessions, "s") })
        {
            await queues.SendAsync(queue, queues.Message("a", session));
            await using var held = await queues.TakeAsync(queue);
            for (var i = 0; i < 2; i++)
            {
                await queues.Pass(queue.Lock * 0.7);
                Assert.Equal(Settlement.Done, await Renew(held));
            }
            await queues.Pass(queue.Lock * 0.7);

            Assert.Null(await queues.TryTakeAsync(queue));
            Assert.Equal(Settlement.Done, await Complete(held));
        }
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task What_a_killed_process_held_is_delivered_again(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync("s", "1", "2");
        await queues.SendAsync(Plain, queues.Message("a"));
        await queues.TakeAsync(Sessions);
        await queues.TakeAsync(Plain);

        queues.Queues = await queues.Reopen();
        await queues.Pass(Sessions.Lock * 1.1);

        await using (var again = await queues.TakeAsync(Plain))
        {
            Assert.Equal(2, again.Message.Deliveries);
            Assert.Equal(Settlement.Done, await Complete(again));
        }
        Assert.Equal(["1", "2"], await queues.HandleAllAsync(Sessions));
        Assert.Null(await queues.TryTakeAsync(Plain));
    }
}
