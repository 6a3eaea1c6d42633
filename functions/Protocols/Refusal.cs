using System.Text.Json.Serialization;

namespace Protocols;

/// <summary>Why something is not done: a stable code for programs and what the text about it needs to name.</summary>
/// <param name="Code">Kebab-case and stable; the text for people is found by it.</param>
/// <param name="Kind">Which family of answer it is.</param>
/// <param name="Args">Values the text names, in order. Never personal data.</param>
public sealed record Refusal(string Code, RefusalKind Kind, params IReadOnlyList<string> Args)
{
    /// <summary>The fields at fault, all at once; empty where none is.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>How long to wait before asking again; null where nothing says that waiting helps.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same request was refused before; this is its answer again.</summary>
    [JsonIgnore]
    public bool Replayed { get; init; }
}

/// <summary>Families of refusals; one place turns them into HTTP statuses.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefusalKind>))]
public enum RefusalKind
{
    /// <summary>Malformed or not allowed by the rules, whatever the state.</summary>
    Invalid,

    /// <summary>Visible to the caller, but not his to do.</summary>
    Forbidden,

    /// <summary>The present state forbids it; the same request could succeed later.</summary>
    State,

    /// <summary>Never possible with this content.</summary>
    Never,

    /// <summary>Not now; worth another try later.</summary>
    Busy,

    /// <summary>Not there, or not the caller's.</summary>
    NotFound,

    /// <summary>There is no room to write anything.</summary>
    Full,

    /// <summary>The service failed; nothing of the request's making.</summary>
    Broken,

    /// <summary>The route is there, the method is not.</summary>
    Method,

    /// <summary>The body is larger than is taken in.</summary>
    TooLarge,

    /// <summary>The body is of a kind the call does not take.</summary>
    MediaType,

    /// <summary>There is no such range of bytes.</summary>
    Range,

    /// <summary>No token, or none that is good.</summary>
    Unknown,

    /// <summary>The caller named a version that is no longer the present one.</summary>
    Stale,

    /// <summary>The body came so slowly that it was not waited for.</summary>
    Slow,

    /// <summary>Asked for more often than is allowed.</summary>
    TooMany,

    /// <summary>The caller must name the version he means to change.</summary>
    Unconditional,
}

/// <summary>One field at fault.</summary>
/// <param name="Field">Its path as the client wrote it, such as <c>customer.document</c>.</param>
/// <param name="Code">Kebab-case and stable.</param>
/// <param name="Args">Values the message names. Never the value that was sent.</param>
public sealed record FieldError(string Field, string Code, params IReadOnlyList<string> Args)
{
    private const int LongestName = 64;

    /// <summary>A client's own field names go back to it only as far as they are plain.</summary>
    public static string Printable(string name) =>
        string.Concat(name.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '?'));
}
