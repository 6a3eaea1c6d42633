using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Outgoing;
using Protocols.Ports;

namespace Protocols.Webhooks;

/// <summary>
/// A message of the queue <c>webhooks</c>: tell of this fact, or of this entry of the access log. As it leaves a protocol it is a
/// <see cref="Pointer"/> and meant for everybody who follows; for each of them it becomes one that names him, so that each is tried again for himself.
/// </summary>
/// <param name="Fact">0 where it is an entry of the access log.</param>
/// <param name="Access">0 where it is a fact.</param>
/// <param name="Webhook">Null where it is for everybody who follows.</param>
public sealed record EventLetter(string Number, long Fact, long Access = 0, string? Webhook = null)
{
    /// <summary>As it leaves a protocol's outbox.</summary>
    public static string IdOf(string number, long fact) => $"{number}:{fact}:w";

    public string Id => Access > 0 ? $"{Number}:access-{Access}:w" : IdOf(Number, Fact);

    public QueueMessage ToSend() => new(
        Webhook is null ? Id : $"{Id}:{Webhook}",
        JsonSerializer.SerializeToUtf8Bytes(
            new(Pointer.Version, Number, Fact, Access == 0 ? null : Access, Webhook), EventLetterJson.Default.EventLetterForm));

    /// <summary>False for what is none, or one of a version that is not known here.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out EventLetter? letter)
    {
        letter = null;
        try
        {
            if (JsonSerializer.Deserialize(body, EventLetterJson.Default.EventLetterForm) is { V: Pointer.Version, Number.Length: > 0 } form
                && form.Fact > 0 != form.Access > 0)
            {
                letter = new(form.Number, form.Fact, form.Access ?? 0, form.Webhook);
            }
        }
        catch (JsonException)
        {
            // Somebody else's message; the caller says what becomes of it.
            return false;
        }
        return letter is not null;
    }
}

/// <summary>The letter on the wire.</summary>
internal sealed record EventLetterForm(int V, string Number, long Fact, long? Access, string? Webhook);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventLetterForm))]
internal sealed partial class EventLetterJson : JsonSerializerContext;
