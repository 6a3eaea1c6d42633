using Protocols.Ports;
using Protocols.Stores.Embedded;
using Protocols.Stores.Embedded.Sqlite;
using static ProtocolFunctions.Tests.Queues.QueuesUnderTest;

namespace ProtocolFunctions.Tests.Queues;

/// <summary>What only the embedded queues promise, and what a remote queue's clock would make too slow to look at.</summary>
public sealed class EmbeddedQueueTests : IAsyncLifetime
{
    private const string HeldOnly = "SCAN queue_lines USING INDEX line_locks";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("protocols-");
    private readonly TimerClock clock = new();
    private EmbeddedStore store = null!;

    public Task InitializeAsync()
    {
        store = EmbeddedStore.Open(folder.FullName, clock);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_store_opened_for_reading_shows_dead_letters_and_changes_nothing()
    {
        await SendAsync(Plain, "a");
        await Bury((await TakeAsync(Plain))!);
        await using var reader = EmbeddedStore.OpenReadOnly(folder.FullName);

        var dead = Assert.Single(await reader.Queues.PeekDeadAsync(Plain, 0, 10, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Queues.SendAsync(Plain, [new("b", [])], default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Queues.ReceiveAsync(Plain, TimeSpan.Zero, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Queues.SendDeadAgainAsync(Plain, dead.Sequence, default));
    }

    [Fact]
    public async Task Sessions_take_turns_whether_they_fail_or_not()
    {
        await SendAsync([.. "aabbcc".Select((session, n) => new QueueMessage($"{n}", [1]) { Session = $"{session}" })]);

        var turns = new List<string>();
        for (var turn = 0; turn < 8; turn++)
        {
            var held = (await TakeAsync(Sessions))!;
            turns.Add(held.Message.Session!);
            await (held.Message.Session == "a" ? Abandon(held) : Complete(held));
        }

        Assert.Equal(["a", "b", "c", "a", "b", "c", "a", "a"], turns);
    }

    [Fact]
    public async Task An_id_may_be_used_again_after_the_window_and_is_not_kept_for_longer()
    {
        await SendAsync(Plain, [.. Enumerable.Range(0, 100).Select(n => $"{n}")]);
        clock.Pass(Plain.DuplicateWindow - TimeSpan.FromSeconds(1));
        await SendAsync(Plain, "0");
        Assert.Equal(100, await CountAsync("queue_messages"));

        clock.Pass(TimeSpan.FromSeconds(1));
        await SendAsync(Plain, [.. Enumerable.Range(0, 30).Select(n => $"{n}")]);

        Assert.Equal(130, await CountAsync("queue_messages"));
        Assert.Equal(30, await CountAsync("queue_sent_ids"));
    }

    [Fact]
    public async Task Locks_end_with_the_process_that_held_them()
    {
        await SendAsync(Plain, "a");
        await TakeAsync(Plain);
        await ReopenAsync();

        Assert.Equal(2, (await TakeAsync(Plain))?.Message.Deliveries);
    }

    [Fact]
    public async Task A_message_that_kills_its_process_each_time_ends_among_the_dead_letters()
    {
        await SendAsync(Plain, "killer");
        for (var delivery = 1; delivery <= Plain.MaxDeliveries; delivery++)
        {
            Assert.Equal(delivery, (await TakeAsync(Plain))?.Message.Deliveries);
            await ReopenAsync();
        }

        Assert.Null(await TakeAsync(Plain));
        var dead = Assert.Single(await store.Queues.PeekDeadAsync(Plain, 0, 10, default));
        Assert.Equal((DeadLetter.TooManyDeliveries, Plain.MaxDeliveries), (dead.Reason, dead.Message.Deliveries));
    }

    [Fact]
    public async Task A_message_that_can_be_had_is_not_hidden_by_a_clock_that_is_set_back()
    {
        await SendAsync(Plain, "a");
        clock.Pass(-TimeSpan.FromHours(1));
        Assert.Equal("a", (await TakeAsync(Plain))?.Message.Id);
    }

    [Fact]
    public async Task What_was_handled_leaves_nothing_behind_but_its_id()
    {
        await SendAsync([.. Enumerable.Range(0, 20).Select(n => new QueueMessage($"{n}", [1]) { Session = $"{n % 3}" })]);
        while (await TakeAsync(Sessions) is { } held)
            await Complete(held);

        Assert.Equal(0, await CountAsync("queue_lines"));
        Assert.Equal(0, await CountAsync("queue_messages"));
        Assert.Equal(20, await CountAsync("queue_sent_ids"));
    }

    [Fact]
    public async Task No_statement_of_the_queues_walks_over_a_table_or_sorts()
    {
        await SendAsync(Plain, "a", "b");
        await SendAsync(new QueueMessage("c", [1]) { Session = "s", NotBefore = clock.GetUtcNow().AddSeconds(1) });
        await Bury((await TakeAsync(Plain))!);
        var held = (await TakeAsync(Plain))!;
        await Renew(held);
        await Abandon(held);
        clock.Pass(TimeSpan.FromSeconds(2));
        await Complete((await TakeAsync(Sessions))!);
        Assert.True(await store.Queues.SendDeadAgainAsync(Plain, 1, default));

        var plans = await store.Writer.RunAsync(
            on => on.Texts.Where(text => text.Contains("queue_", StringComparison.Ordinal)).ToList().ConvertAll(text => Plan(on, text)),
            default);
        Assert.InRange(plans.Count, 20, 50);
        // The index of locks holds nothing but what is held.
        Assert.Single(plans, plan => plan is [HeldOnly]);
        Assert.All(plans.SelectMany(plan => plan).Where(line => line != HeldOnly), line =>
        {
            Assert.DoesNotContain("SCAN", line, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", line, StringComparison.Ordinal);
        });
    }

    private static List<string> Plan(Statements on, string text)
    {
        var lines = new List<string>();
        using var explained = on[$"EXPLAIN QUERY PLAN {text}"];
        while (explained.Step())
            lines.Add(explained.Text(3));
        return lines;
    }

    private Task SendAsync(QueueDefinition queue, params string[] ids) =>
        store.Queues.SendAsync(queue, [.. ids.Select(id => new QueueMessage(id, [1]))], default);

    private Task SendAsync(params QueueMessage[] messages) => store.Queues.SendAsync(Sessions, messages, default);

    private Task<IHeldMessage?> TakeAsync(QueueDefinition queue) => store.Queues.ReceiveAsync(queue, TimeSpan.Zero, default);

    private Task<long> CountAsync(string table) => store.Writer.RunAsync(on => on.Number($"SELECT count(*) FROM {table}"), default);

    private async Task ReopenAsync()
    {
        await store.DisposeAsync();
        store = EmbeddedStore.Open(folder.FullName, clock);
    }
}
