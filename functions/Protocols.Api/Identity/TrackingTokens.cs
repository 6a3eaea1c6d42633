using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Protocols.Chain;
using Protocols.People;

namespace Protocols.Api.Identity;

/// <summary>
/// What a customer gets who has shown that a protocol is his: good for that protocol alone, half an hour, in every process with the
/// same key ring. Encrypted, so that it says nothing to whoever finds it.
/// </summary>
public sealed class TrackingTokens(KeyRing ring, TimeProvider clock)
{
    private const string Scheme = "Bearer ", Mark = "track.", Purpose = "tracking-tokens";
    private const int LevelAt = sizeof(long), NumberAt = LevelAt + 1;

    private static readonly byte[] bound = Encoding.ASCII.GetBytes("tracking/1");

    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(30);

    public (string Token, DateTimeOffset ExpiresAt) Issue(TrackedProtocol tracked)
    {
        var until = clock.Now() + Lifetime;
        var plain = new byte[NumberAt + tracked.Number.Length];
        BinaryPrimitives.WriteInt64BigEndian(plain, until.ToUnixTimeMilliseconds());
        plain[LevelAt] = (byte)tracked.Level;
        Encoding.ASCII.GetBytes(tracked.Number, plain.AsSpan(NumberAt));
        return (Mark + Base64Url.EncodeToString(ring.Seal(Purpose, plain, bound)), until);
    }

    /// <summary>Whether the request bears such a token, good or not; any other is the issuer's.</summary>
    public static bool IsOn(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme + Mark, StringComparison.OrdinalIgnoreCase);

    /// <summary>The customer; null where the token is not to be trusted, or its time is over.</summary>
    public Caller? Read(HttpRequest request) => IsOn(request) ? Read(request.Headers.Authorization.ToString().AsSpan((Scheme + Mark).Length).Trim()) : null;

    private Caller? Read(ReadOnlySpan<char> token)
    {
        if (!Base64Url.IsValid(token))
            return null;
        var sealedBytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (!Base64Url.TryDecodeFromChars(token, sealedBytes, out var length))
            return null;
        try
        {
            var plain = ring.Open(Purpose, sealedBytes.AsSpan(0, length), bound);
            var until = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(plain));
            return until <= clock.GetUtcNow()
                ? null
                : Caller.Tracking(Encoding.ASCII.GetString(plain.AsSpan(NumberAt)), (TrackingLevel)plain[LevelAt]);
        }
        catch (CryptographicException)
        {
            // Somebody made it up, or it was made under a key that is gone.
            return null;
        }
    }
}
