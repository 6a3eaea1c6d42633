using System.Net;
using Protocols.Events;
using Protocols.Outgoing;
using Protocols.Webhooks;

namespace Protocols.Stores.Carriers;

/// <summary>Calls webhooks over the public Internet; on this machine only where that is said to be enough.</summary>
public sealed class WebhookSender : IDisposable
{
    private const int MostAnswer = 16 * 1024;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient outside = OutgoingHttp.Client(Reach.Public, patience, MostAnswer);
    private readonly HttpClient? inside;
    private readonly TimeProvider clock;

    /// <param name="clock">The outside world's, against which receivers hold the signature.</param>
    /// <param name="local">Whether an address of this machine may be called.</param>
    public WebhookSender(TimeProvider clock, bool local)
    {
        this.clock = clock;
        if (local)
            inside = OutgoingHttp.Client(Reach.Loopback, patience, MostAnswer);
    }

    /// <inheritdoc cref="HandOver"/>
    public async Task<HandedOver> SendAsync(EventCall call, CancellationToken cancellation)
    {
        var reach = AddWebhook.Reach(call.Url, local: inside is not null);
        if (!reach.Allows(call.Url))
            return new("out-of-reach");
        using var request = SignedPost.Of(call.Url, call.Id, call.Body, CloudEvent.MediaType, call.Secret, clock.GetUtcNow());
        try
        {
            using var answer = await (reach == Reach.Loopback ? inside! : outside).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return answer.IsSuccessStatusCode ? HandedOver.Taken
                : new($"status-{(int)answer.StatusCode}", IsGone: answer.StatusCode == HttpStatusCode.Gone);
        }
        catch (HttpRequestException failed)
        {
            return new(failed.IsOutOfReach() ? "out-of-reach" : "unreachable");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new("timeout");
        }
    }

    public void Dispose()
    {
        outside.Dispose();
        inside?.Dispose();
    }
}
