using Protocols;
using Protocols.Catalog.Versions;
using Protocols.Closing;
using Protocols.Handling;
using Protocols.Journal;
using Protocols.Outgoing;

namespace ProtocolFunctions.Tests.Escalating;

/// <summary>Complaints that repeat one another end together (REN 1.000/2021, art. 410), whatever is killed in between.</summary>
[Trait("Requirement", "M19")]
public sealed class EndTogetherTests : IAsyncDisposable
{
    private readonly Switchboard switchboard = new();

    public ValueTask DisposeAsync() => switchboard.DisposeAsync();

    [Fact]
    public async Task Where_the_policy_does_not_say_so_each_ends_by_itself()
    {
        var (first, later) = await TwiceAsync();
        await CloseAsync(first);

        Assert.Empty(await switchboard.HandleAllAsync());
        Assert.Equal(Status.Open, (await switchboard.DocumentAsync(later)).State.Status);
    }

    [Fact]
    public async Task What_repeats_it_ends_with_it_once_however_often_the_message_comes()
    {
        await ForElectricityAsync();
        var (first, later) = await TwiceAsync();
        await CloseAsync(first);
        var message = (await switchboard.TakeAsync())!.Message;

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => switchboard.Consumer.Handle(message, default))));

        Assert.All(verdicts, verdict => Assert.Equal(Verdict.Done, verdict));
        Assert.Equal(["opened", "linked", "resolved", "closed"], await switchboard.KindsAsync(later));
        Assert.Equal(Outcome.Solved, (await switchboard.DocumentAsync(later)).State.Outcome);
    }

    [Fact]
    public async Task Killed_before_the_repetition_is_ended_the_next_delivery_ends_it()
    {
        await ForElectricityAsync();
        var (first, later) = await TwiceAsync();
        await CloseAsync(first);
        switchboard.Store.BeforeReplace = document =>
        {
            if (document.Number == later)
                throw new IOException("The power went.");
        };
        var held = (await switchboard.TakeAsync())!;
        await Assert.ThrowsAsync<IOException>(() => switchboard.Consumer.Handle(held.Message, default));

        await switchboard.KillAsync();
        await switchboard.HandleAllAsync();

        Assert.Equal(Status.Closed, (await switchboard.DocumentAsync(later)).State.Status);
    }

    /// <summary>The company's rules from now on: complaints about electricity, without a company's own policy.</summary>
    private async Task ForElectricityAsync()
    {
        var book = switchboard.Services.Rules;
        var newest = await book.NewestAsync(default);
        var edited = newest.Catalogue with { DefaultPolicy = "aneel", Version = newest.Version + 1 };
        Assert.True(await book.PublishAsync(new CatalogueVersion(edited, "policies", Switchboard.Ana.Actor, switchboard.Clock.GetUtcNow()) { IsEdited = true }, default));
    }

    /// <summary>The same complaint twice, a minute apart, linked as the service does it.</summary>
    private async Task<(string First, string Later)> TwiceAsync()
    {
        var first = await switchboard.OpenAsync();
        switchboard.Clock.Pass(TimeSpan.FromMinutes(1));
        var later = await switchboard.OpenAsync();
        var link = new LinkProtocol(first, LinkKind.Duplicate, LinkEnd.FromHere) { Other = (await switchboard.DocumentAsync(first)).State };
        var near = await switchboard.DoAsync(later, (protocol, _) => link.Decide(protocol));
        await switchboard.DoAsync(first, (protocol, _) => link.From(later, near.State).Decide(protocol));
        return (first, later);
    }

    private async Task CloseAsync(string number)
    {
        await switchboard.DoAsync(number, (protocol, _) => new AddEntry(EntryKind.Solution, "Religada").Decide(protocol, Switchboard.Ana));
        var told = new AddEntry(EntryKind.Contact, "Avisado", Channel.Phone, Direction.Outbound, true, true);
        await switchboard.DoAsync(number, (protocol, _) => told.Decide(protocol, Switchboard.Ana));
        var rules = switchboard.Services.Rules.Of((await switchboard.DocumentAsync(number)).State);
        await switchboard.DoAsync(number, (protocol, _) => new CloseProtocol(Outcome.Solved).Decide(protocol, Switchboard.Ana, rules.Catalogue, rules.Zone));
    }
}
