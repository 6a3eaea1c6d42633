using System.Text.Json.Serialization;

namespace Protocols.Notifying;

/// <summary>How a message travels to whoever it is for (M4).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Means>))]
public enum Means
{
    [JsonStringEnumMemberName("email")] Email,
    [JsonStringEnumMemberName("sms")] Sms,
    [JsonStringEnumMemberName("whatsapp")] WhatsApp,
    [JsonStringEnumMemberName("letter")] Letter,
}

/// <summary>How far a message has come. Written into the record, so none of these ever changes its meaning.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageState>))]
public enum MessageState
{
    /// <summary>A gateway took it and will send it on.</summary>
    [JsonStringEnumMemberName("accepted")] Accepted,

    /// <summary>It was handed to the network of whoever it is for.</summary>
    [JsonStringEnumMemberName("sent")] Sent,

    /// <summary>Whoever carried it says that it arrived.</summary>
    [JsonStringEnumMemberName("delivered")] Delivered,

    /// <summary>A letter that somebody has yet to print and post.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,

    /// <summary>It did not leave.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>It left and came back.</summary>
    [JsonStringEnumMemberName("bounced")] Bounced,
}

/// <summary>What whoever carried a message reports of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryOutcome>))]
public enum DeliveryOutcome
{
    [JsonStringEnumMemberName("delivered")] Delivered,
    [JsonStringEnumMemberName("bounced")] Bounced,
}

/// <summary>What became of a message that a fact called for.</summary>
/// <param name="Fact">Number of the fact that called for it.</param>
public sealed record Delivery(long Fact, Means By, MessageState State)
{
    /// <summary>When the customer's number left with it; null where it did not, or came back.</summary>
    public DateTimeOffset? NumberAt { get; init; }

    /// <summary>It did not reach whoever it was for.</summary>
    [JsonIgnore]
    public bool IsLost => State is MessageState.Failed or MessageState.Bounced;
}
