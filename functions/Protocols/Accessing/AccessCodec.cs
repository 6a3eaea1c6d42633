using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Protocols.Chain;
using Protocols.People;

namespace Protocols.Accessing;

/// <summary>Makes entries into what is kept and back, by the rules of the facts' chain.</summary>
internal static class AccessCodec
{
    /// <summary>The entry that follows the last one, not dated before it.</summary>
    /// <inheritdoc cref="Seal" path="/param"/>
    public static StoredAccess Behind(
        StoredAccess? last, string number, DateTimeOffset now, AccessKind kind, Actor by, string? item, string? reason, DataKey? key, ReadOnlySpan<byte> salt)
    {
        var before = last is null ? null : Open(last, null);
        var header = new AccessHeader(number, (last?.N ?? 0) + 1, before?.At > now ? before.At : now, kind, by, item, null);
        return Seal(header, reason, last?.Link ?? FactCodec.Origin, key, salt);
    }

    /// <param name="salt">Drawn for this entry alone; unused where there is no reason.</param>
    /// <param name="key">Null once the personal data was erased; then no reason can be kept either.</param>
    public static StoredAccess Seal(AccessHeader header, string? reason, string linkBefore, DataKey? key, ReadOnlySpan<byte> salt)
    {
        byte[]? plain = reason is null || key is null ? null : [.. salt[..FactCodec.SaltBytes], .. Encoding.UTF8.GetBytes(reason)];
        var whole = header with { ReasonHash = plain is null ? null : Convert.ToHexStringLower(SHA256.HashData(plain)) };
        var element = JsonSerializer.SerializeToElement(whole, AccessJson.Default.AccessHeader);
        var sealedReason = plain is null ? null : key!.Seal(Reason(header.N), plain);
        return new(header.Number, header.N, element, FactCodec.Link(linkBefore, element), sealedReason);
    }

    /// <exception cref="CryptographicException">The reason was changed or belongs to another entry.</exception>
    public static AccessEntry Open(StoredAccess stored, DataKey? key)
    {
        var header = Header(stored);
        return new(header.N, header.At, header.Kind, header.By, header.Item, ReasonOf(stored, key), stored.Link);
    }

    /// <summary>What is wrong with an entry that should stand here; null where nothing is.</summary>
    public static string? Fault(StoredAccess stored, string number, long n, string linkBefore, DataKey? key)
    {
        try
        {
            if (FactCodec.Link(linkBefore, stored.Header) != stored.Link)
                return "access-changed";
            var header = Header(stored);
            if (header.N != n || header.Number != number)
                return "access-missing";
            var hash = key is null || stored.Reason is null ? null : Convert.ToHexStringLower(SHA256.HashData(key.Open(Reason(n), stored.Reason)));
            return key is not null && hash != header.ReasonHash ? "access-changed" : null;
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or CryptographicException)
        {
            return "access-changed";
        }
    }

    /// <summary>Salt and text of a reason, as they were hashed; null where there is none or it was erased.</summary>
    public static byte[]? OpenReason(StoredAccess stored, DataKey? key) =>
        key is null || stored.Reason is null ? null : key.Open(Reason(stored.N), stored.Reason);

    /// <summary>The entry with its reason, salt and text, under another key.</summary>
    public static StoredAccess Under(StoredAccess stored, byte[]? plain, DataKey? key) =>
        stored with { Reason = plain is null || key is null ? null : key.Seal(Reason(stored.N), plain) };

    private static string? ReasonOf(StoredAccess stored, DataKey? key) => OpenReason(stored, key) is { } plain
        ? Encoding.UTF8.GetString(plain.AsSpan(FactCodec.SaltBytes))
        : null;

    private static AccessHeader Header(StoredAccess stored) =>
        stored.Header.Deserialize(AccessJson.Default.AccessHeader) ?? throw new JsonException("An entry of the access log has no header.");

    private static string Reason(long n) => string.Create(CultureInfo.InvariantCulture, $"access:{n}");
}
