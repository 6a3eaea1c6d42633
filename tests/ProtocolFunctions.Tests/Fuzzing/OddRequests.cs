using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProtocolFunctions.Tests.Fuzzing;

/// <summary>What the requests are about, so that some get past the door: tokens by role, protocols and what belongs to them.</summary>
internal sealed record Targets(Uri Server, IReadOnlyDictionary<string, string> Tokens, IReadOnlyList<string> Numbers, IReadOnlyList<string> Ids);

/// <summary>A request as bytes, and whose it is.</summary>
/// <param name="Proper">HTTP itself finds nothing wrong with it, so that the answer must be one of ours.</param>
internal sealed record OddRequest(string Operation, byte[] Bytes, bool Proper)
{
    private const int Shown = 1_200;

    public override string ToString()
    {
        var text = string.Concat(Encoding.Latin1.GetString(Bytes).Take(Shown).Select(c => c is '\n' or (>= ' ' and <= '~') ? $"{c}" : c == '\r' ? "" : $"\\x{(int)c:x2}"));
        return $"{Operation}, {Bytes.Length} bytes:\n{text}{(Bytes.Length > Shown ? "…" : "")}";
    }
}

/// <summary>Requests made from the service's own OpenAPI document; each from its number and the seed alone, so that it can be sent again.</summary>
internal sealed class OddRequests(JsonElement document, Targets targets, int seed)
{
    /// <summary>Moves the clock under everything else that runs.</summary>
    private const string Clock = "AdvanceDevelopmentClock";

    private readonly List<(string Path, string Method, JsonElement Is)> operations =
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where operation.Value.GetProperty("operationId").GetString() != Clock
           select (path.Name, operation.Name.ToUpperInvariant(), operation.Value),
    ];

    public int Operations => operations.Count;

    public OddRequest Make(int n)
    {
        var dice = new Random(HashCode(seed, n));
        var garbage = new Garbage(dice);
        // Each in its turn, so that a short run has met them all.
        var (path, method, operation) = operations[n % operations.Count];
        var proper = true;
        var head = new MemoryStream();
        var parameters = operation.GetProperty("parameters").EnumerateArray().ToList();
        var verb = dice.Next(40) == 0 ? Choose(dice, "OPTIONS", "TRACE", "PATCH", "DELETE", "HEAD", "FOO", "get") : method;
        Line(head, $"{verb} {Target(path, parameters, dice, garbage)} HTTP/1.1");
        Line(head, $"Host: 127.0.0.1:{targets.Server.Port}");
        Line(head, "Connection: close");
        Token(head, operation, dice, garbage);
        foreach (var parameter in parameters.Where(parameter => parameter.GetProperty("in").GetString() == "header" && dice.Next(3) > 0))
            Header(head, parameter.GetProperty("name").GetString()!, dice, garbage);
        foreach (var name in (string[])["Accept", "Accept-Language", "Range", "If-Range", "Content-Digest", "Access-Reason", "Cookie", "X-HTTP-Method-Override", "Expect-CT", "Accept-Encoding", "traceparent"])
        {
            if (dice.Next(12) == 0)
                Header(head, name, dice, garbage);
        }
        if (dice.Next(60) == 0)
        {
            proper = false;
            Line(head, Choose(dice, "X Bad: 1", ": none", "Content-Length: -1", "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: gzip", "Host: other", "X-Nul: a\0b"));
        }
        Body(head, operation, dice, garbage);
        return new($"{verb} {path} ({operation.GetProperty("operationId").GetString()})", head.ToArray(), proper);
    }

    private string Target(string path, List<JsonElement> parameters, Random dice, Garbage garbage)
    {
        var target = string.Join('/', path.Split('/').Select(part => part switch
        {
            "{number}" => dice.Next(6) == 0 ? garbage.InAddress() : Choose(dice, targets.Numbers),
            "{part}" => dice.Next(6) == 0 ? garbage.InAddress() : Choose(dice, "occurrences", "actions", "policies", "calendars", "procedures", "departments", "templates"),
            "{code}" => dice.Next(4) == 0 ? garbage.InAddress() : Choose(dice, "message-customer", "finish-case", "request-help", "notify-collection-date"),
            "{k}" => dice.Next(3) == 0 ? garbage.InAddress() : Choose(dice, "1", "0", "-1", "257", "99999999999"),
            ['{', ..] => dice.Next(4) == 0 ? garbage.InAddress() : Choose(dice, targets.Ids),
            _ => part,
        }));
        var query = parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query" && dice.Next(2) == 0)
            .Select(parameter => $"{parameter.GetProperty("name").GetString()}={Value(parameter.GetProperty("schema"), dice, garbage)}").ToList();
        if (dice.Next(8) == 0)
            query.Add($"{garbage.InAddress()}={garbage.InAddress()}");
        if (query.Count > 0 && dice.Next(12) == 0)
            query.Add(query[0]);
        return query.Count == 0 ? target : $"{target}?{string.Join('&', query)}";
    }

    private static string Value(JsonElement schema, Random dice, Garbage garbage) => dice.Next(3) switch
    {
        0 => garbage.InAddress(),
        1 when schema.TryGetProperty("enum", out var words) => words[dice.Next(words.GetArrayLength())].ToString(),
        _ => Choose(dice, "1", "0", "200", "2147483647", "true", "2026-11-27", "9999-12-31", "0001-01-01", "9999-12-31T23:59:59Z", "9999-12", "sul", ""),
    };

    private void Token(Stream head, JsonElement operation, Random dice, Garbage garbage)
    {
        if (dice.Next(25) == 0)
        {
            Line(head, "Authorization: Bearer ", garbage.InHeader());
            return;
        }
        if (dice.Next(25) == 0)
            return;
        var may = operation.TryGetProperty("x-roles", out var roles) && dice.Next(8) > 0
            ? roles.EnumerateArray().Select(role => role.GetString()!).ToList()
            : [.. targets.Tokens.Keys];
        Line(head, $"Authorization: Bearer {targets.Tokens[Choose(dice, may)]}");
    }

    private static void Header(Stream head, string name, Random dice, Garbage garbage)
    {
        string? right = name switch
        {
            "If-Match" or "If-None-Match" => Choose(dice, "\"1-staff\"", "*", "W/\"1\"", "\"999999999999999999999\""),
            "Accept" => Choose(dice, "text/csv", "application/pdf", "*/*;q=0", ";;;", "application/json;q=2"),
            "Accept-Language" => Choose(dice, "en", "pt-BR", "xx-invalid-xx", "*;q=0.5, ,", "i-klingon"),
            "Range" => Choose(dice, "bytes=0-0", "bytes=-1", "bytes=99999999999999999999-", "bytes=5-1", "lines=1-2", "bytes=0-1,3-4"),
            "Recording-Started-At" => Choose(dice, "2026-03-02T12:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
            "Recording-Duration" => Choose(dice, "60", "-1", "604800", "99999999999"),
            "Content-Digest" => Choose(dice, "sha-256=::", "sha-256=:AAAA:", "sha-256=:" + new string('A', 4_000)),
            _ => null,
        };
        if (right is not null && dice.Next(3) > 0)
            Line(head, $"{name}: {right}");
        else
            Line(head, $"{name}: ", garbage.InHeader());
    }

    private static void Body(MemoryStream head, JsonElement operation, Random dice, Garbage garbage)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
        {
            Line(head, "");
            return;
        }
        var kinds = body.GetProperty("content").EnumerateObject().ToList();
        var kind = kinds[dice.Next(kinds.Count)];
        var bytes = kind.Name == "application/json"
            ? Encoding.UTF8.GetBytes(new SpoiltJson(dice, garbage).Of(kind.Value))
            : [.. (byte[])[.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEfmt "u8], .. new byte[dice.Next(0, 2_000)]];
        if (dice.Next(15) == 0)
            bytes = garbage.Spoil(bytes);
        var type = dice.Next(12) == 0 ? Choose(dice, "text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data; boundary=x", ";", "", "application/x-www-form-urlencoded", "image/png") : kind.Name;
        Line(head, $"Content-Type: {type}");
        if (dice.Next(10) == 0)
        {
            Line(head, "Transfer-Encoding: chunked");
            Line(head, "");
            Line(head, bytes.Length.ToString("x", CultureInfo.InvariantCulture));
            head.Write(bytes);
            Line(head, "");
            Line(head, "0");
            Line(head, "");
            return;
        }
        Line(head, $"Content-Length: {bytes.Length}");
        Line(head, "");
        head.Write(bytes);
    }

    private static T Choose<T>(Random dice, params IReadOnlyList<T> among) => among[dice.Next(among.Count)];

    private static void Line(Stream head, string text, params ReadOnlySpan<byte> further)
    {
        head.Write(Encoding.UTF8.GetBytes(text));
        head.Write(further);
        head.Write("\r\n"u8);
    }

    /// <summary>The same in every process, which the framework's own is not.</summary>
    private static int HashCode(int seed, int n) => unchecked((seed * 486187739) + (n * 16777619));
}
