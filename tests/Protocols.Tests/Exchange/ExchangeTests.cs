using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Protocols.Accessing;
using Protocols.Documents;
using Protocols.Escalating;
using Protocols.Exchange;
using Protocols.Finding;
using Protocols.Opening;
using Protocols.Tests.Cases;

namespace Protocols.Tests.Exchange;

/// <summary>What is taken out arrives as it was: number, chain, state and what is personal (M27).</summary>
[Trait("Requirement", "M27")]
public sealed class ExchangeTests
{
    private readonly Removal removal = new();

    [Fact]
    public void Whatever_a_protocol_lived_through_arrives_as_it_was() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed => ArrivesAsync(seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public async Task It_is_found_by_its_customer_under_the_new_keys()
    {
        var number = await removal.From.OpenAsync(new OpenProtocol { Channel = Channel.Phone, Subject = "Internet lenta", Customer = Given.Maria });
        await removal.BringAsync(number);
        var keys = (await removal.To.DocumentAsync(number)).Index.Keys;
        Assert.All(LookupKeys.Ask(new(Callers.MariasDocument, null, null, null, null), removal.To.Ring), group => Assert.Contains(group[0], keys));
    }

    [Fact]
    public async Task Who_looked_at_it_stays_on_record()
    {
        var number = await removal.From.OpenAsync();
        await removal.SeeAsync(number, "Reclamação 17");
        await removal.SeeAsync(number, "Reclamação 18");
        Assert.Equal(ImportOutcome.Added, (await removal.BringAsync(number)).Outcome);
        var read = new ReadAccessLog(removal.ToLog, removal.To.Store, removal.To.Ring);
        Assert.Empty(await read.VerifyAsync(number, default));
        Assert.Equal(
            ["Reclamação 17", "Reclamação 18"],
            Then.Value(await read.RunAsync(number, Callers.Otto, 0, 50, default)).Items.Select(entry => entry.Reason));
    }

    [Fact]
    public async Task Brought_again_it_changes_nothing_also_when_it_went_on()
    {
        var number = await removal.From.OpenAsync();
        await removal.SeeAsync(number, "Reclamação 17");
        Assert.Equal(ImportOutcome.Added, (await removal.BringAsync(number)).Outcome);
        Assert.Equal(ImportOutcome.There, (await removal.BringAsync(number)).Outcome);
        await removal.To.NoteAsync(number);
        Assert.Equal(ImportOutcome.There, (await removal.BringAsync(number)).Outcome);
        Assert.Equal(2, (await removal.To.StateAsync(number)).Facts);
        Assert.Single(removal.ToLog.Entries);
    }

    [Fact]
    [Trait("Requirement", "M2")]
    public async Task No_number_that_came_is_given_again()
    {
        var came = new List<string>();
        for (var i = 0; i < 120; i++)
            came.Add(await removal.From.OpenAsync());
        foreach (var number in came)
            removal.Import.Note(number);
        removal.Import.Note("0815");
        await removal.Import.PassOverAsync(default);
        var given = await removal.To.OpenAsync();
        Assert.DoesNotContain(given, came);
        Assert.Equal(ImportOutcome.Added, (await removal.BringAsync(came[^1])).Outcome);
    }

    [Fact]
    [Trait("Requirement", "M19")]
    public async Task An_escalation_that_nobody_has_yet_is_announced_again()
    {
        var number = await removal.From.OpenAsync();
        Then.Value(await removal.From.DoAsync(
            number, (protocol, now) => new ReferProtocol(new Destination(Tier.Supervisor, null, null), "Passa do que sei").Decide(protocol, Callers.Ana, Given.Rules, now)));
        await removal.BringAsync(number);
        var (sent, again) = (await removal.From.DocumentAsync(number), await removal.To.DocumentAsync(number));
        Assert.Equal(Assert.Single(sent.Outbox), Assert.Single(again.Outbox));
        Assert.NotNull(again.Index.OutboxAt);
    }

    [Fact]
    public async Task Its_chain_comes_under_the_seal_of_the_day_on_which_it_came()
    {
        var number = await removal.From.OpenAsync();
        removal.To.Clock.Now += TimeSpan.FromDays(9);
        await removal.BringAsync(number);
        Assert.InRange((await removal.To.DocumentAsync(number)).Index.SealAt!.Value - removal.To.Clock.Now, TimeSpan.Zero, TimeSpan.FromDays(1));
    }

    private static async Task<bool> ArrivesAsync(int seed)
    {
        var walk = new RandomWalk(seed);
        await walk.RunAsync(40);
        var removal = new Removal(walk.Desk);
        if ((await walk.Desk.VerifyAsync(walk.Number)).Damages.Count > 0)
            return false;
        removal.To.Clock.Now = walk.Desk.Clock.Now;
        if (await removal.BringAsync(walk.Number) is not { Outcome: ImportOutcome.Added })
            return false;
        var (before, after) = (await walk.Desk.StateAsync(walk.Number), await removal.To.StateAsync(walk.Number));
        return (await removal.To.VerifyAsync(walk.Number)).Damages.Count == 0
            && (await walk.Desk.DocumentAsync(walk.Number)).Head == (await removal.To.DocumentAsync(walk.Number)).Head
            && JsonSerializer.Serialize(before, DocumentJson.Default.Protocol) == JsonSerializer.Serialize(after, DocumentJson.Default.Protocol)
            && before.Personal.Subject == after.Personal.Subject
            && before.Personal.Customer == after.Personal.Customer
            && before.Personal.AccessCode == after.Personal.AccessCode;
    }
}
