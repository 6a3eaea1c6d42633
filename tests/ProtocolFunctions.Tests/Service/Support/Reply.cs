using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>What the service answered: status, headers and body, with names for what tests ask about.</summary>
public sealed class Reply
{
    private readonly HttpResponseHeaders headers;

    private Reply(HttpResponseMessage response, byte[] bytes)
    {
        Bytes = bytes;
        var text = Encoding.UTF8.GetString(bytes);
        Status = (int)response.StatusCode;
        headers = response.Headers;
        ContentHeaders = response.Content.Headers;
        Text = text;
        Body = text.Length > 0 && (ContentType ?? "").Contains("json", StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : default;
    }

    public int Status { get; }
    public byte[] Bytes { get; }
    public string Text { get; }
    public JsonElement Body { get; }
    public HttpContentHeaders ContentHeaders { get; }
    public string? ContentType => ContentHeaders.ContentType?.MediaType;
    public string? ETag => headers.ETag?.ToString();
    public bool Replayed => Header("Idempotency-Replayed") == "true";

    /// <summary>A problem's code.</summary>
    public string? Code => Of("code");

    public string? Number => Of("number");

    /// <summary>Status and code of a problem, as one text to compare.</summary>
    public string Refusal => $"{Status} {Code}";

    /// <summary>Each field at fault as <c>field code</c>, sorted.</summary>
    public IReadOnlyList<string> Errors => Body.TryGetProperty("errors", out var errors)
        ? [.. errors.EnumerateArray().Select(error => $"{error.GetProperty("field")} {error.GetProperty("code")}").Order(StringComparer.Ordinal)]
        : [];

    public JsonElement this[string name] => Body.GetProperty(name);

    public string? Header(string name) => headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    public IReadOnlyList<JsonElement> Items(string name = "items") => [.. Body.GetProperty(name).EnumerateArray()];

    /// <summary>The numbers of the protocols in a list, in its order.</summary>
    public IReadOnlyList<string> Numbers => [.. Items().Select(item => item.GetProperty("number").GetString()!)];

    /// <summary>The kinds of a timeline's entries, in its order.</summary>
    public IReadOnlyList<string> Kinds(string name = "items") => [.. Items(name).Select(item => item.GetProperty("kind").GetString()!)];

    /// <summary>The timeline without what became of messages, which another thread writes when it has sent them.</summary>
    public IReadOnlyList<JsonElement> Acts =>
        [.. Items("timeline").Where(item => !item.GetProperty("kind").GetString()!.StartsWith("message-", StringComparison.Ordinal))];

    /// <summary>The kinds of those.</summary>
    public IReadOnlyList<string> KindsOfActs => [.. Acts.Select(item => item.GetProperty("kind").GetString()!)];

    /// <summary>This answer, which must have the status; else its text says what it was.</summary>
    public Reply Expect(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return this;
    }

    internal static async Task<Reply> OfAsync(HttpResponseMessage response) => new(response, await response.Content.ReadAsByteArrayAsync());

    private string? Of(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.ToString() : null;
}
