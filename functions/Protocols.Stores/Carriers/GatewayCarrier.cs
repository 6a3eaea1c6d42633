using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Notifying;
using Protocols.Outgoing;
using Protocols.Ports;

namespace Protocols.Stores.Carriers;

/// <summary>
/// SMS and WhatsApp through the company's gateway: a POST for each message, signed as Standard Webhooks has it, so that the
/// gateway knows who sends, when, and which message it is.
/// </summary>
/// <param name="secret">The key that both sides know.</param>
public sealed class GatewayCarrier(HttpClient http, Uri gateway, byte[] secret, TimeProvider clock) : IMessageCarrier
{
    private const int MostAnswer = 16 * 1024, LongestId = 100;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(15);

    /// <param name="reach">Where the gateway may stand.</param>
    public static HttpClient Client(Reach reach) => OutgoingHttp.Client(reach, patience, MostAnswer);

    /// <inheritdoc/>
    public async Task<Carried> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new(message.Id, message.By, message.To, message.Subject, message.Text), GatewayJson.Default.GatewayMessage);
        using var request = SignedPost.Of(gateway, message.Id, body, "application/json", secret, clock.GetUtcNow());
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent => new(CarriedAs.Sent, await IdAsync(response, cancellation)),
                HttpStatusCode.Accepted => new(CarriedAs.Accepted, await IdAsync(response, cancellation)),
                HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity =>
                    Carried.Refused($"gateway-{(int)response.StatusCode}"),
                _ => Carried.NotNow($"gateway-{(int)response.StatusCode}"),
            };
        }
        catch (HttpRequestException astray) when (astray.IsOutOfReach())
        {
            return Carried.NotNow("gateway-out-of-reach");
        }
        catch (HttpRequestException)
        {
            return Carried.NotNow("gateway-unreachable");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Carried.NotNow("gateway-timeout");
        }
    }

    /// <summary>What the gateway calls it, where it says so plainly; it stays on record for ever.</summary>
    private static async Task<string?> IdAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MostAnswer, cancellation);
            var answer = JsonSerializer.Deserialize(
                await response.Content.ReadAsByteArrayAsync(cancellation), GatewayJson.Default.GatewayAnswer);
            return answer?.Id is { Length: > 0 and <= LongestId } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
                ? id
                : null;
        }
        catch (Exception unread) when (unread is JsonException or HttpRequestException or IOException)
        {
            // It took the message, and that is what counts; more than it may say is not read.
            return null;
        }
    }
}

/// <summary>A message on its way to the gateway.</summary>
internal sealed record GatewayMessage(string Id, Means By, string To, string Subject, string Text);

/// <summary>What the gateway may answer.</summary>
internal sealed record GatewayAnswer(string? Id);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GatewayMessage))]
[JsonSerializable(typeof(GatewayAnswer))]
internal sealed partial class GatewayJson : JsonSerializerContext;
