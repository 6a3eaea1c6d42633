using System.Text.Json.Serialization;

namespace Protocols.Notifying;

/// <summary>Letters that somebody has yet to print and post (M4, M22): a protocol with one is filed under one key, beside what else it is found by.</summary>
public static class LetterList
{
    /// <summary>No key of a ring has a colon, so that it is never taken for a look-up hash.</summary>
    public const string Key = "letters:waiting";

    internal static IEnumerable<string> Keys(Protocol protocol) => protocol.ErasedAt is null && Waiting(protocol).Any() ? [Key] : [];

    /// <summary>Those of a protocol, oldest first.</summary>
    public static IEnumerable<Letter> Waiting(Protocol protocol) =>
    [
        .. protocol.Deliveries.Where(delivery => delivery is { By: Means.Letter, State: MessageState.Waiting })
            .Select(delivery => new Letter(delivery.Fact, LetterKind.Receipt))
            .Concat(protocol.HistoryRequests.Where(request => request is { By: DeliveryWay.Letter, SentAt: null })
                .Select(request => new Letter(request.Id, LetterKind.History)))
            .OrderBy(letter => letter.Asked),
    ];
}

/// <summary>What a letter brings.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LetterKind>))]
public enum LetterKind
{
    /// <summary>Number, date, time and subject.</summary>
    [JsonStringEnumMemberName("receipt")] Receipt,

    /// <summary>Everything under the number but internal notes.</summary>
    [JsonStringEnumMemberName("history")] History,
}

/// <param name="Asked">Number of the fact that asked for it.</param>
public sealed record Letter(long Asked, LetterKind Kind);
