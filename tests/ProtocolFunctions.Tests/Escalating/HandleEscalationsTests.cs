using System.Text;
using Protocols;
using Protocols.Escalating;
using Protocols.Outgoing;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Escalating;

/// <summary>No escalation is lost and none is acted on twice, whatever breaks and however often a message comes.</summary>
[Trait("Requirement", "M19")]
public sealed class HandleEscalationsTests : IAsyncDisposable
{
    private static readonly Destination toOmbudsman = new(Tier.Ombudsman, null, null);

    private readonly Switchboard switchboard = new();

    public ValueTask DisposeAsync() => switchboard.DisposeAsync();

    [Fact]
    public async Task A_referral_arrives_and_its_receiver_is_told()
    {
        var number = await switchboard.ReferredAsync();

        Assert.Equal([$"{number}:2:1"], await switchboard.HandleAllAsync());

        var state = (await switchboard.DocumentAsync(number)).State;
        Assert.Equal(("logistics", EscalationState.Handling), (state.Department, Assert.Single(state.Referrals).State));
        Assert.Equal([$"{number}:3:1"], await switchboard.DrainAsync(QueueDefinition.Notifications));
    }

    [Fact]
    public async Task The_first_message_brings_everything_that_waits_and_the_later_ones_find_nothing()
    {
        var number = await switchboard.ReferredAsync();
        await switchboard.ReferAsync(number, new(Tier.Supervisor, null, null));

        await using (var first = (await switchboard.TakeAsync())!)
        {
            Assert.Equal(Verdict.Done, await switchboard.Consumer.Handle(first.Message, default));
            Assert.Equal(["opened", "referred", "referred", "referral-accepted", "referral-accepted"], await switchboard.KindsAsync(number));
            await first.CompleteAsync(default);
        }
        Assert.Equal([$"{number}:3:1"], await switchboard.HandleAllAsync());

        Assert.Equal(5, (await switchboard.KindsAsync(number)).Count);
        Assert.Equal(Tier.Supervisor, (await switchboard.DocumentAsync(number)).State.Tier);
    }

    [Fact]
    public async Task A_consumer_that_is_killed_between_handling_and_settling_hands_nothing_over_twice()
    {
        var number = await switchboard.ReferredAsync();
        var held = (await switchboard.TakeAsync())!;
        Assert.Equal(Verdict.Done, await switchboard.Consumer.Handle(held.Message, default));

        await switchboard.KillAsync();

        Assert.Equal([$"{number}:2:1"], await switchboard.HandleAllAsync());
        Assert.Equal(["opened", "referred", "referral-accepted"], await switchboard.KindsAsync(number));
    }

    [Fact]
    public async Task A_message_that_comes_ten_times_at_once_acts_once()
    {
        var number = await switchboard.ReferredAsync(toOmbudsman);
        var message = (await switchboard.TakeAsync())!.Message;

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => switchboard.Consumer.Handle(message, default))));

        Assert.All(verdicts, verdict => Assert.Equal(Verdict.Done, verdict));
        Assert.Equal(["opened", "referred", "referral-accepted", "linked"], await switchboard.KindsAsync(number));
        await AssertOneSecondAsync(number);
        Assert.Single(await switchboard.DrainAsync(QueueDefinition.Notifications));
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public async Task The_ombudsman_gets_a_protocol_of_his_own_that_is_the_same_case_and_nobodys_yet()
    {
        var number = await switchboard.ReferredAsync(toOmbudsman);
        await switchboard.HandleAllAsync();

        var second = (await switchboard.Services.Reading.RunAsync(await AssertOneSecondAsync(number), Switchboard.Ana, default)).Value!.State;
        Assert.Equal((Tier.Ombudsman, "Internet lenta", Channel.Phone), (second.Tier, second.Personal.Subject, second.Channel));
        Assert.Null(second.Owner);
        Assert.Equal("ana", (await switchboard.DocumentAsync(number)).State.Owner?.Id);
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public async Task Killed_between_the_acceptance_and_the_second_protocol_it_is_opened_by_the_next_delivery()
    {
        var number = await switchboard.ReferredAsync(toOmbudsman);
        switchboard.Store.BeforeCreate = _ => throw new IOException("The power went.");
        var held = (await switchboard.TakeAsync())!;
        await Assert.ThrowsAsync<IOException>(() => switchboard.Consumer.Handle(held.Message, default));
        Assert.Single(await switchboard.NumbersAsync());

        // Long enough for every receipt to be forgotten.
        switchboard.Clock.Pass(TimeSpan.FromDays(3));
        await switchboard.KillAsync();
        await switchboard.HandleAllAsync();

        await AssertOneSecondAsync(number);
        Assert.Equal(["opened", "referred", "referral-accepted", "linked"], await switchboard.KindsAsync(number));
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public async Task Killed_before_the_second_protocol_names_the_first_the_next_delivery_links_it()
    {
        var number = await switchboard.ReferredAsync(toOmbudsman);
        switchboard.Store.BeforeReplace = document =>
        {
            if (document.Number != number)
                throw new StoreBusyException("Not now.");
        };
        var held = (await switchboard.TakeAsync())!;
        Assert.Equal(Verdict.Again, await switchboard.Consumer.Handle(held.Message, default));

        switchboard.Store.BeforeReplace = _ => { };
        await held.AbandonAsync(default);
        await switchboard.HandleAllAsync();

        await AssertOneSecondAsync(number);
    }

    [Fact]
    public async Task What_cannot_be_handled_is_dead_at_once_with_its_reason_and_holds_up_nobody()
    {
        var before = await switchboard.ReferredAsync();
        await switchboard.Queues.SendAsync(
            QueueDefinition.Escalations,
            [
                new("x1", Encoding.UTF8.GetBytes("not json")) { Session = "x" },
                new("x2", new Pointer("2020020300000012", 2).Write()) { Session = "x" },
            ],
            default);
        var after = await switchboard.ReferredAsync();

        Assert.Equal([$"{before}:2:1", "x1", $"{after}:2:1", "x2"], await switchboard.HandleAllAsync());

        Assert.Equal(
            [("x1", "unreadable"), ("x2", "protocol-not-found")],
            (await switchboard.DeadAsync()).Select(letter => (letter.Message.Id, letter.Reason)));
        foreach (var number in new[] { before, after })
            Assert.Equal("logistics", (await switchboard.DocumentAsync(number)).State.Department);
    }

    [Fact]
    public async Task A_store_that_is_busy_gives_the_message_back()
    {
        await switchboard.ReferredAsync();
        switchboard.Store.BeforeReplace = _ => throw new StoreBusyException("Not now.");
        Assert.Equal(Verdict.Again, await switchboard.Consumer.Handle((await switchboard.TakeAsync())!.Message, default));
        switchboard.Store.BeforeReplace = _ => throw new StoreFullException("Full.");
        await switchboard.KillAsync();
        switchboard.Store.BeforeReplace = _ => throw new StoreFullException("Full.");
        Assert.Equal(Verdict.Again, await switchboard.Consumer.Handle((await switchboard.TakeAsync())!.Message, default));
    }

    /// <summary>One protocol besides the first, linked both ways; its number is answered.</summary>
    private async Task<string> AssertOneSecondAsync(string number)
    {
        var second = Assert.Single((await switchboard.NumbersAsync()).Except([number]));
        Assert.Equal([new Link(second, LinkKind.Ombudsman, LinkEnd.FromHere)], (await switchboard.DocumentAsync(number)).State.Links);
        Assert.Equal([new Link(number, LinkKind.Ombudsman, LinkEnd.ToHere)], (await switchboard.DocumentAsync(second)).State.Links);
        return second;
    }
}
