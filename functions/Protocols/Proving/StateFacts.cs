using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.Facts;

namespace Protocols.Proving;

/// <summary>Which bodies of a protocol a reader is given with their salts, and why he is not given the others.</summary>
internal static class StateFacts
{
    /// <summary>Members that any reader on the staff is shown as they are; whatever else a body has may be personal.</summary>
    private static readonly HashSet<string> plain = ["text", "subject", "detail", "references", "context", "data"];

    /// <exception cref="CryptographicException">A body was changed behind the service's back, or belongs to another fact.</exception>
    public static IReadOnlyList<StatedFact> Of(IReadOnlyList<StoredFact> facts, DataKey? key, View view) =>
        [.. facts.Select((fact, i) => Of(fact, i + 1, key, view))];

    private static StatedFact Of(StoredFact fact, long n, DataKey? key, View view)
    {
        var header = fact.Header.Deserialize(FactJson.Default.FactHeader) ?? throw new JsonException("A fact has no header.");
        if (header.BodyHash is null)
            return new(fact.Header, fact.Link);
        if (header.Kind == Codes<EntryKind>.Of(EntryKind.Note))
            return new(fact.Header, fact.Link, Withheld: Withheld.Note);
        if (view.IsCustomers() && header.Visibility != Visibility.Public)
            return new(fact.Header, fact.Link, Withheld: Withheld.Internal);
        if (key is null || fact.Body is null)
            return new(fact.Header, fact.Link, Withheld: Withheld.Erased);
        var (salt, body) = FactCodec.OpenBody(fact, n, key);
        return Why(body, view) is { } withheld
            ? new(fact.Header, fact.Link, Withheld: withheld)
            : new(fact.Header, fact.Link, Convert.ToHexStringLower(salt), body);
    }

    private static Withheld? Why(JsonElement body, View view) =>
        body.TryGetProperty("accessCode", out _) ? Withheld.AccessCode
        : view != View.Full && body.EnumerateObject().Any(member => !plain.Contains(member.Name)) ? Withheld.Personal
        : null;
}
