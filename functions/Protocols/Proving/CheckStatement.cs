using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Chain;

namespace Protocols.Proving;

/// <summary>What holding a statement against keys and its own hashes found.</summary>
/// <param name="Where">What was altered: <c>signature</c>, <c>number</c>, <c>head</c>, <c>proof</c>, or <c>header</c>, <c>body</c> or <c>link</c> with the fact's number.</param>
public sealed record StatementCheck(StatementResult Result, string? Where = null)
{
    public static StatementCheck Genuine { get; } = new(StatementResult.Genuine);
    public static StatementCheck Unknown { get; } = new(StatementResult.Unknown);

    public static StatementCheck Altered(string where) => new(StatementResult.Altered, where);
}

[JsonConverter(typeof(JsonStringEnumConverter<StatementResult>))]
public enum StatementResult
{
    /// <summary>Signed with one of the keys, and every hash in it is right.</summary>
    [JsonStringEnumMemberName("genuine")] Genuine,

    /// <summary>It names one of the keys, and is not what that key has signed.</summary>
    [JsonStringEnumMemberName("altered")] Altered,

    /// <summary>No statement, or signed with no key that is known here.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,
}

/// <summary>
/// Verifies a statement by what it holds and public keys alone, as an expert would without us: the signature, then every body, every
/// link and the proof of inclusion. Whatever fails is named as closely as can be.
/// </summary>
public static class CheckStatement
{
    public static StatementCheck Run(JsonElement statement, SigningKeys keys)
    {
        if (SignatureOf(statement) is not { } signature)
            return StatementCheck.Unknown;
        bool? signed;
        try
        {
            signed = keys.Verify(signature, Statement.Unsigned(statement));
        }
        catch (Exception impossible) when (impossible is JsonException or ArgumentException or InvalidOperationException)
        {
            signed = keys.Verify(signature, []);
        }
        if (signed is null)
            return StatementCheck.Unknown;
        // What is wrong inside says more than that the signature does not fit.
        if (Fault(statement) is { } where)
            return StatementCheck.Altered(where);
        return signed.Value ? StatementCheck.Genuine : StatementCheck.Altered("signature");
    }

    private static Signature? SignatureOf(JsonElement statement)
    {
        try
        {
            return statement.ValueKind == JsonValueKind.Object
                && Text(statement, "format") == Statement.Form
                && statement.TryGetProperty("signature", out var written)
                && written.Deserialize(ProvingJson.Default.Signature) is { Alg: not null, Kid: not null, Value: not null } signature
                ? signature
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The first thing in the statement that does not fit the rest of it.</summary>
    private static string? Fault(JsonElement statement)
    {
        if (!statement.TryGetProperty("facts", out var facts) || facts.ValueKind != JsonValueKind.Array || facts.GetArrayLength() == 0)
            return "signature";
        var (link, n) = (FactCodec.Origin, 0);
        foreach (var fact in facts.EnumerateArray())
        {
            n++;
            if (FaultOf(fact, link, n, LinkAfter(facts, n), Text(statement, "head")) is { } what)
                return string.Create(CultureInfo.InvariantCulture, $"{what} {n}");
            link = Text(fact, "link")!;
        }
        if (Text(statement, "head") != link)
            return "head";
        if (Text(statement, "number") is not { } number || NumberIn(facts[0]) != number)
            return "number";
        return ProofHolds(statement, facts, number) ? null : "proof";
    }

    private static string? FaultOf(JsonElement fact, string linkBefore, int n, JsonElement? next, string? head)
    {
        if (fact.ValueKind != JsonValueKind.Object || !fact.TryGetProperty("header", out var header) || header.ValueKind != JsonValueKind.Object)
            return "header";
        if (Text(fact, "link") is not { Length: 64 } link || !IsHash(link))
            return "link";
        try
        {
            if (!header.TryGetProperty("n", out var number) || !number.TryGetInt32(out var is_) || is_ != n)
                return "header";
            if (FactCodec.Link(linkBefore, header) != link)
                return (next is { } after ? Follows(link, after) : link == head) ? "header" : "link";
            return BodyFits(fact, Text(header, "bodyHash")) ? null : "body";
        }
        catch (Exception impossible) when (impossible is JsonException or FormatException or InvalidOperationException)
        {
            return "header";
        }
    }

    /// <summary>Whether the fact after this one was linked to it; then the link is right, and it is the header that is not.</summary>
    private static bool Follows(string link, JsonElement after)
    {
        try
        {
            return after.TryGetProperty("header", out var header) && FactCodec.Link(link, header) == Text(after, "link");
        }
        catch (Exception impossible) when (impossible is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonElement? LinkAfter(JsonElement facts, int n) =>
        n < facts.GetArrayLength() && facts[n].ValueKind == JsonValueKind.Object ? facts[n] : null;

    private static bool BodyFits(JsonElement fact, string? bodyHash)
    {
        if (!fact.TryGetProperty("body", out var body))
            return bodyHash is null == (Text(fact, "withheld") is null);
        if (bodyHash is null || Text(fact, "salt") is not { } salt)
            return false;
        return bodyHash == Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(salt), .. CanonicalJson.Write(body)]));
    }

    private static string? NumberIn(JsonElement opening) =>
        opening.GetProperty("header").TryGetProperty("terms", out var terms) ? Text(terms, "number") : null;

    private static bool ProofHolds(JsonElement statement, JsonElement facts, string number)
    {
        if (!statement.TryGetProperty("seal", out var seal) || seal.ValueKind != JsonValueKind.Object)
            return false;
        var pending = Text(seal, "state") == StatedSeal.Pending;
        if (!seal.TryGetProperty("inclusion", out var written))
            return pending;
        try
        {
            var inclusion = written.Deserialize(ProvingJson.Default.Inclusion);
            return inclusion is { Proof: not null, Link: not null }
                && inclusion.Fact >= 1
                && inclusion.Fact <= facts.GetArrayLength()
                && pending == inclusion.Fact < facts.GetArrayLength()
                && Text(facts[(int)inclusion.Fact - 1], "link") == inclusion.Link
                && inclusion.Holds(number);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsHash(string text) => text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>Null for what is no text, half a character included.</summary>
    private static string? Text(JsonElement of, string name)
    {
        try
        {
            return of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
