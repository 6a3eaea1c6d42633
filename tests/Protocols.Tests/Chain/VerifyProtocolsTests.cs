using System.Text.Json.Nodes;
using Protocols.Chain;
using Protocols.Journal;

namespace Protocols.Tests.Chain;

/// <summary>Whatever is changed behind the service's back is found, and named by protocol and fact.</summary>
[Trait("Requirement", "M27")]
public sealed class VerifyProtocolsTests
{
    private readonly Desk desk = new();

    [Fact]
    public async Task A_protocol_that_is_gone_is_reported() =>
        Assert.Equal([new("2026112300000017", null, "document-missing")], (await desk.VerifyAsync("2026112300000017")).Damages);

    [Fact]
    public async Task A_document_that_cannot_be_read_is_reported()
    {
        var number = await ProtocolAsync();
        desk.Store.Put(number, "{ \"number\": ");

        Assert.Equal([new(number, null, "document-unreadable")], (await desk.VerifyAsync(number)).Damages);
    }

    [Theory]
    [InlineData("visibility", "public")]
    [InlineData("kind", "analysis")]
    [InlineData("at", "2026-11-23T12:00:00.001Z")]
    [InlineData("bodyHash", null)]
    public async Task A_changed_header_is_found_at_its_fact(string member, string? value)
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document => Fact(document, 3)["header"]![member] = value);

        await FoundAsync(number, (3, "header-changed"));
    }

    [Fact]
    public async Task A_changed_author_is_found_at_his_fact()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document => Fact(document, 2)["header"]!["by"]!["id"] = "bruno");

        await FoundAsync(number, (2, "header-changed"));
    }

    [Fact]
    public async Task A_changed_body_is_found_at_its_fact()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document =>
        {
            var body = Convert.FromBase64String(Fact(document, 3)["body"]!.GetValue<string>());
            body[20] ^= 1;
            Fact(document, 3)["body"] = Convert.ToBase64String(body);
        });

        await FoundAsync(number, (3, "body-changed"));
    }

    [Fact]
    public async Task A_removed_body_is_found_at_its_fact()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document => Fact(document, 4).Remove("body"));

        await FoundAsync(number, (4, "body-changed"));
    }

    [Fact]
    public async Task A_body_that_was_put_to_another_fact_is_found_there()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document => Fact(document, 4)["body"] = Fact(document, 3)["body"]!.DeepClone());

        await FoundAsync(number, (4, "body-changed"));
    }

    [Fact]
    public async Task A_body_of_another_protocol_is_found()
    {
        var (number, other) = (await ProtocolAsync(), await ProtocolAsync());
        var foreign = JsonNode.Parse(desk.Store.JsonOf(other))!.AsObject();
        desk.Store.Tamper(number, document => Fact(document, 3)["body"] = Fact(foreign, 3)["body"]!.DeepClone());

        await FoundAsync(number, (3, "body-changed"));
    }

    [Fact]
    public async Task Facts_in_another_order_are_found()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document =>
        {
            var facts = document["facts"]!.AsArray();
            var moved = facts[1];
            facts.RemoveAt(1);
            facts.Insert(2, moved);
        });

        Assert.Equal((2L, "header-changed"), First(await desk.VerifyAsync(number), number));
    }

    [Fact]
    public async Task A_fact_taken_from_the_middle_is_found_where_it_stood()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document => document["facts"]!.AsArray().RemoveAt(2));

        Assert.Equal((3L, "header-changed"), First(await desk.VerifyAsync(number), number));
    }

    [Fact]
    public async Task A_fact_taken_from_the_end_is_found_missing()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document => document["facts"]!.AsArray().RemoveAt(3));

        await FoundAsync(number, (4, "facts-missing"));
    }

    [Fact]
    public async Task A_chain_that_was_computed_anew_after_numbers_were_changed_is_found()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document =>
        {
            Fact(document, 2)["header"]!["n"] = 9;
            Relink(document);
        });

        Assert.Equal((2L, "out-of-order"), First(await desk.VerifyAsync(number), number));
    }

    [Fact]
    public async Task A_chain_that_was_computed_anew_and_tells_no_possible_story_is_found()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document =>
        {
            var opening = Fact(document, 1)["header"]!;
            Fact(document, 2)["header"]!["kind"] = "opened";
            Fact(document, 2)["header"]!["terms"] = opening["terms"]!.DeepClone();
            Relink(document);
        });

        await FoundAsync(number, (null, "facts-contradictory"));
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("openedBy")]
    public async Task A_changed_state_is_found(string member)
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document => document["state"]![member]!["id"] = "bruno");

        await FoundAsync(number, (null, "state-changed"));
    }

    [Fact]
    public async Task An_older_personal_part_put_back_is_found()
    {
        var number = await ProtocolAsync();
        var before = JsonNode.Parse(desk.Store.JsonOf(number))!["personal"]!;
        Then.Value(await desk.NoteAsync(number));
        desk.Store.Tamper(number, document => document["personal"] = before.DeepClone());

        await FoundAsync(number, (null, "personal-data-changed"));
    }

    [Fact]
    public async Task A_removed_look_up_key_is_found()
    {
        var number = await ProtocolAsync();
        desk.Store.Tamper(number, document => document["index"]!["keys"]!.AsArray().RemoveAt(0));

        await FoundAsync(number, (null, "index-changed"));
    }

    [Fact]
    public async Task A_data_key_of_another_protocol_is_found()
    {
        var (number, other) = (await ProtocolAsync(), await ProtocolAsync());
        var foreign = JsonNode.Parse(desk.Store.JsonOf(other))!["key"]!;
        desk.Store.Tamper(number, document => document["key"] = foreign.DeepClone());

        Assert.Equal(((long?)null, "data-key-changed"), First(await desk.VerifyAsync(number), number));
    }

    [Fact]
    public async Task A_protocol_filed_under_another_number_is_found()
    {
        var (number, other) = (await ProtocolAsync(), await ProtocolAsync());
        desk.Store.Put(other, desk.Store.JsonOf(number));

        Assert.Equal(((long?)null, "number-changed"), First(await desk.VerifyAsync(other), other));
    }

    [Fact]
    public async Task A_lost_page_is_named_by_its_first_fact()
    {
        var number = await PagedAsync();
        desk.Store.RemovePage(number, 1);

        Assert.Equal((1L, "page-missing"), First(await desk.VerifyAsync(number), number));
    }

    [Fact]
    public async Task A_changed_fact_in_a_page_is_found()
    {
        var number = await PagedAsync();
        desk.Store.TamperPage(number, 1, page => Fact(page, 5)["header"]!["visibility"] = "public");

        await FoundAsync(number, (5, "header-changed"));
    }

    [Theory]
    [InlineData("last")]
    [InlineData("head")]
    public async Task A_page_that_is_not_as_the_document_says_is_found(string member)
    {
        var number = await PagedAsync();
        desk.Store.Tamper(number, document => document["pages"]![0]![member] = member == "last" ? 2 : FactCodec.Origin);

        Assert.Equal((1L, "page-changed"), First(await desk.VerifyAsync(number), number));
    }

    [Fact]
    public async Task What_nobody_touched_is_whole()
    {
        Assert.Equal((4, 0), Counts(await desk.VerifyAsync(await ProtocolAsync())));
        Assert.Equal((61, 0), Counts(await desk.VerifyAsync(await PagedAsync())));
    }

    [Fact]
    public async Task Business_facts_given_in_any_order_are_whole()
    {
        var number = await desk.OpenAsync(new()
        {
            Channel = Channel.Phone,
            Subject = "Troca",
            Context = new Dictionary<string, string> { ["order.state"] = "delivered", ["order.carrier"] = "correios" },
        });

        Assert.Empty((await desk.VerifyAsync(number)).Damages);
    }

    [Fact]
    public async Task Under_a_new_key_what_was_written_under_the_old_one_is_whole()
    {
        var number = await ProtocolAsync();

        Assert.Empty((await desk.VerifyAsync(number, Desk.Keys(2, 1))).Damages);
        Assert.NotEmpty((await desk.VerifyAsync(number, Desk.Keys(2))).Damages);
    }

    private async Task<string> ProtocolAsync()
    {
        var number = await desk.OpenAsync(new() { Channel = Channel.Phone, Subject = "Internet lenta", Customer = Given.Maria });
        await desk.NoteAsync(number, "primeira");
        await desk.NoteAsync(number, "segunda");
        await desk.DoAsync(number, protocol => new AddEntry(EntryKind.Solution, "Feito").Decide(protocol, Callers.Ana));
        return number;
    }

    private async Task<string> PagedAsync()
    {
        var number = await desk.OpenAsync();
        for (var i = 0; i < 60; i++) await desk.NoteAsync(number, new string('a', 1_500));
        Assert.NotEmpty((await desk.DocumentAsync(number)).Pages);
        return number;
    }

    private async Task FoundAsync(string number, params IEnumerable<(long? Fact, string What)> damages) =>
        Assert.Equal(damages.Select(damage => new Damage(number, damage.Fact, damage.What)), (await desk.VerifyAsync(number)).Damages);

    private static (long? Fact, string What) First(Verified verified, string number)
    {
        Assert.All(verified.Damages, damage => Assert.Equal(number, damage.Number));
        return (verified.Damages[0].Fact, verified.Damages[0].What);
    }

    private static (int Facts, int Damages) Counts(Verified verified) => (verified.Facts, verified.Damages.Count);

    private static JsonObject Fact(JsonObject document, int n) => document["facts"]![n - 1]!.AsObject();

    /// <summary>What somebody does who knows how links are made.</summary>
    private static void Relink(JsonObject document)
    {
        var link = FactCodec.Origin;
        foreach (var fact in document["facts"]!.AsArray())
        {
            link = FactCodec.Link(link, System.Text.Json.JsonSerializer.SerializeToElement(fact!["header"]));
            fact["link"] = link;
        }
    }
}
