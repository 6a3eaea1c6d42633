using Protocols.Documents;
using Protocols.Outgoing;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Escalating;

/// <summary>What is on record leaves, whatever breaks between the commit and the queue.</summary>
[Trait("Requirement", "M19")]
public sealed class OutboxTests : IAsyncDisposable
{
    private readonly Switchboard switchboard = new();

    public ValueTask DisposeAsync() => switchboard.DisposeAsync();

    [Fact]
    public async Task A_message_is_committed_with_its_fact_leaves_at_once_and_is_struck_out_by_the_next_change()
    {
        var number = await switchboard.ReferredAsync();
        var waiting = await switchboard.DocumentAsync(number);
        Assert.Equal([new OutboxMessage($"{number}:2:1", "escalations", 2, waiting.State.LastAt)], waiting.Outbox);
        Assert.Equal(waiting.State.LastAt, waiting.Index.OutboxAt);

        var writes = 0;
        switchboard.Store.BeforeReplace = _ => writes++;
        await switchboard.NoteAsync(number);

        await AssertNothingWaitsAsync(number);
        Assert.Equal(1, writes);
        Assert.Equal([$"{number}:2:1"], await switchboard.DrainAsync(QueueDefinition.Escalations));
    }

    [Fact]
    public async Task A_queue_that_fails_is_not_the_callers_and_the_relay_sends_after_its_grace()
    {
        Fail(_ => true);
        var number = await switchboard.ReferredAsync();
        await switchboard.NoteAsync(number);
        Fail(_ => false);

        Assert.Equal(0, (await RelayAsync()).Protocols);
        switchboard.Clock.Pass(RelayOutbox.Grace);
        Assert.Equal(1, (await RelayAsync()).Protocols);

        await AssertNothingWaitsAsync(number);
        Assert.Equal([$"{number}:2:1"], await switchboard.DrainAsync(QueueDefinition.Escalations));
    }

    [Fact]
    public async Task The_version_that_clients_see_is_not_touched_by_the_relay()
    {
        var number = await switchboard.ReferredAsync();
        switchboard.Clock.Pass(RelayOutbox.Grace);
        var before = await switchboard.DocumentAsync(number);

        await RelayAsync();

        var after = await switchboard.DocumentAsync(number);
        Assert.Equal((before.State.Facts, before.Head), (after.State.Facts, after.Head));
        Assert.Empty(after.Outbox);
        Assert.Equal(3, (await switchboard.NoteAsync(number)).State.Facts);
    }

    [Fact]
    public async Task A_relay_that_is_killed_between_sending_and_striking_out_sends_nothing_twice()
    {
        var number = await switchboard.ReferredAsync();
        await switchboard.KillAsync();
        switchboard.Clock.Pass(RelayOutbox.Grace);
        switchboard.Store.BeforeReplace = _ => throw new StoreBusyException("The power went.");
        Assert.Equal(number, Assert.Single((await RelayAsync()).Failed).Number);

        await switchboard.KillAsync();
        Assert.Empty((await RelayAsync()).Failed);

        await AssertNothingWaitsAsync(number);
        Assert.Equal([$"{number}:2:1"], await switchboard.DrainAsync(QueueDefinition.Escalations));
    }

    [Fact]
    public async Task Two_relays_at_once_and_late_send_each_message_once()
    {
        Fail(_ => true);
        var numbers = new List<string>();
        for (var i = 0; i < 120; i++)
            numbers.Add(await switchboard.ReferredAsync());
        Fail(_ => false);
        switchboard.Clock.Pass(TimeSpan.FromDays(3));

        var passes = await Task.WhenAll(Task.Run(RelayAsync), Task.Run(RelayAsync));

        Assert.All(passes, pass => Assert.Empty(pass.Failed));
        foreach (var number in numbers)
            await AssertNothingWaitsAsync(number);
        Assert.Equal(numbers.Select(number => $"{number}:2:1").Order(), (await switchboard.DrainAsync(QueueDefinition.Escalations)).Order());
        Assert.Equal(0, (await RelayAsync()).Protocols);
    }

    [Fact]
    public async Task One_that_cannot_be_sent_holds_up_no_other_and_is_named()
    {
        Fail(_ => true);
        var bad = await switchboard.ReferredAsync();
        var good = new List<string>();
        for (var i = 0; i < 60; i++)
            good.Add(await switchboard.ReferredAsync());
        Fail(message => message.Session == bad);
        switchboard.Clock.Pass(RelayOutbox.Grace);

        var pass = await RelayAsync();

        Assert.Equal((61, bad), (pass.Protocols, Assert.Single(pass.Failed).Number));
        Assert.Equal(good.Select(number => $"{number}:2:1").Order(), (await switchboard.DrainAsync(QueueDefinition.Escalations)).Order());
        Fail(_ => false);
        Assert.Empty((await RelayAsync()).Failed);
        await AssertNothingWaitsAsync(bad);
    }

    private Task<Relayed> RelayAsync() => switchboard.Services.Relaying.RunAsync(default);

    private void Fail(Func<QueueMessage, bool> which) => switchboard.Queues.BeforeSend = message =>
    {
        if (which(message))
            throw new StoreBusyException("The queue is away.");
    };

    private async Task AssertNothingWaitsAsync(string number)
    {
        var document = await switchboard.DocumentAsync(number);
        Assert.Empty(document.Outbox);
        Assert.Null(document.Index.OutboxAt);
    }
}
