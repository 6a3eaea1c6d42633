using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Chain;
using Protocols.People;

namespace Protocols.Api.Contents;

/// <summary>What an address was given for: who may hear one recording until when, and why. Encrypted, so that it says nothing to others.</summary>
internal sealed record AccessGrant(string Id, string? Name, string Role, string? Reason, DateTimeOffset ExpiresAt)
{
    public const string Parameter = "access";

    private static readonly TimeSpan shortest = TimeSpan.FromMinutes(5), longest = TimeSpan.FromHours(4);

    /// <summary>Good for hearing it twice.</summary>
    public static DateTimeOffset Expiry(DateTimeOffset now, int duration)
    {
        var twice = TimeSpan.FromSeconds(2L * duration);
        return now + (twice < shortest ? shortest : twice > longest ? longest : twice);
    }

    public static AccessGrant For(Caller caller, string? reason, DateTimeOffset expiresAt)
    {
        var actor = caller.Actor;
        return new(actor.Id, actor.Name, actor.Role, reason, expiresAt);
    }

    public string Write(KeyRing ring, string number, string recording) => Base64Url.EncodeToString(ring.Seal(
        "access-grants", JsonSerializer.SerializeToUtf8Bytes(this, AccessGrantJson.Default.AccessGrant), Bound(number, recording)));

    /// <summary>Null where it is none, of another recording, or over.</summary>
    public static AccessGrant? Read(string? text, KeyRing ring, string number, string? recording, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(text) || !Base64Url.IsValid(text))
            return null;
        try
        {
            var plain = ring.Open("access-grants", Base64Url.DecodeFromChars(text), Bound(number, recording ?? ""));
            return JsonSerializer.Deserialize(plain, AccessGrantJson.Default.AccessGrant) is { } grant && grant.ExpiresAt > now ? grant : null;
        }
        catch (CryptographicException)
        {
            // Somebody made it up, or it was made under a key that is gone.
            return null;
        }
    }

    /// <summary>Whoever it was given to, for this one recording: that it is his to hear was seen when it was given.</summary>
    public Caller Caller => new(Id, Name, RoleNames.Granted(Role)) { ActsOnAny = true };

    private static byte[] Bound(string number, string recording) => Encoding.UTF8.GetBytes($"access-grant/{number}/{recording}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccessGrant))]
internal sealed partial class AccessGrantJson : JsonSerializerContext;
