using System.Security.Cryptography;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.Events;
using Protocols.Outgoing;

namespace Protocols.Webhooks;

/// <summary>An administrator asks that another system be told of events (M30).</summary>
/// <param name="Events">Types of the registry; none given means all.</param>
/// <param name="Secret">As Standard Webhooks writes it; drawn where none is given.</param>
public sealed record AddWebhook(string Url, IReadOnlyList<string> Events, string? Secret)
{
    public const int Most = 50, LongestUrl = 500;

    /// <param name="local">Whether an address on this machine will do, as on a developer's.</param>
    /// <param name="key">Of a request that may come again; then it is answered the same and adds nothing.</param>
    public Result<AddedWebhook> Decide(
        IReadOnlyList<Webhook> webhooks, bool local, IdempotencyKey? key, KeyRing ring, DateTimeOffset now)
    {
        if (webhooks.FirstOrDefault(one => Named(one, key) is not null && one.AddedAt > now - IdempotencyKey.Lifetime) is { } there)
        {
            return there.Receipt!.Body == Named(there, key)!.Body
                ? new AddedWebhook(there, WebhookSecret.Text(there.OpenSecret(ring)), Replayed: true)
                : Refusals.KeyReused;
        }
        var errors = new List<FieldError>();
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url))
            errors.Add(new("url", "not-a-url"));
        else if (!Reach(url, local).Allows(url))
            errors.Add(new("url", "not-public"));
        var unknown = Events.Where(type => EventKinds.Find(type) is null).ToList();
        if (unknown.Count > 0)
            errors.Add(new("events", "not-one-of", string.Join(", ", EventKinds.All.Select(kind => kind.Type))));
        var secret = Secret is null ? RandomNumberGenerator.GetBytes(WebhookSecret.Drawn) : WebhookSecret.Bytes(Secret);
        if (secret is null)
            errors.Add(new("secret", "not-a-secret", $"{WebhookSecret.Least}", $"{WebhookSecret.Most}"));
        if (errors.Count > 0)
            return Refusals.Invalid(errors);
        if (webhooks.Count >= Most)
            return Refusals.TooManyWebhooks;
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        IReadOnlyList<string> events = Events.Count == 0 ? [.. EventKinds.All.Select(kind => kind.Type)] : [.. Events.Distinct()];
        var webhook = Webhook.Create(id, url!, events, secret!, ring, now) with { Receipt = key is null ? null : new(key.Key, key.Body) };
        return new AddedWebhook(webhook, WebhookSecret.Text(secret!), Replayed: false);
    }

    private static IdempotencyKey? Named(Webhook webhook, IdempotencyKey? key) => webhook.Receipt is { } receipt ? key?.Named(receipt.Key) : null;

    /// <summary>How far a webhook's address may be: this machine only where it names it, and only where that will do.</summary>
    public static Reach Reach(Uri url, bool local) => local && url.IsLoopback ? Outgoing.Reach.Loopback : Outgoing.Reach.Public;
}

/// <param name="Secret">Shown this once.</param>
/// <param name="Replayed">It was added before, by the same request.</param>
public sealed record AddedWebhook(Webhook Webhook, string Secret, bool Replayed);

/// <summary>A secret as Standard Webhooks writes it.</summary>
public static class WebhookSecret
{
    public const int Least = 24, Most = 64, Drawn = 32;

    private const string Prefix = "whsec_";

    /// <summary>Null for what is none.</summary>
    public static byte[]? Bytes(string? text)
    {
        var buffer = new byte[text?.Length ?? 0];
        return text is not null && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], buffer, out var count) && count is >= Least and <= Most
                ? buffer[..count]
                : null;
    }

    public static string Text(byte[] secret) => Prefix + Convert.ToBase64String(secret);
}
