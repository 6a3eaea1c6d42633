using Protocols.Ports;
using static ProtocolFunctions.Tests.Queues.QueuesUnderTest;

namespace ProtocolFunctions.Tests.Queues;

[Collection("Queues"), Trait("Requirement", "M19")]
public sealed class ContractDeadLetterTests
{
    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task What_is_not_among_the_dead_letters_is_not_sent_again(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync(Plain, queues.Message("a"));

        foreach (var sequence in new[] { 0L, 1, 99 })
            Assert.False(await queues.Queues.SendDeadAgainAsync(Plain, sequence, default));

        Assert.Equal(["a"], await queues.HandleAllAsync(Plain));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_message_that_cannot_be_handled_joins_the_dead_letters_and_its_session_goes_on(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        var before = queues.Clock.GetUtcNow().AddMinutes(-1);
        var message = queues.Message("1", "s", body: [7, 8]);
        await queues.SendAsync(Sessions, message, queues.Message("2", "s"));

        Assert.Equal("1", await queues.HandleAsync(Sessions, Bury));

        var dead = Assert.Single(await queues.DeadAsync(Sessions));
        Assert.Equal(("unreadable", "It has no number."), (dead.Reason, dead.Description));
        Assert.Equal((message.Id, message.Session), (dead.Message.Id, dead.Message.Session));
        Assert.Equal(message.Body, dead.Message.Body);
        Assert.InRange(dead.Message.Deliveries, 0, 1);
        Assert.InRange(dead.Message.EnqueuedAt, before, before.AddMinutes(5));
        Assert.Equal(["2"], await queues.HandleAllAsync(Sessions));
        Assert.Empty(await queues.DeadAsync(Plain));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_message_handed_out_too_often_joins_the_dead_letters_by_itself(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync("s", "1", "2");
        for (var delivery = 1; delivery <= Sessions.MaxDeliveries; delivery++)
        {
            await using var held = await queues.TakeAsync(Sessions);
            Assert.Equal(("1", delivery), (queues.Id(held), held.Message.Deliveries));
            Assert.Equal(Settlement.Done, await Abandon(held));
        }

        Assert.Equal(["2"], await queues.HandleAllAsync(Sessions));
        var dead = Assert.Single(await queues.DeadAsync(Sessions));
        Assert.Equal(("1", DeadLetter.TooManyDeliveries), (queues.Id(dead.Message.Id), dead.Reason));
        Assert.NotEmpty(dead.Description);
        Assert.InRange(dead.Message.Deliveries, Sessions.MaxDeliveries - 1, Sessions.MaxDeliveries);
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task Dead_letters_are_seen_in_pages_and_looking_changes_nothing(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync("s", "1", "2", "3", "4", "5");
        for (var n = 1; n <= 5; n++)
            await queues.HandleAsync(Sessions, Bury);

        for (var walk = 0; walk < 2; walk++)
        {
            var (seen, after) = (new List<string>(), 0L);
            while (await queues.Queues.PeekDeadAsync(Sessions, after, 2, default) is { Count: > 0 } page)
            {
                Assert.InRange(page.Count, 1, 2);
                seen.AddRange(page.Select(dead => queues.Id(dead.Message.Id)));
                after = page[^1].Sequence;
            }
            Assert.Equal(["1", "2", "3", "4", "5"], seen);
        }
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_dead_letter_sent_again_is_a_new_message_that_remembers_the_old_one(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        var message = queues.Message("1", "s", body: [7, 8]);
        await queues.SendAsync(Sessions, message, queues.Message("2", "s"));
        await queues.HandleAsync(Sessions, Bury);
        var dead = Assert.Single(await queues.DeadAsync(Sessions));

        Assert.True(await queues.Queues.SendDeadAgainAsync(Sessions, dead.Sequence, default));

        Assert.Empty(await queues.DeadAsync(Sessions));
        Assert.False(await queues.Queues.SendDeadAgainAsync(Sessions, dead.Sequence, default));
        Assert.Equal("2", await queues.HandleAsync(Sessions));
        await using var again = await queues.TakeAsync(Sessions);
        Assert.Equal((message.Id + "~1", message.Session), (again.Message.Id, again.Message.Session));
        Assert.Equal((message.Id, 1, 1), (again.Message.ResendOf, again.Message.Resends, again.Message.Deliveries));
        Assert.Equal(message.Body, again.Message.Body);
        Assert.Equal(Settlement.Done, await Complete(again));
        Assert.Null(await queues.TryTakeAsync(Sessions));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_dead_letter_can_be_sent_again_as_often_as_it_dies_and_remembers_its_first_id(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        var first = queues.Message("a");
        await queues.SendAsync(Plain, first);
        for (var time = 1; time <= 3; time++)
        {
            await queues.HandleAsync(Plain, Bury);
            var dead = Assert.Single(await queues.DeadAsync(Plain));
            Assert.Equal(time - 1, dead.Message.Resends);
            Assert.True(await queues.Queues.SendDeadAgainAsync(Plain, dead.Sequence, default));
        }

        await using var held = await queues.TakeAsync(Plain);
        Assert.Equal(($"{first.Id}~3", first.Id, 3), (held.Message.Id, held.Message.ResendOf, held.Message.Resends));
        Assert.Equal(Settlement.Done, await Complete(held));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task Only_the_one_asked_for_is_sent_again_and_dead_letters_survive_a_restart(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync("s", "1", "2", "3");
        for (var n = 1; n <= 3; n++)
            await queues.HandleAsync(Sessions, Bury);
        queues.Queues = await queues.Reopen();
        var dead = await queues.DeadAsync(Sessions);

        Assert.True(await queues.Queues.SendDeadAgainAsync(Sessions, dead[1].Sequence, default));

        Assert.Equal(["2~1"], await queues.HandleAllAsync(Sessions));
        Assert.Equal(["1", "3"], (await queues.DeadAsync(Sessions)).Select(left => queues.Id(left.Message.Id)));
    }
}
