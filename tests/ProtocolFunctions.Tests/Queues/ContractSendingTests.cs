using System.Security.Cryptography;
using Protocols.Ports;
using static ProtocolFunctions.Tests.Queues.QueuesUnderTest;

namespace ProtocolFunctions.Tests.Queues;

[Collection("Queues"), Trait("Requirement", "M19")]
public sealed class ContractSendingTests
{
    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task What_a_queue_cannot_take_is_refused_and_nothing_of_it_is_sent(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        var good = queues.Message("good");

        foreach (var bad in new[]
        {
            queues.Message("a", session: "s"),
            good with { Id = "" },
            good with { Id = new string('x', QueueMessage.MaxId + 1) },
            good with { Body = new byte[QueueMessage.MaxBody + 1] },
        })
            await Assert.ThrowsAsync<ArgumentException>(() => queues.SendAsync(Plain, good, bad));
        foreach (var session in new[] { null, "", new string('x', QueueMessage.MaxSession + 1) })
            await Assert.ThrowsAsync<ArgumentException>(() => queues.SendAsync(Sessions, queues.Message("a") with { Session = session }));

        Assert.Null(await queues.TryTakeAsync(Plain));
        Assert.Null(await queues.TryTakeAsync(Sessions));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task Every_body_comes_back_byte_for_byte(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        foreach (var size in new[] { 0, 1, 1_000, QueueMessage.MaxBody })
        {
            var message = queues.Message($"{size}", body: RandomNumberGenerator.GetBytes(size));
            await queues.SendAsync(Plain, message);

            await using var held = await queues.TakeAsync(Plain);

            Assert.Equal(message.Id, held.Message.Id);
            Assert.Equal(message.Body, held.Message.Body);
            Assert.Null(held.Message.Session);
            Assert.Null(held.Message.ResendOf);
            Assert.Equal(1, held.Message.Deliveries);
            Assert.InRange(held.Message.EnqueuedAt, queues.Clock.GetUtcNow().AddMinutes(-1), queues.Clock.GetUtcNow().AddMinutes(1));
            Assert.Equal(Settlement.Done, await Complete(held));
        }
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task Of_a_large_batch_each_is_delivered_once(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        var body = new byte[5_000];
        await queues.SendAsync(Plain, [.. Enumerable.Range(0, 200).Select(n => queues.Message($"{n}", body: body))]);

        var handled = await queues.HandleAllAsync(Plain);

        Assert.Equal(200, handled.Count);
        Assert.Equal(Enumerable.Range(0, 200), handled.Select(int.Parse).Order());
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_message_sent_ten_times_is_delivered_once(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        await queues.SendAsync(Plain, queues.Message("a"), queues.Message("a"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => queues.SendAsync(Plain, queues.Message("a"))));

        await using var held = await queues.TakeAsync(Plain);
        await queues.SendAsync(Plain, queues.Message("a"), queues.Message("a", after: TimeSpan.FromSeconds(1)));
        Assert.Equal(Settlement.Done, await Complete(held));
        await queues.SendAsync(Plain, queues.Message("a"));
        await queues.Pass(TimeSpan.FromSeconds(2));
        await queues.SendAsync(Plain, queues.Message("a"));

        Assert.Null(await queues.TryTakeAsync(Plain));
        await queues.SendAsync(Sessions, queues.Message("a", "another queue's"));
        Assert.Equal("a", await queues.HandleAsync(Sessions));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_scheduled_message_comes_at_its_time_and_not_before(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        var time = TimeSpan.FromSeconds(20);
        await queues.SendAsync(Plain, queues.Message("late", after: time), queues.Message("past", after: -time), queues.Message("now"));

        Assert.Equal(["now", "past"], (await queues.HandleAllAsync(Plain)).Order());
        await queues.Pass(time);

        Assert.Equal("late", await queues.HandleAsync(Plain));
        Assert.Null(await queues.TryTakeAsync(Plain));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_scheduled_message_is_known_by_its_id_before_its_time(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        var time = TimeSpan.FromSeconds(20);
        await queues.SendAsync(Plain, queues.Message("a", after: time));
        await queues.SendAsync(Plain, queues.Message("a"), queues.Message("a", after: time / 2));

        Assert.Null(await queues.TryTakeAsync(Plain));
        await queues.Pass(time);

        Assert.Equal(["a"], await queues.HandleAllAsync(Plain));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task A_scheduled_message_joins_its_session_behind_those_that_are_there(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        var time = TimeSpan.FromSeconds(20);
        await queues.SendAsync(Sessions, queues.Message("1", "s", after: time));
        await queues.SendAsync("s", "2", "3");
        await queues.Pass(time);

        Assert.Equal(["2", "3", "1"], await queues.HandleAllAsync(Sessions));
    }

    [SkippableTheory, MemberData(nameof(QueueSource.All), MemberType = typeof(QueueSource))]
    public async Task What_was_sent_and_scheduled_survives_a_restart(string name)
    {
        await using var queues = await QueueSource.OpenAsync(name);
        var time = TimeSpan.FromSeconds(20);
        await queues.SendAsync(Plain, queues.Message("late", after: time), queues.Message("now"));

        queues.Queues = await queues.Reopen();

        Assert.Equal(["now"], await queues.HandleAllAsync(Plain));
        await queues.SendAsync(Plain, queues.Message("now"), queues.Message("late"));
        Assert.Null(await queues.TryTakeAsync(Plain));
        await queues.Pass(time);
        Assert.Equal(["late"], await queues.HandleAllAsync(Plain));
    }
}
