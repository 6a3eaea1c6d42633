using System.Text.Json;
using System.Text.Json.Nodes;
using Protocols.Cases;
using Protocols.Journal;
using Protocols.People;
using Protocols.Proving;

namespace Protocols.Tests.Proving;

/// <summary>What a statement holds, for whom, and what verifying it finds.</summary>
[Trait("Requirement", "M27")]
public sealed class StatementTests
{
    private readonly Desk desk = new();
    private readonly Notary notary;

    public StatementTests() => notary = new(desk);

    [Fact]
    public async Task Nobody_gets_one_of_what_he_cannot_see()
    {
        var number = await MariasAsync();
        foreach (var (asked, by) in new[] { ("2026112300000999", Callers.Ana), (number, Callers.Jose), (number, Callers.Telephony) })
            Then.Refused((await notary.Reading.RunAsync(asked, by, View.Public, default)).Refusal, "protocol-not-found", RefusalKind.NotFound);
    }

    [Fact]
    public async Task Who_has_shown_no_more_than_a_document_needs_the_access_code()
    {
        var number = await MariasAsync();
        Then.Refused(
            (await notary.Reading.RunAsync(number, Caller.Tracking(number, TrackingLevel.Document), View.Outline, default)).Refusal, "access-code-needed", RefusalKind.Forbidden);
        Assert.Empty(notary.Accesses.Entries);
        Assert.Equal(await BodiesAsync(number, Callers.Maria), await BodiesAsync(number, Caller.Tracking(number, TrackingLevel.AccessCode)));
    }

    [Fact]
    public async Task That_one_was_drawn_up_is_on_the_access_log()
    {
        await notary.ReadAsync(await MariasAsync());
        Assert.Contains("statement-made", Assert.Single(notary.Accesses.Entries).Header.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_header_is_there_and_each_body_that_its_reader_may_see()
    {
        var number = await MariasAsync();
        Assert.Equal(["access-code", "given", "given", "given", "note"], await BodiesAsync(number, Callers.Ana));
        Assert.Equal(["access-code", "given", "given", "given", "note"], await BodiesAsync(number, Callers.Otto));
        Assert.Equal(["internal", "internal", "given", "given", "note"], await BodiesAsync(number, Callers.Maria));
    }

    [Fact]
    public async Task What_is_masked_is_withheld_and_never_told_otherwise_than_it_was()
    {
        var number = await MariasAsync();
        await AmendAsync(number, new() { Customer = new(true, new() { Name = new(true, "Maria Souza Teles") }) });

        var text = (await notary.StateAsync(number)).ToJsonString();
        Assert.Equal("personal", (await BodiesAsync(number, Callers.Ana))[5]);
        Assert.DoesNotContain("Teles", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Callers.MariasDocument, text, StringComparison.Ordinal);
        Assert.Equal("given", (await BodiesAsync(number, Callers.Otto))[5]);
        Assert.Contains("Teles", (await notary.StateAsync(number, Callers.Otto)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_that_lets_the_customer_in_is_in_none()
    {
        var number = await MariasAsync();
        var code = (await desk.StateAsync(number)).Personal.AccessCode!;
        foreach (var by in new[] { Callers.Ana, Callers.Otto, Callers.Maria })
            Assert.DoesNotContain(code, (await notary.StateAsync(number, by)).ToJsonString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Alterations => new()
    {
        { "facts/1/header/at", "header 2" },
        { "facts/1/header/n", "header 2" },
        { "facts/1/link", "link 2" },
        { "facts/2/body/text", "body 3" },
        { "facts/2/salt", "body 3" },
        { "facts/4/header/at", "header 5" },
        { "facts/4/link", "link 5" },
        { "facts/4/withheld", "signature" },
        { "head", "head" },
        { "number", "number" },
        { "protocol/subject", "signature" },
        { "issuedAt", "signature" },
        { "signature/value", "signature" },
        { "seal/state", "proof" },
    };

    [Theory, MemberData(nameof(Alterations))]
    public async Task Whatever_is_altered_is_named(string path, string where)
    {
        var statement = await notary.StateAsync(await MariasAsync());
        var steps = path.Split('/');
        JsonNode at = statement;
        foreach (var step in steps[..^1])
            at = int.TryParse(step, out var i) ? at[i]! : at[step]!;
        at[steps[^1]] = steps[^1] == "n" ? 7 : Altered(at[steps[^1]]!.GetValue<string>());

        Assert.Equal($"altered {where}", await notary.VerifyAsync(statement));
    }

    [Fact]
    public async Task A_fact_taken_out_put_in_or_moved_is_named()
    {
        var number = await MariasAsync();
        var without = await notary.StateAsync(number);
        without["facts"]!.AsArray().RemoveAt(2);
        Assert.Equal("altered header 3", await notary.VerifyAsync(without));

        var cut = await notary.StateAsync(number);
        cut["facts"]!.AsArray().RemoveAt(4);
        Assert.Equal("altered head", await notary.VerifyAsync(cut));

        var twice = await notary.StateAsync(number);
        twice["facts"]!.AsArray().Insert(2, twice["facts"]![2]!.DeepClone());
        Assert.Equal("altered header 4", await notary.VerifyAsync(twice));

        var unsaid = await notary.StateAsync(number);
        unsaid["facts"]![2]!.AsObject().Remove("body");
        Assert.Equal("altered body 3", await notary.VerifyAsync(unsaid));

        var added = await notary.StateAsync(number);
        added["remark"] = "Tudo certo";
        Assert.Equal("altered signature", await notary.VerifyAsync(added));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "format": "protocol-statement/1" }""")]
    [InlineData("""{ "format": "protocol-statement/1", "signature": 7 }""")]
    [InlineData("""{ "format": "protocol-statement/1", "signature": { "alg": "ES256", "kid": "x", "value": "y" }, "facts": [null] }""")]
    public async Task What_is_no_statement_of_ours_is_unknown(string json) =>
        Assert.Equal("unknown", await notary.VerifyAsync(JsonNode.Parse(json)!.AsObject()));

    [Fact]
    public async Task One_signed_with_another_key_is_unknown()
    {
        var number = await MariasAsync();
        Assert.Equal("unknown", await notary.VerifyAsync(await new Notary(desk).StateAsync(number)));
    }

    [Theory]
    [InlineData("""{ "facts": [] }""")]
    [InlineData("""{ "facts": [null] }""")]
    [InlineData("""{ "facts": [{ "header": { "n": 1.5 }, "link": "00" }] }""")]
    [InlineData("""{ "facts": 1e400 }""")]
    [InlineData("""{ "head": "\ud800" }""")]
    public async Task Nonsense_under_a_known_key_is_altered_and_no_error(string json)
    {
        var statement = await notary.StateAsync(await MariasAsync());
        statement.Remove(json.Split('"')[1]);
        var altered = JsonDocument.Parse(json[..^1] + "," + statement.ToJsonString()[1..]).RootElement;
        Assert.StartsWith("altered ", await notary.VerifyAsync(altered), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_an_earlier_state_stays_genuine()
    {
        var number = await MariasAsync();
        var before = await notary.StateAsync(number, Callers.Maria);
        for (var i = 0; i < 60; i++)
            await desk.NoteAsync(number, new string('a', 900));

        Assert.NotEmpty((await desk.DocumentAsync(number)).Pages);
        Assert.Equal("genuine", await notary.VerifyAsync(before));
        var after = await notary.StateAsync(number, Callers.Maria);
        Assert.Equal(65, after["facts"]!.AsArray().Count);
        Assert.Equal("genuine", await notary.VerifyAsync(after));
    }

    [Fact]
    public async Task Written_otherwise_it_says_the_same_and_is_genuine()
    {
        var statement = await notary.StateAsync(await MariasAsync());
        var turned = new JsonObject(statement.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        Assert.Equal("genuine", await notary.VerifyAsync(JsonNode.Parse(turned.ToJsonString(new() { WriteIndented = true }))!.AsObject()));
    }

    [Fact]
    public async Task Signed_by_us_and_not_what_we_keep_is_told_apart_from_what_others_altered()
    {
        var number = await MariasAsync();
        var statement = await notary.StateAsync(number);
        desk.Store.Tamper(number, document => document["facts"]![4]!["link"] = new string('0', 64));
        Assert.Equal("genuine, here altered record", await notary.VerifyAsync(statement));
    }

    [Fact]
    public async Task What_only_the_key_could_forge_breaks_at_its_own_hashes()
    {
        var statement = await notary.StateAsync(await MariasAsync());
        statement["facts"]![2]!["body"]!["text"] = "Nunca dissemos isso";
        Assert.Equal("altered body 3", await notary.VerifyAsync(notary.Resigned(statement)));
    }

    /// <summary>Opened with her name; analysed, contacted, solved and noted.</summary>
    private async Task<string> MariasAsync()
    {
        var number = await desk.OpenAsync(new() { Channel = Channel.Phone, Subject = "Internet lenta", Customer = Given.Maria });
        await SayAsync(number, new(EntryKind.Analysis, "Sinal fraco na linha"));
        await SayAsync(number, new(EntryKind.Contact, "Avisada da visita, às 14h — “combinado”", Direction: Direction.Outbound, Reached: true));
        await SayAsync(number, new(EntryKind.Solution, "Modem trocado"));
        await desk.NoteAsync(number, "Cliente antiga");
        return number;
    }

    private async Task SayAsync(string number, AddEntry entry) =>
        Then.Value(await desk.DoAsync(number, protocol => entry.Decide(protocol, Callers.Ana)));

    private async Task AmendAsync(string number, Protocols.Opening.AmendProtocol patch) =>
        Then.Value(await desk.DoAsync(number, protocol => patch.Decide(protocol, Given.Catalogue)));

    private async Task<List<string>> BodiesAsync(string number, Caller by) =>
        [.. (await notary.ReadAsync(number, by)).Facts.Select(fact => fact.Withheld is { } why ? Codes<Withheld>.Of(why) : fact.Body is null ? "none" : "given")];

    private static string Altered(string text) => (text[0] == '0' ? "1" : "0") + text[1..];
}
