using Protocols.Finding;
using Protocols.Journal;
using Protocols.People;

namespace Protocols.Tests.Finding;

[Trait("Requirement", "M20")]
public sealed class ReadProtocolTests
{
    private readonly Desk desk = new();

    [Fact]
    public async Task What_is_not_there_and_what_is_not_the_callers_look_the_same()
    {
        var number = await desk.OpenAsync();

        foreach (var (asked, by) in new[] { ("2026112300000999", Callers.Ana), (number, Callers.Website), (number, Callers.Maria) })
        {
            Then.Refused((await Reader.RunAsync(asked, by, default)).Refusal, "protocol-not-found", RefusalKind.NotFound);
            Then.Refused(
                (await Reader.TimelineAsync(asked, by, null, null, 10, default)).Refusal, "protocol-not-found", RefusalKind.NotFound);
        }
    }

    [Fact]
    public async Task It_is_answered_with_its_newest_hundred_entries()
    {
        var number = await desk.OpenAsync();
        for (var i = 0; i < 120; i++) await desk.NoteAsync(number, new string('a', 500));

        var view = Then.Value(await Reader.RunAsync(number, Callers.Ana, default));

        Assert.Equal(Numbers(22, 121), view.Facts.Select(fact => fact.N));
        Assert.Equal(22, view.Before);
        Assert.Equal(view.Facts[^1].Link, view.Head);
    }

    [Theory]
    [InlineData(null, null, 5, 9, 13, 9L, null)]
    [InlineData(null, 9L, 5, 4, 8, 4L, 8L)]
    [InlineData(null, 4L, 5, 1, 3, null, 3L)]
    [InlineData(0L, null, 5, 1, 5, null, 5L)]
    [InlineData(5L, null, 5, 6, 10, 6L, 10L)]
    [InlineData(10L, null, 5, 11, 13, 11L, null)]
    public async Task The_timeline_is_read_in_parts_both_ways(
        long? after, long? before, int limit, long first, long last, long? older, long? newer)
    {
        var number = await TwelveNotesAsync();
        var view = Then.Value(await Reader.TimelineAsync(number, Callers.Ana, after, before, limit, default));

        Assert.Equal(Numbers(first, last), view.Facts.Select(fact => fact.N));
        Assert.Equal((older, newer), (view.Before, view.After));
    }

    [Fact]
    [Trait("Requirement", "M22")]
    public async Task The_customer_sees_public_entries_only()
    {
        var number = await desk.OpenAsync(new() { Channel = Channel.App, Subject = "Troca", Customer = Given.Maria });
        await desk.NoteAsync(number);
        await desk.DoAsync(number, protocol => new AddEntry(EntryKind.Analysis, "Fraude?").Decide(protocol, Callers.Ana));
        await desk.DoAsync(number, protocol => new AddEntry(EntryKind.Solution, "Trocado").Decide(protocol, Callers.Ana));

        Assert.Equal(["solution"], await KindsAsync(Callers.Maria));
        Assert.Equal(["opened", "note", "analysis", "solution"], await KindsAsync(Callers.Ana));

        async Task<IEnumerable<string>> KindsAsync(Caller by) =>
            Then.Value(await Reader.RunAsync(number, by, default)).Facts.Select(fact => fact.Terms.Kind);
    }

    [Fact]
    [Trait("Requirement", "M25")]
    public async Task Seeing_the_customer_in_full_is_on_record_with_its_reason()
    {
        var number = await desk.OpenAsync(new() { Channel = Channel.App, Subject = "Troca", Customer = Given.Maria });
        Then.Value(await desk.DoAsync(number, protocol => new RevealCustomer("Conferir endereço").Decide(protocol), Callers.Otto));

        var fact = (await desk.FactsAsync(number))[^1];
        Assert.Equal(("customer-revealed", "otto", Visibility.Internal), (fact.Terms.Kind, fact.By.Id, fact.Visibility));
        Assert.Equal("Conferir endereço", fact.Body!.Text);
    }

    private ReadProtocol Reader => new(desk.Store, desk.Ring, new(new MemoryAccessLog(), desk.Store, desk.Ring, desk.Clock));

    private async Task<string> TwelveNotesAsync()
    {
        var number = await desk.OpenAsync();
        for (var i = 0; i < 12; i++) await desk.NoteAsync(number);
        return number;
    }

    private static IEnumerable<long> Numbers(long first, long last) => Enumerable.Range(0, (int)(last - first + 1)).Select(i => first + i);
}
