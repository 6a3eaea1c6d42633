using Protocols.Webhooks;

namespace Protocols.Ports;

/// <summary>
/// Keeps who is told of what happens: few enough to be read and written whole. Throws as <see cref="IProtocolStore"/> does.
/// </summary>
public interface IWebhooks
{
    /// <summary>All of them, in the order in which they were added; with no version where there never was one.</summary>
    Task<WebhookList> ReadAsync(CancellationToken cancellation);

    /// <summary>Writes the list in the place of the one that stands under its version.</summary>
    /// <returns>False, with nothing written, where somebody was faster.</returns>
    Task<bool> WriteAsync(WebhookList list, CancellationToken cancellation);
}

/// <param name="Version">The store's own; null where there never was a list.</param>
public sealed record WebhookList(IReadOnlyList<Webhook> Items, string? Version)
{
    public static WebhookList Empty { get; } = new([], null);
}
