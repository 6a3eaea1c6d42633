using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ProtocolFunctions.Tests.Service.Support;
using Protocols;
using Protocols.Api.Texts;
using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Proving;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>The statement on paper: pages that can be read, with the signed statement attached.</summary>
[Trait("Requirement", "M27")]
public sealed partial class StatementPdfTests(RunningService service) : IClassFixture<RunningService>, IDisposable
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
            .. Codes<Target>.All.Select(code => $"target.{code}"), .. Codes<DeadlineState>.All.Select(code => $"state.{code}"), .. Codes<Withheld>.All.Select(code => $"withheld.{code}"),
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

        var text = Encoding.Latin1.GetString(bytes);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.True(Regex.Count(text, @"/Type\s*/Page\b") > 2);
        var table = int.Parse(Regex.Match(text, @"startxref\n(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        foreach (var (place, n) in Regex.Matches(text[table..], @"(\d{10}) 00000 n").Select((match, i) => (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), i + 1)))
            Assert.StartsWith($"{n} 0 obj", text[place..], StringComparison.Ordinal);
        var attached = Streams(bytes).Select(stream => Encoding.UTF8.GetString(stream)).Single(stream => stream.Contains(Statement.Form, StringComparison.Ordinal));
        Assert.Equal(number, JsonDocument.Parse(attached).RootElement.GetProperty("number").GetString());
        Assert.Equal("genuine", (await service.Anyone.SendTextAsync("POST", "statements/verify", attached)).Expect(200)["result"].GetString());
    }

    [Fact]
    public async Task It_is_read_in_Portuguese_with_its_accents()
    {
        var number = await (await service.AgentAsync()).OpenedAsync(Samples.Contact("Ação indevida à vista"));
        var text = Encoding.Latin1.GetString(await PdfAsync(number));
        Assert.Contains("/WinAnsiEncoding", text, StringComparison.Ordinal);
        Assert.Contains("(Assunto: Ação indevida à vista)", text, StringComparison.Ordinal);
        Assert.Contains("Situação: ", text, StringComparison.Ordinal);
        Assert.Matches(@"página 1 de \d+\)", text);
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

    /// <summary>Every stream of the file; none is packed.</summary>
    private static List<byte[]> Streams(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var found = new List<byte[]>();
        foreach (Match match in Stream().Matches(text))
        {
            var content = pdf[match.Groups[1].Index..(match.Groups[1].Index + match.Groups[1].Length)];
            found.Add(content);
        }
        return found;
    }

    [GeneratedRegex(@"stream\n(.*?)\nendstream", RegexOptions.Singleline)]
    private static partial Regex Stream();
}
