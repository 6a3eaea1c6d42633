using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Protocols.Chain;

namespace Protocols.Webhooks;

/// <summary>Another system that is told of events by a call to its address (M30).</summary>
/// <param name="Url">Where it is called.</param>
/// <param name="Events">The types it is told of.</param>
/// <param name="Key">What its secret is encrypted under, wrapped by the key ring.</param>
/// <param name="Secret">What calls are signed with, encrypted; shown once, when it was added.</param>
public sealed record Webhook(string Id, Uri Url, IReadOnlyList<string> Events, WrappedKey Key, byte[] Secret, DateTimeOffset AddedAt)
{
    private const string What = "secret";

    /// <summary>How long nothing may have arrived before it is switched off.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromHours(24);

    /// <summary>Since when every call failed; null while they succeed.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Why the last call that is known to have failed did, a short code; null while they succeed.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when it is told of nothing, for having failed too long; null while it is.</summary>
    public DateTimeOffset? OffSince { get; init; }

    /// <summary>The request that added it, where it had an idempotency key.</summary>
    public WebhookReceipt? Receipt { get; init; }

    [JsonIgnore]
    public bool IsOn => OffSince is null;

    [JsonIgnore]
    public WebhookState State => !IsOn ? WebhookState.Off : FailingSince is null ? WebhookState.On : WebhookState.Failing;

    public static Webhook Create(string id, Uri url, IReadOnlyList<string> events, byte[] secret, KeyRing ring, DateTimeOffset now)
    {
        var (key, made) = OwnKey.Seal(ring, Bound(id), What, secret);
        return new(id, url, events, key, made, now);
    }

    /// <exception cref="CryptographicException">It was changed, or the ring lacks its key.</exception>
    public byte[] OpenSecret(KeyRing ring) => OwnKey.Open(ring, Bound(Id), What, Key, Secret);

    /// <inheritdoc cref="OwnKey.MustMove"/>
    public bool MustMove(KeyRing ring) => OwnKey.MustMove(ring, Key);

    /// <summary>The same under the ring's current key.</summary>
    public Webhook Under(KeyRing ring) => this with { Key = ring.Rewrap(Key, Bound(Id)) };

    /// <summary>The same after a call failed: switched off where that goes on for too long, or where it was told that nobody is there any more.</summary>
    public Webhook Failed(string reason, bool gone, DateTimeOffset now)
    {
        var since = FailingSince ?? now;
        return this with { FailingSince = since, Reason = reason, OffSince = gone || now - since >= Patience ? OffSince ?? now : OffSince };
    }

    /// <summary>The same after a call succeeded, or switched on by hand.</summary>
    public Webhook Working() => this with { FailingSince = null, Reason = null, OffSince = null };

    /// <summary>No protocol has such a number.</summary>
    private static string Bound(string id) => $"webhook/{id}";
}

/// <summary>A request that may come again, as keyed hashes.</summary>
public sealed record WebhookReceipt(string Key, string Body);

/// <summary>How calls to a webhook go.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WebhookState>))]
public enum WebhookState
{
    [JsonStringEnumMemberName("on")] On,

    /// <summary>None has arrived since the last that failed; they are tried again.</summary>
    [JsonStringEnumMemberName("failing")] Failing,

    /// <summary>Nothing arrived for too long, so it is told of nothing until somebody switches it on.</summary>
    [JsonStringEnumMemberName("off")] Off,
}

/// <summary>The one spelling of the list in every store.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(IReadOnlyList<Webhook>))]
public sealed partial class WebhookJson : JsonSerializerContext;
