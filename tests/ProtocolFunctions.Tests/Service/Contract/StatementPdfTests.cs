using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;
using Protocols;
using Protocols.Api.Texts;
using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Notifying;
using Protocols.People;
using Protocols.Proving;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>The statement on paper: pages that can be read, with the signed statement attached.</summary>
[Trait("Requirement", "M27")]
public sealed class StatementPdfTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Theory]
    [InlineData("")]
    [InlineData("en")]
    public void Whatever_it_may_have_to_say_has_a_text(string culture)
    {
        var texts = StatementTexts.Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!;
        string[] names =
        [
            .. FactKinds.All.Select(kind => $"kind.{kind}"), .. Codes<Status>.All.Select(code => $"status.{code}"), .. Codes<Channel>.All.Select(code => $"channel.{code}"),
            .. Codes<Target>.All.Select(code => $"target.{code}"), .. Codes<Tier>.All.Select(code => $"tier.{code}"), .. Codes<DeadlineState>.All.Select(code => $"state.{code}"), .. Codes<Withheld>.All.Select(code => $"withheld.{code}"),
            .. RoleNames.All.Append("service").Select(role => $"role.{role}"), .. Codes<Means>.All.Select(code => $"means.{code}"), .. Codes<MessageState>.All.Select(code => $"message.{code}"),
        ];
        Assert.All(names, name => Assert.False(string.IsNullOrWhiteSpace(texts.GetString(name)), name));
    }

    [Fact]
    public async Task It_carries_the_signed_statement_that_anybody_finds_genuine()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        for (var i = 0; i < 40; i++)
            (await ana.AnalyseAsync(number, $"Medição nº {i}: ação, coração, às 14h — {new string('á', 150)}")).Expect(201);
        var bytes = await PdfAsync(number);

        Assert.Equal("%PDF-"u8.ToArray(), bytes[..5]);
        var pages = PdfText.Read(bytes);
        Assert.True(pages.Count > 2);
        Assert.All(pages.Select((page, i) => (page, i)), one => Assert.Contains($"Página {one.i + 1} de {pages.Count}\n", one.page, StringComparison.Ordinal));
        // Nothing of it is lost between two pages.
        var text = string.Concat(pages);
        Assert.All(Enumerable.Range(0, 40), i => Assert.Contains($"Medição nº {i}: ação, coração, às 14h —", text, StringComparison.Ordinal));
        var attached = PdfText.Attached(bytes);
        Assert.Equal(number, JsonDocument.Parse(attached).RootElement.GetProperty("number").GetString());
        Assert.Equal("genuine", (await service.Anyone.SendTextAsync("POST", "statements/verify", attached)).Expect(200)["result"].GetString());
    }

    [Fact]
    public async Task It_is_read_in_Portuguese_with_its_accents_and_in_other_alphabets()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact("Ação indevida à vista"));
        (await ana.AnalyseAsync(number, "Ελληνικά, Привет, Łódź, ş, ő; medição (50%) \\ e \ttabulação.\nSegunda linha")).Expect(201);
        var text = string.Concat(PdfText.Read(await PdfAsync(number)));
        foreach (var part in new[] { "Assunto\n", "Ação indevida à vista\n", "Situação\n", "Ελληνικά, Привет, Łódź, ş, ő; medição (50%) \\ e  tabulação.\n", "Segunda linha\n", "Página 1 de 1\n" })
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_a_text_holds_it_is_drawn_up_and_what_is_longer_than_a_line_goes_on_below()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.AnalyseAsync(number, $"{new string('Ω', 9_000)} \U0001F600\u6F22\u5B57 {new string('\u0456', 9_000)}\n\n\n  x")).Expect(201);
        var text = string.Concat(PdfText.Read(await PdfAsync(number)));
        Assert.Equal((9_000, 9_000), (text.Count(letter => letter == 'Ω'), text.Count(letter => letter == '\u0456')));
    }

    [Fact]
    public async Task Many_are_drawn_up_at_once()
    {
        var ana = await service.AgentAsync();
        var numbers = new List<string>();
        for (var i = 0; i < 8; i++)
            numbers.Add(await ana.OpenedAsync(Samples.Contact($"Caso {i}: ação")));
        var drawn = await Task.WhenAll(numbers.Select(async (number, i) => (I: i, Text: string.Concat(PdfText.Read(await PdfAsync(number))))));
        Assert.All(drawn, one => Assert.Contains($"Caso {one.I}: ação\n", one.Text, StringComparison.Ordinal));
    }

    private async Task<byte[]> PdfAsync(string number)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"{service.Url}/api/protocols/{number}/statement");
        asked.Headers.Accept.Add(new("application/pdf"));
        asked.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Services.Development!.Tokens.Issue(new("agent", "ana", "Ana Prado")).Token);
        using var answer = await service.Http.SendAsync(asked);
        Assert.Equal((200, "application/pdf"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
