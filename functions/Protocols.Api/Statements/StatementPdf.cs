using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Protocols.Api.Answers;
using Protocols.Api.Texts;
using Protocols.Deadlines;
using Protocols.Proving;
using QRCoder;

namespace Protocols.Api.Statements;

/// <summary>A statement for people: the same record on paper, with the signed JSON attached, which alone is the proof.</summary>
internal sealed class StatementPdf(Statement statement, ProtocolAnswer shown, TimeZoneInfo zone, CultureInfo culture, string address)
{
    private const double Small = 7;

    public static string FileName(string number) => $"protocolo-{number}.json";

    public byte[] Write()
    {
        var json = Encoding.UTF8.GetBytes(statement.Write().GetRawText());
        var flow = new PdfFlow();
        Head(flow);
        Record(flow);
        Proof(flow, json);
        flow.Foot((page, pages) => Text("page", shown.Spoken, $"{page}", $"{pages}"));
        using var file = new PdfFile();
        return file.Write(flow.Pages, Text("title", shown.Spoken), culture.Name, FileName(statement.Number), json);
    }

    private void Head(PdfFlow flow)
    {
        flow.Write(Text("title", shown.Spoken), 16, bold: true);
        flow.Write(Text("issued", At(statement.IssuedAt)), before: 4);
        Field(flow, "subject", shown.Subject);
        Field(flow, "detail", shown.Detail);
        Field(flow, "status", Text($"status.{Codes<Status>.Of(shown.Status)}"));
        Field(flow, "channel", Text($"channel.{Codes<Channel>.Of(shown.Channel)}"));
        Field(flow, "customer", shown.Customer?.Name);
        Field(flow, "document", shown.Customer?.Document);
        Field(flow, "opened-at", At(shown.OpenedAt));
        Field(flow, "resolved-at", shown.ResolvedAt is { } resolved ? At(resolved) : null);
        Field(flow, "closed-at", shown.ClosedAt is { } closed ? At(closed) : null);
        Field(flow, "resolution", shown.Resolution);
        flow.Write(Text("deadlines"), 12, bold: true, before: 12);
        foreach (var (target, deadline) in shown.Deadlines)
        {
            flow.Write(Text(
                "deadline", Text($"target.{target}"), Text($"state.{Codes<DeadlineState>.Of(deadline.State)}"), deadline.DueAt is { } due ? At(due) : Text("no-date")));
        }
    }

    private void Record(PdfFlow flow)
    {
        flow.Write(Text("record"), 12, bold: true, before: 12);
        foreach (var fact in statement.Facts)
        {
            var (header, by) = (fact.Header, fact.Header.GetProperty("by"));
            var who = by.TryGetProperty("name", out var name) && name.GetString() is { } called ? called : by.GetProperty("role").GetString()!;
            flow.Write(
                Text("fact", $"{header.GetProperty("n")}", Text($"kind.{header.GetProperty("kind").GetString()}"), At(header.GetProperty("at").GetDateTimeOffset()), who),
                bold: true, before: 8);
            foreach (var text in Texts(fact))
                flow.Write(text, indent: 12);
            flow.Write(fact.Link, Small, indent: 12);
        }
    }

    private IEnumerable<string> Texts(StatedFact fact)
    {
        if (fact.Withheld is { } why)
            yield return Text($"withheld.{Codes<Withheld>.Of(why)}");
        foreach (var name in new[] { "subject", "text", "detail" })
        {
            if (fact.Body is { } body && body.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String)
                yield return text.GetString()!;
        }
    }

    private void Proof(PdfFlow flow, byte[] json)
    {
        var signature = statement.Signature ?? throw new InvalidOperationException("Only a signed statement is handed out.");
        flow.Write(Text("proof"), 12, bold: true, before: 12);
        flow.Write(Text("proof-text", FileName(statement.Number), $"{address}/api/statements/verify", $"{address}/api/statements/keys"));
        Field(flow, "head", statement.Head);
        flow.Write($"{Text("signature", signature.Alg, signature.Kid)}: {signature.Value}");
        Field(flow, "attached", Convert.ToHexStringLower(SHA256.HashData(json)));
        if (statement.Seal.Inclusion is { } inclusion)
            flow.Write(Text("seal.sealed", inclusion.Day.ToString("d", culture), inclusion.Root));
        if (statement.Seal.State == StatedSeal.Pending)
            flow.Write(Text("seal.pending"));
        flow.Write("", before: 6);
        using var code = QRCodeGenerator.GenerateQrCode($"{address}/api/statements/keys#{statement.Number}.{statement.Head}", QRCodeGenerator.ECCLevel.M);
        flow.Draw(code.ModuleMatrix, 110);
    }

    private void Field(PdfFlow flow, string name, string? value)
    {
        if (value is not null)
            flow.Write($"{Text(name)}: {value}");
    }

    private string Text(string name, params IReadOnlyList<string> values) => StatementTexts.Of(culture, name, values);

    private string At(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("dd/MM/yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
