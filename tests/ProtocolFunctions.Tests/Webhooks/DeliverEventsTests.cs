using System.Text.Json;
using ProtocolFunctions.Tests.Escalating;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Webhooks;

namespace ProtocolFunctions.Tests.Webhooks;

/// <summary>Who follows is told, whatever breaks in between; who does not answer is tried again, and given up in the end (M30).</summary>
[Trait("Requirement", "M30")]
public sealed class DeliverEventsTests : IAsyncDisposable
{
    private const string Crm = "https://crm.example.com/", Erp = "https://erp.example.com/";

    private readonly Switchboard board = new();

    public ValueTask DisposeAsync() => board.DisposeAsync();

    [Fact]
    public async Task Where_nobody_follows_nothing_is_sent()
    {
        await FollowAsync(Crm, "protocol.closed");
        await board.OpenAsync();
        Assert.Empty(await board.DrainAsync(QueueDefinition.Webhooks));
    }

    [Fact]
    public async Task Whoever_follows_is_told_of_what_he_follows_and_of_nothing_else()
    {
        await FollowAsync(Crm, "protocol.opened", "protocol.escalated");
        await FollowAsync(Erp, "protocol.opened");
        var number = await board.ReferredAsync();
        await board.NoteAsync(number);
        await board.HandleAllAsync(QueueDefinition.Webhooks);

        Assert.Equal([$"{number}-1", $"{number}-2"], board.Listener.IdsAt(Crm).Order());
        Assert.Equal([$"{number}-1"], board.Listener.IdsAt(Erp));
        var call = board.Listener.Calls.First(one => one.Id == $"{number}-2");
        var told = JsonSerializer.Deserialize<JsonElement>(call.Body);
        Assert.Equal(("protocol.escalated", number, "0000000002", "logistics"), (
            told.GetProperty("type").GetString(), told.GetProperty("subject").GetString(), told.GetProperty("sequence").GetString(),
            told.GetProperty("data").GetProperty("department").GetString()));
    }

    [Fact]
    public async Task What_was_committed_and_not_sent_arrives_all_the_same_and_what_is_sent_twice_under_one_id()
    {
        await FollowAsync(Crm, "protocol.opened");
        board.Queues.BeforeSend = _ => throw new StoreBusyException("Nothing leaves.");
        var number = await board.OpenAsync();
        Assert.Empty(board.Listener.Calls);
        await board.KillAsync();
        board.Clock.Pass(TimeSpan.FromMinutes(1));
        await board.Services.Relaying.RunAsync(default);
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        Assert.Equal([$"{number}-1"], board.Listener.IdsAt(Crm));

        // Killed after it was told and before that was settled.
        await FollowAsync(Erp, "protocol.entry-added");
        await board.NoteAsync(number);
        await board.Services.Consumers.Single(one => one.Queue == QueueDefinition.Webhooks).Handle((await board.TakeAsync(QueueDefinition.Webhooks))!.Message, default);
        var second = (await board.TakeAsync(QueueDefinition.Webhooks))!;
        await board.Services.Consumers.Single(one => one.Queue == QueueDefinition.Webhooks).Handle(second.Message, default);
        await board.KillAsync();
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        Assert.Equal([$"{number}-2", $"{number}-2"], board.Listener.IdsAt(Erp));
    }

    [Fact]
    public async Task Who_does_not_answer_is_tried_again_later_and_keeps_nobody_else_waiting()
    {
        await FollowAsync(Crm, "protocol.opened");
        await FollowAsync(Erp, "protocol.opened");
        board.Listener.Answer(Crm, new("status-500"));
        var number = await board.OpenAsync();
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        Assert.Equal((3, 1), (board.Listener.IdsAt(Crm).Count, board.Listener.IdsAt(Erp).Count));
        Assert.Equal((WebhookState.Failing, "status-500"), await StateAsync(Crm));
        Assert.Equal((WebhookState.On, null), await StateAsync(Erp));

        board.Listener.Answer(Crm, HandedOver.Taken);
        board.Clock.Pass(TimeSpan.FromMinutes(1));
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        Assert.Equal([$"{number}-1"], board.Listener.IdsAt(Crm).Distinct());
        Assert.Equal((4, 1), (board.Listener.IdsAt(Crm).Count, board.Listener.IdsAt(Erp).Count));
        Assert.Equal((WebhookState.On, null), await StateAsync(Crm));
    }

    [Fact]
    public async Task Who_does_not_answer_for_a_day_is_switched_off_and_what_he_missed_is_sent_again_once_he_is_on()
    {
        await FollowAsync(Crm, "protocol.opened");
        board.Listener.Answer(Crm, new("unreachable"));
        var number = await board.OpenAsync();
        for (var hour = 0; hour < 29; hour++)
        {
            await board.HandleAllAsync(QueueDefinition.Webhooks);
            board.Clock.Pass(TimeSpan.FromHours(1));
        }
        Assert.Equal((WebhookState.Off, "unreachable"), await StateAsync(Crm));
        var dead = Assert.Single(await DeadAsync());
        Assert.Equal("unreachable", dead.Reason);
        await board.OpenAsync();
        Assert.Empty(await board.DrainAsync(QueueDefinition.Webhooks));

        // Sent again while it is off it is dead again; afterwards it arrives.
        Assert.True(await board.Services.Queues.SendDeadAgainAsync(QueueDefinition.Webhooks, dead.Sequence, default));
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        var still = Assert.Single(await DeadAsync());
        Assert.Equal(DeliverEvents.Off, still.Reason);
        board.Listener.Answer(Crm, HandedOver.Taken);
        var calls = board.Listener.Calls.Count;
        await board.Services.Subscriptions.ChangeAsync(all => [.. all.Select(one => one.Working())], default);
        Assert.True(await board.Services.Queues.SendDeadAgainAsync(QueueDefinition.Webhooks, still.Sequence, default));
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        Assert.Equal([$"{number}-1"], board.Listener.IdsAt(Crm).Skip(calls));
        Assert.Empty(await DeadAsync());
        Assert.Equal((WebhookState.On, null), await StateAsync(Crm));
    }

    [Fact]
    public async Task Who_says_that_nobody_is_there_any_more_is_switched_off_at_once()
    {
        await FollowAsync(Crm, "protocol.opened");
        board.Listener.Answer(Crm, new("status-410", IsGone: true));
        await board.OpenAsync();
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        Assert.Single(board.Listener.Calls);
        Assert.Equal((WebhookState.Off, "status-410"), await StateAsync(Crm));
        Assert.Single(await DeadAsync());
    }

    [Fact]
    public async Task What_was_on_its_way_to_one_that_was_removed_is_dropped()
    {
        await FollowAsync(Crm, "protocol.opened");
        board.Listener.Answer(Crm, new("status-500"));
        await board.OpenAsync();
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        await board.Services.Subscriptions.ChangeAsync(_ => [], default);
        board.Clock.Pass(TimeSpan.FromMinutes(1));
        var calls = board.Listener.Calls.Count;
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        Assert.Equal(calls, board.Listener.Calls.Count);
        Assert.Empty(await DeadAsync());
    }

    [Fact]
    public async Task What_is_no_letter_or_points_nowhere_is_dead_and_a_busy_store_is_tried_again()
    {
        var consumer = board.Services.Consumers.Single(one => one.Queue == QueueDefinition.Webhooks);
        Assert.Equal((VerdictKind.Dead, "unreadable"), Verdict(await consumer.Handle(Message("rubbish"), default)));
        Assert.Equal((VerdictKind.Dead, "event-not-found"), Verdict(await consumer.Handle(Message("""{"v":1,"number":"1","fact":1}"""), default)));
        await FollowAsync(Crm, "protocol.opened");
        var number = await board.OpenAsync();
        board.Queues.BeforeSend = _ => throw new StoreBusyException("Nothing leaves.");
        Assert.Equal((VerdictKind.Again, ""), Verdict(await consumer.Handle(Message($$"""{"v":1,"number":"{{number}}","fact":1}"""), default)));
    }

    private static (VerdictKind, string) Verdict(Verdict verdict) => (verdict.Kind, verdict.Reason);

    private static ReceivedMessage Message(string body) => new("m1", null, System.Text.Encoding.UTF8.GetBytes(body), 1, default);

    private async Task<(WebhookState, string?)> StateAsync(string url)
    {
        var webhook = (await board.Services.Subscriptions.ReadAsync(default)).Single(one => one.Url.ToString() == url);
        return (webhook.State, webhook.Reason);
    }

    private Task<IReadOnlyList<DeadLetter>> DeadAsync() => board.Services.Queues.PeekDeadAsync(QueueDefinition.Webhooks, 0, 100, default);

    private Task<bool> FollowAsync(string url, params IReadOnlyList<string> events) => board.Services.Subscriptions.ChangeAsync(
        all => [.. all, new AddWebhook(url, events, null).Decide(all, false, null, board.Services.Ring, board.Clock.GetUtcNow()).Value!.Webhook], default);
}
