using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Protocols.Cases;

namespace Protocols.Api.Http;

/// <summary>What a call is answered with; one place turns it into HTTP.</summary>
/// <param name="Type">How <paramref name="Body"/> is spelt; null where there is no body.</param>
internal sealed record Answer(int Status, object? Body, JsonTypeInfo? Type)
{
    /// <summary>Set where the call was refused.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>Sends what is no JSON, headers of its own included; null where there is a body or none at all.</summary>
    public Func<HttpResponse, Task>? Send { get; init; }

    public string? ETag { get; init; }
    public string? Location { get; init; }

    /// <summary>The request had been answered before.</summary>
    public bool Replayed { get; init; }

    public static Answer Ok<T>(T body, JsonTypeInfo<T> type) => new(200, body, type);

    public static Answer Created<T>(T body, JsonTypeInfo<T> type) => new(201, body, type);

    public static Answer Accepted<T>(T body, JsonTypeInfo<T> type) => new(202, body, type);

    public static Answer NotModified(string etag) => new(304, null, null) { ETag = etag };

    public static Answer Of(Refusal refusal) => new(0, null, null) { Refusal = refusal, Replayed = refusal.Replayed };

    /// <summary>The tag of a protocol's version as one view shows it.</summary>
    public static string Tag(Protocol state, View view) => $"\"{state.Facts}-{Letter(view)}\"";

    /// <summary>Whether the tag is of the view that masks nothing.</summary>
    public static bool IsFull(string tag) => tag.EndsWith($"-{Letter(View.Full)}\"", StringComparison.Ordinal);

    private static char Letter(View view) => view switch
    {
        View.Full => 'f',
        View.Staff => 's',
        View.Outline => 'o',
        _ => 'p',
    };
}
