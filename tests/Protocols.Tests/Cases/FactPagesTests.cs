using System.Text.Json;
using Protocols.Cases;
using Protocols.Facts;

namespace Protocols.Tests.Cases;

/// <summary>Older facts move to pages so that the document stays small; nobody who reads notices.</summary>
[Trait("Requirement", "M8")]
public sealed class FactPagesTests
{
    private const int Notes = 60;
    private static readonly string longText = new('a', 2_000);
    private readonly Desk desk = new();

    [Fact]
    public async Task A_small_protocol_has_no_pages()
    {
        var number = await desk.OpenAsync();
        Then.Value(await desk.NoteAsync(number, longText));

        Assert.Empty((await desk.DocumentAsync(number)).Pages);
    }

    [Fact]
    public async Task The_document_stays_small_however_long_its_history()
    {
        var number = await desk.OpenAsync();
        for (var i = 0; i < Notes; i++)
        {
            Then.Value(await desk.NoteAsync(number, longText));
            var facts = (await desk.DocumentAsync(number)).Facts;
            Assert.InRange(JsonSerializer.Serialize(facts).Length, 0, CaseWriter.PageAbove + 4_000);
        }
        Assert.InRange((await desk.DocumentAsync(number)).Pages.Count, 3, Notes / 4);
    }

    [Fact]
    public async Task Pages_hold_only_what_was_committed_before_the_write_that_made_them()
    {
        var number = await desk.OpenAsync();
        for (var i = 0; i < Notes; i++)
        {
            var committed = await desk.DocumentAsync(number);
            Then.Value(await desk.NoteAsync(number, longText));
            foreach (var range in (await desk.DocumentAsync(number)).Pages.Except(committed.Pages))
            {
                var page = (await desk.Store.FindPageAsync(number, range.First, default))!;
                Assert.InRange(range.Last, range.First, committed.State.Facts);
                Assert.Equal(range, new(page.First, page.First + page.Facts.Count - 1, page.Facts[^1].Link));
                Assert.Equal(committed.Facts.Take(page.Facts.Count).Select(fact => fact.Link), page.Facts.Select(fact => fact.Link));
            }
        }
    }

    [Fact]
    public async Task A_fact_larger_than_a_page_stays_until_the_next_change()
    {
        var number = await desk.OpenAsync();
        Then.Value(await desk.NoteAsync(number, new string('a', 40_000)));
        Assert.Equal([2L], (await desk.DocumentAsync(number)).Facts.Select(N));

        Then.Value(await desk.NoteAsync(number, "curta"));
        Assert.Equal([3L], (await desk.DocumentAsync(number)).Facts.Select(N));
        Assert.Equal([1L, 2, 3], (await desk.FactsAsync(number)).Select(fact => fact.N));
    }

    [Fact]
    public async Task Even_the_last_fact_may_stand_in_a_page_when_only_a_receipt_was_added()
    {
        var number = await desk.OpenAsync();
        var last = Then.Value(await desk.NoteAsync(number, new string('a', 40_000)));
        Then.Value(await desk.DoAsync(number, _ => Decision.Nothing, key: new("key", "body")));

        Assert.Empty((await desk.DocumentAsync(number)).Facts);
        Assert.Equal(last.Head, (await desk.DocumentAsync(number)).Head);
        Then.Value(await desk.NoteAsync(number, "e segue"));
        Assert.Equal([1L, 2, 3], (await desk.FactsAsync(number)).Select(fact => fact.N));
        Assert.Empty((await desk.VerifyAsync(number)).Damages);
    }

    [Fact]
    public async Task History_reads_across_pages()
    {
        var number = await LongProtocolAsync();
        var ranges = (await desk.DocumentAsync(number)).Pages;
        var seam = ranges[0].Last;

        Assert.Equal(Numbers(1, Notes + 1), (await desk.FactsAsync(number)).Select(fact => fact.N));
        Assert.Equal(Numbers(seam, seam + 1), (await desk.FactsAsync(number, seam, seam + 1)).Select(fact => fact.N));
        Assert.Equal([seam], (await desk.FactsAsync(number, seam, seam)).Select(fact => fact.N));
        Assert.Equal(Numbers(2, Notes), (await desk.FactsAsync(number, 2, Notes)).Select(fact => fact.N));
        Assert.Equal([Notes + 1L], (await desk.FactsAsync(number, Notes + 1, Notes + 1)).Select(fact => fact.N));
        Assert.Equal($"nota 0 {longText}", (await desk.FactsAsync(number, 2, 2))[0].Body!.Text);
    }

    [Fact]
    public async Task A_page_that_is_lost_is_named()
    {
        var number = await LongProtocolAsync();
        desk.Store.RemovePage(number, 1);

        var lost = await Assert.ThrowsAsync<InvalidOperationException>(() => desk.FactsAsync(number));
        Assert.Contains(number, lost.Message, StringComparison.Ordinal);
        Assert.Equal(Notes + 1, (await desk.FactsAsync(number, Notes + 1))[0].N);
    }

    [Fact]
    public async Task What_is_recalled_across_pages_equals_what_was_answered()
    {
        var number = await desk.OpenAsync();
        var first = Then.Value(await desk.NoteAsync(number, longText, key: new("first", "body")));
        var middle = first;
        for (var i = 0; i < 40; i++)
            middle = Then.Value(await desk.NoteAsync(number, longText, key: new($"{i}", "body")));

        Assert.NotEmpty((await desk.DocumentAsync(number)).Pages);
        await RecallsAsync(first, "first");
        await RecallsAsync(middle, "39");

        async Task RecallsAsync(Changed answered, string key)
        {
            var again = Then.Value(await desk.NoteAsync(number, key: new(key, "body")));
            Assert.Equivalent(answered with { Replayed = true, Due = null }, again, strict: true);
            Assert.Equivalent(answered.Due, Given.Rules.DueDates(again.State, again.State.LastAt), strict: true);
        }
    }

    private async Task<string> LongProtocolAsync()
    {
        var number = await desk.OpenAsync();
        for (var i = 0; i < Notes; i++)
            Then.Value(await desk.NoteAsync(number, $"nota {i} {longText}"));
        return number;
    }

    private static IEnumerable<long> Numbers(long first, long last) => Enumerable.Range(0, (int)(last - first + 1)).Select(i => first + i);

    private static long N(StoredFact fact) => fact.Header.GetProperty("n").GetInt64();
}
