using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Protocols.Api.Answers;
using Protocols.Api.Printing;
using Protocols.Api.Texts;
using Protocols.Deadlines;
using Protocols.Proving;
using QRCoder;

namespace Protocols.Api.Statements;

/// <summary>A statement for people: the same record on paper, with the signed JSON attached, which alone is the proof.</summary>
/// <param name="address">Where the service is reached, to verify it there; null where nobody says.</param>
internal sealed class StatementPdf(
    Statement statement, ProtocolAnswer shown, string? company, TimeZoneInfo zone, CultureInfo culture, string? address)
{
    private const double CodeSize = 96;

    public static string FileName(string number) => $"protocolo-{number}.json";

    public byte[] Write()
    {
        var json = Encoding.UTF8.GetBytes(statement.Write().GetRawText());
        using var pages = new PrintedPages();
        Head(pages);
        Record(pages);
        Proof(pages, json);
        using var document = pages.Draw(Text("title", shown.Spoken), culture.Name, (page, of) => Text("page", $"{page}", $"{of}"));
        document.Info.CreationDate = statement.IssuedAt.UtcDateTime;
        using var attachment = new MemoryStream(json);
        document.AddEmbeddedFile(FileName(statement.Number), attachment);
        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return file.ToArray();
    }

    private void Head(PrintedPages pages)
    {
        if (company is not null)
            pages.Write(company, Style.Quiet);
        pages.Write(Text("title", shown.Spoken), Style.Title);
        pages.Write(Text("issued", At(statement.IssuedAt)), Style.Quiet);
        pages.Rule();
        pages.Space(6);
        Field(pages, "subject", shown.Subject);
        Field(pages, "detail", shown.Detail);
        Field(pages, "status", Text($"status.{Codes<Status>.Of(shown.Status)}"));
        Field(pages, "channel", Text($"channel.{Codes<Channel>.Of(shown.Channel)}"));
        Field(pages, "customer", shown.Customer?.Name);
        Field(pages, "document", shown.Customer?.Document);
        Field(pages, "opened-at", At(shown.OpenedAt));
        Field(pages, "resolved-at", shown.ResolvedAt is { } resolved ? At(resolved) : null);
        Field(pages, "closed-at", shown.ClosedAt is { } closed ? At(closed) : null);
        Field(pages, "resolution", shown.Resolution);
        pages.Write(Text("deadlines"), Style.Heading);
        foreach (var (target, deadline) in shown.Deadlines)
        {
            pages.Pair(
                Text($"target.{target}"),
                Text("deadline", Text($"state.{Codes<DeadlineState>.Of(deadline.State)}"), deadline.DueAt is { } due ? At(due) : Text("no-date")));
        }
    }

    private void Record(PrintedPages pages)
    {
        pages.Write(Text("record"), Style.Heading);
        foreach (var fact in statement.Facts)
        {
            var (header, by) = (fact.Header, fact.Header.GetProperty("by"));
            var who = by.TryGetProperty("name", out var name) && name.GetString() is { } called ? called : Text($"role.{by.GetProperty("role").GetString()}");
            pages.Write(Text("fact", $"{header.GetProperty("n")}", Text($"kind.{header.GetProperty("kind").GetString()}")), Style.Strong);
            pages.Write(Text("fact-by", At(header.GetProperty("at").GetDateTimeOffset()), who), Style.Quiet);
            foreach (var text in Texts(fact))
                pages.Write(text, Style.Text);
            pages.Write(fact.Link, Style.Fine);
        }
    }

    private IEnumerable<string> Texts(StatedFact fact)
    {
        if (fact.Withheld is { } why)
            yield return Text($"withheld.{Codes<Withheld>.Of(why)}");
        var terms = fact.Header.GetProperty("terms");
        if (terms.TryGetProperty("state", out var state) && terms.TryGetProperty("by", out var by))
            yield return Text($"message.{state.GetString()}", Text($"means.{by.GetString()}"));
        if (fact.Body is not { } body)
            yield break;
        foreach (var name in new[] { "subject", "text", "detail" })
        {
            if (body.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String)
                yield return text.GetString()!;
        }
        if (!body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            yield break;
        // The company names what its actions ask for, so there is no text for each.
        foreach (var given in data.EnumerateObject())
            yield return $"{given.Name}: {given.Value}";
    }

    private void Proof(PrintedPages pages, byte[] json)
    {
        var signature = statement.Signature ?? throw new InvalidOperationException("Only a signed statement is handed out.");
        pages.Keep(Style.Heading.Before + Style.Heading.Height + CodeSize + Style.Heading.Follow);
        pages.Write(Text("proof"), Style.Heading);
        pages.Space(6);
        if (address is null)
        {
            Explain(pages);
        }
        else
        {
            using var code = QRCodeGenerator.GenerateQrCode($"{address}/api/statements/keys#{statement.Number}.{statement.Head}", QRCodeGenerator.ECCLevel.M);
            pages.Code(code.ModuleMatrix, CodeSize, () => Explain(pages));
        }
        pages.Space(6);
        Field(pages, "head", statement.Head);
        pages.Pair(Text("signature", signature.Alg), $"{signature.Value} ({signature.Kid})");
        Field(pages, "attached", Convert.ToHexStringLower(SHA256.HashData(json)));
        if (statement.Seal.Inclusion is { } inclusion)
            pages.Pair(Text("seal"), Text("seal.sealed", inclusion.Day.ToString("d", culture), inclusion.Root));
        if (statement.Seal.State == StatedSeal.Pending)
            pages.Pair(Text("seal"), Text("seal.pending"));
    }

    private void Explain(PrintedPages pages) => pages.Write(
        Text("proof-text", FileName(statement.Number), $"{address}/api/statements/verify", $"{address}/api/statements/keys"), Style.Text);

    private void Field(PrintedPages pages, string name, string? value)
    {
        if (value is not null)
            pages.Pair(Text(name), value);
    }

    private string Text(string name, params IReadOnlyList<string> values) => StatementTexts.Of(culture, name, values);

    private string At(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString(Text("moment"), CultureInfo.InvariantCulture);
}
