using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Protocols.Notifying;

/// <summary>
/// The signature of Standard Webhooks: HMAC-SHA-256 over id, time and body under a key that both sides know. The company's gateway is written to
/// and writes under it.
/// </summary>
public static class WebhookSignature
{
    public const string Id = "webhook-id", Timestamp = "webhook-timestamp", Signature = "webhook-signature";

    private const string Version = "v1,";

    /// <summary>Further than that from now nothing that was signed is taken: whoever listened in would send it again.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(5);

    /// <param name="at">Seconds since 1970.</param>
    public static string Of(byte[] key, string id, string at, byte[] body) => Version + Convert.ToBase64String(Hash(key, id, at, body));

    /// <param name="signatures">One or more, parted by blanks, as while a key is changed.</param>
    public static bool Holds(byte[] key, string? id, string? at, string? signatures, byte[] body, DateTimeOffset now) =>
        !string.IsNullOrEmpty(id) && at is not null && signatures is not null
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(seconds - now.ToUnixTimeSeconds()) <= Window.TotalSeconds
        && Hash(key, id, at, body) is var expected
        && signatures.Split(' ').Where(one => one.StartsWith(Version, StringComparison.Ordinal)).Any(one => Same(one[Version.Length..], expected));

    private static byte[] Hash(byte[] key, string id, string at, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. body];
        return HMACSHA256.HashData(key, signed);
    }

    private static bool Same(string given, byte[] expected)
    {
        Span<byte> bytes = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(given, bytes, out var count) && CryptographicOperations.FixedTimeEquals(bytes[..count], expected);
    }
}
