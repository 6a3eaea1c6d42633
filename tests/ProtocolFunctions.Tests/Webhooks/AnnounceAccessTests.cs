using ProtocolFunctions.Tests.Escalating;
using Protocols.Accessing;
using Protocols.Ports;
using Protocols.Webhooks;

namespace ProtocolFunctions.Tests.Webhooks;

/// <summary>Who hears a recording is told to those who follow that, and waits for no queue.</summary>
[Trait("Requirement", "M25")]
[Trait("Requirement", "M30")]
public sealed class AnnounceAccessTests : IAsyncDisposable
{
    private const string Crm = "https://crm.example.com/";

    private readonly Switchboard board = new();

    public ValueTask DisposeAsync() => board.DisposeAsync();

    [Fact]
    public async Task While_no_message_can_leave_recordings_are_heard_all_the_same_and_it_is_told_later()
    {
        var number = await FollowedAsync();
        board.Queues.BeforeSend = _ => throw new InvalidOperationException("The queue is gone.");
        await HearAsync(number);
        await HearAsync(number);
        Assert.Equal([$"{number}:access-1:w"], (await board.DocumentAsync(number)).Outbox.Select(message => message.Id));

        // Whatever else happens to the protocol meanwhile takes nothing away from it, and neither does the end of the process.
        await board.NoteAsync(number);
        await board.KillAsync();
        board.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty((await board.Services.Relaying.RunAsync(default)).Failed);
        await board.HandleAllAsync(QueueDefinition.Webhooks);
        Assert.Equal([$"{number}-access-1"], board.Listener.IdsAt(Crm));
        Assert.Empty((await board.DocumentAsync(number)).Outbox);
    }

    [Fact]
    public async Task A_queue_that_answers_nothing_keeps_nobody_from_hearing_for_more_than_two_seconds()
    {
        var number = await FollowedAsync();
        board.Queues.Hang = true;
        var hearing = HearAsync(number);
        await board.Clock.PassWhenAwaitedAsync(TimeSpan.FromSeconds(1.9));
        Assert.False(hearing.IsCompleted);
        await board.Clock.PassWhenAwaitedAsync(TimeSpan.FromSeconds(0.1));
        await hearing;
        Assert.Equal([$"{number}:access-1:w"], (await board.DocumentAsync(number)).Outbox.Select(message => message.Id));
    }

    [Fact]
    public async Task What_leaves_at_once_costs_the_protocol_no_write()
    {
        var number = await FollowedAsync();
        var before = (await board.Store.FindAsync(number, default))!.Version;
        await HearAsync(number);
        Assert.Equal(before, (await board.Store.FindAsync(number, default))!.Version);
        Assert.Equal([$"{number}:access-1:w"], await board.DrainAsync(QueueDefinition.Webhooks));
    }

    [Fact]
    public async Task Where_neither_queue_nor_store_takes_it_nothing_is_shown_and_who_tries_again_has_it_told()
    {
        var number = await FollowedAsync();
        board.Queues.BeforeSend = _ => throw new StoreBusyException("Nothing leaves.");
        board.Store.BeforeReplace = _ => throw new StoreBusyException("Nothing is written.");
        await Assert.ThrowsAsync<StoreBusyException>(() => HearAsync(number));

        board.Queues.BeforeSend = _ => { };
        await HearAsync(number);
        Assert.Equal([$"{number}:access-1:w"], await board.DrainAsync(QueueDefinition.Webhooks));
    }

    private async Task<string> FollowedAsync()
    {
        await board.Services.Subscriptions.ChangeAsync(
            all => [.. all, new AddWebhook(Crm, ["protocol.recording-accessed"], null).Decide(all, false, null, board.Services.Ring, board.Clock.GetUtcNow()).Value!.Webhook],
            default);
        return await board.OpenAsync();
    }

    private Task HearAsync(string number) =>
        board.Services.Logging.RunAsync(number, Switchboard.Carla, AccessKind.RecordingHeard, "0123", "Contestação", default);
}
