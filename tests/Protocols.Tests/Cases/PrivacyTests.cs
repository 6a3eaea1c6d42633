using System.Text;
using System.Text.Json.Nodes;
using Protocols.Cases;
using Protocols.Closing;
using Protocols.Documents;
using Protocols.Finding;
using Protocols.Journal;

namespace Protocols.Tests.Cases;

/// <summary>What is kept shows nothing personal to who has the disk but not the key ring.</summary>
[Trait("Requirement", "M26")]
public sealed class PrivacyTests
{
    private static readonly string[] secrets =
    [
        "Cobrança dobrada", "Duas faturas em outubro", "Maria da Silva", "maria", "silva", "Padaria Silva", "Paulo Neto",
        Callers.MariasDocument, "529.982.247-25", "maria@exemplo.com.br", "+5511987654321", "11987654321", "PEDIDO-A-17",
        "order.address", "Rua das Flores, 7", "Liguei e confirmei", "Estornado no cartão", "Cliente muito irritada", "Voltou a cobrar",
    ];

    private readonly Desk desk = new();

    [Fact]
    public async Task Neither_document_nor_pages_show_anything_personal()
    {
        var number = await ProtocolAsync();
        for (var i = 0; i < 30; i++) await desk.NoteAsync(number, $"Cliente muito irritada {new string('!', 2_000)}");
        var document = await desk.DocumentAsync(number);
        var page = await desk.Store.FindPageAsync(number, document.Pages[0].First, default);

        AssertHides(JsonNode.Parse(desk.Store.JsonOf(number))!);
        AssertHides(System.Text.Json.JsonSerializer.SerializeToNode(page)!);
    }

    [Fact]
    public async Task The_access_code_is_not_shown()
    {
        var number = await ProtocolAsync();
        var code = (await desk.StateAsync(number)).Personal.AccessCode!;

        Assert.Null(Revealed(JsonNode.Parse(desk.Store.JsonOf(number))!, [code]));
    }

    [Fact]
    public async Task The_personal_part_is_there_for_who_has_the_key_ring()
    {
        var personal = (await desk.StateAsync(await ProtocolAsync())).Personal;

        Assert.Equal("Cobrança dobrada", personal.Subject);
        Assert.Equal(Given.Maria, personal.Customer);
        Assert.Equal("Estornado no cartão", personal.Resolution);
        Assert.Equal("Rua das Flores, 7", personal.Context["order.address"]);
    }

    [Fact]
    public void The_search_finds_what_stands_in_clear_or_in_base64()
    {
        Assert.Equal("silva", Revealed(new JsonObject { ["a"] = "Maria da Silva" }, ["silva"]));
        Assert.Equal("silva", Revealed(new JsonObject { ["da silva"] = 1 }, ["silva"]));
        Assert.Equal("Cobrança", Revealed(new JsonArray(Convert.ToBase64String("x Cobrança y"u8)), ["Cobrança"]));
        Assert.Equal("Cobrança", Revealed(new JsonArray(Convert.ToBase64String("xy Cobrança"u8)), ["Cobrança"]));
    }

    [Fact]
    public async Task The_look_up_keys_of_two_companies_have_nothing_in_common()
    {
        var personal = (await desk.StateAsync(await ProtocolAsync())).Personal;
        var ours = LookupKeys.Of(personal, Desk.Keys(1));

        Assert.NotEmpty(ours);
        Assert.Empty(ours.Select(Hash).Intersect(LookupKeys.Of(personal, Desk.Keys(2)).Select(Hash)));

        static string Hash(string key) => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];
    }

    [Fact]
    public async Task Two_protocols_of_the_same_words_look_nothing_alike()
    {
        var one = await desk.DocumentAsync(await ProtocolAsync());
        var other = await desk.DocumentAsync(await ProtocolAsync());

        Assert.Empty(Hashes(one).Intersect(Hashes(other)));

        static IEnumerable<string?> Hashes(ProtocolDocument document) => document.Facts
            .Where(fact => fact.Body is not null).Select(fact => fact.Header.GetProperty("bodyHash").GetString());
    }

    private async Task<string> ProtocolAsync()
    {
        var number = await desk.OpenAsync(new()
        {
            Channel = Channel.Phone,
            Subject = "Cobrança dobrada",
            Detail = "Duas faturas em outubro",
            Customer = Given.Maria,
            References = [new("order", "PEDIDO-A-17")],
            Context = new Dictionary<string, string> { ["order.address"] = "Rua das Flores, 7" },
        });
        var key = new IdempotencyKey("key", "body");
        await EntryAsync(new(EntryKind.Note, "Cliente muito irritada"));
        await EntryAsync(new(EntryKind.Solution, "Estornado no cartão"));
        await EntryAsync(new(EntryKind.Contact, "Liguei e confirmei", Direction: Direction.Outbound, CustomerInformed: true));
        Then.Value(await desk.ResolveAsync(number, key));
        Then.Value(await desk.DoAsync(number, (p, now) => new ReopenProtocol("Voltou a cobrar").Decide(p, now, Given.Catalogue.Policy)));
        await EntryAsync(new(EntryKind.Solution, "Estornado no cartão"));
        return number;

        async Task EntryAsync(AddEntry entry) => Then.Value(await desk.DoAsync(number, protocol => entry.Decide(protocol, Callers.Ana)));
    }

    private static void AssertHides(JsonNode kept)
    {
        Assert.True(Texts(kept).Count() > 20);
        Assert.Null(Revealed(kept, secrets));
    }

    /// <summary>The first of the words that stands anywhere in a name or a text, or in what a text decodes to.</summary>
    private static string? Revealed(JsonNode kept, string[] words)
    {
        var texts = Texts(kept).SelectMany(text => new[] { text, Decoded(text) }).ToList();
        return words.FirstOrDefault(word => texts.Exists(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value).Prepend(member.Key)),
        JsonArray items => items.SelectMany(Texts),
        null => [],
        _ => [node.ToString()],
    };
}
