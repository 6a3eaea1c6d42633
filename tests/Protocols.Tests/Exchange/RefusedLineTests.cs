using System.Text.Json.Nodes;
using Protocols.Exchange;

namespace Protocols.Tests.Exchange;

/// <summary>A line that is not as it was written is not taken in, and what is wrong with it is said (M27).</summary>
[Trait("Requirement", "M27")]
public sealed class RefusedLineTests
{
    private readonly Removal removal = new();

    public static TheoryData<string, Action<JsonNode>> Changes => new()
    {
        { "fact 2: body-changed", line => line["facts"]![1]!["body"]!["text"] = "Nunca foi dito" },
        { "fact 2: body-changed", line => line["facts"]![1]!["salt"] = Convert.ToBase64String(new byte[16]) },
        { "fact 2: body-changed", line => line["facts"]![1]!.AsObject().Remove("body") },
        { "fact 2: header-changed", line => line["facts"]![1]!["header"]!["by"]!["id"] = "bruno" },
        { "fact 2: header-changed", line => line["facts"]![1]!["header"]!["at"] = "2026-11-23T12:00:00.001Z" },
        { "fact 2: header-changed", line => line["facts"]!.AsArray().RemoveAt(1) },
        { "number-changed", line => line["protocol"] = "2026112300000994" },
        { "access 1: access-changed", line => line["accesses"]![0]!["reason"] = Convert.ToBase64String(new byte[20]) },
        { "access 1: access-changed", line => line["accesses"]![0]!["header"]!["by"]!["id"] = "eva" },
        { "access 1: access-changed", line => line["accesses"]!.AsArray().RemoveAt(0) },
        { "line-unreadable", line => line["facts"] = new JsonArray() },
        { "line-unreadable", line => line.AsObject().Remove("facts") },
        { "fact 1: header-changed", line => line["facts"]!.AsArray().RemoveAt(0) },
    };

    [Theory, MemberData(nameof(Changes))]
    public async Task Whatever_was_changed_is_refused_and_named(string reason, Action<JsonNode> change)
    {
        var number = await CaseAsync();
        var done = await removal.BringAsync(number, change);
        Assert.Equal((ImportOutcome.Refused, reason), (done.Outcome, done.Reason));
        Assert.Empty(removal.To.Store.Numbers);
        Assert.Empty(removal.ToLog.Entries);
    }

    [Fact]
    public async Task Unchanged_the_same_line_is_taken_in() =>
        Assert.Equal(ImportOutcome.Added, (await removal.BringAsync(await CaseAsync())).Outcome);

    [Fact]
    public async Task Another_protocol_with_its_number_stays_as_it_is()
    {
        var number = await CaseAsync();
        Assert.Equal(number, await removal.To.OpenAsync());
        var before = removal.To.Store.JsonOf(number);
        Assert.Equal("number-exists", (await removal.BringAsync(number)).Reason);
        Assert.Equal(before, removal.To.Store.JsonOf(number));
    }

    [Fact]
    public async Task Without_its_rules_it_is_not_taken_in()
    {
        var number = await CaseAsync();
        var line = JsonNode.Parse(await removal.LineAsync(number))!;
        var newest = await removal.From.Book.NewestAsync(default);
        await removal.From.Book.PublishAsync(newest with { Catalogue = newest.Catalogue with { Version = 2 } }, default);
        var later = await removal.From.OpenAsync();
        var done = await removal.Import.RunAsync(ExchangeLine.Read(await removal.LineAsync(later))!, default);
        Assert.Equal((ImportOutcome.Refused, "rules-missing"), (done.Outcome, done.Reason));
        Assert.Equal(ImportOutcome.Added, (await removal.Import.RunAsync(ExchangeLine.Read(line.ToJsonString())!, default)).Outcome);
    }

    [Fact]
    public async Task Other_rules_under_the_same_version_are_told()
    {
        await CaseAsync();
        var own = await removal.To.Book.NewestAsync(default);
        var theirs = await removal.From.Book.NewestAsync(default);
        Assert.True(await removal.BringRulesAsync());
        await removal.From.Book.PublishAsync(theirs with { Catalogue = theirs.Catalogue with { Version = 2, Departments = [] } }, default);
        await removal.To.Book.PublishAsync(own with { Catalogue = own.Catalogue with { Version = 2 } }, default);
        Assert.False(await removal.BringRulesAsync());
    }

    [Fact]
    public async Task A_protocol_that_does_not_verify_is_not_taken_out()
    {
        var number = await CaseAsync();
        removal.From.Store.Tamper(number, document => document["facts"]![1]!["header"]!["by"]!["id"] = "bruno");
        Assert.Equal("header-changed", (await Assert.ThrowsAsync<InvalidDataException>(() => removal.LineAsync(number))).Message);
    }

    private async Task<string> CaseAsync()
    {
        var number = await removal.From.OpenAsync();
        await removal.From.NoteAsync(number, "Visto");
        await removal.From.NoteAsync(number, "De novo");
        await removal.SeeAsync(number, "Reclamação 17");
        await removal.SeeAsync(number, "Reclamação 18");
        return number;
    }
}
