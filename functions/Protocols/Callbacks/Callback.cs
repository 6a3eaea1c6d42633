using System.Text.Json.Serialization;

namespace Protocols.Callbacks;

/// <summary>A return that was promised to the customer (M10).</summary>
/// <param name="Id">Number of the fact that scheduled it.</param>
/// <param name="At">When he is to be contacted, UTC.</param>
/// <param name="Day">The same in the company's zone, as it was when it was scheduled.</param>
/// <param name="Channel">How.</param>
public sealed record Callback(long Id, DateTimeOffset At, DateOnly Day, Channel Channel)
{
    /// <summary>No policy allows more returns on one day.</summary>
    public const int MostPerDay = 10;

    /// <summary>A return still counts as kept when it is this late.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromMinutes(30);

    /// <summary>When it was found not to have been kept; it may still be made up for.</summary>
    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>When the contact was made.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>The case ended first, so nobody waits for it.</summary>
    public bool Dropped { get; init; }

    [JsonIgnore]
    public CallbackState State =>
        DoneAt is not null ? CallbackState.Kept
        : Dropped ? CallbackState.Dropped
        : MissedAt is not null ? CallbackState.Missed
        : CallbackState.Scheduled;

    /// <summary>Somebody must still make the contact.</summary>
    [JsonIgnore]
    public bool IsOpen => DoneAt is null && !Dropped;

    /// <summary>When it is found missing; null where it is no longer waited for.</summary>
    [JsonIgnore]
    public DateTimeOffset? MissingAt => State == CallbackState.Scheduled ? At + Grace : null;
}

/// <summary>How a return stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallbackState>))]
public enum CallbackState
{
    [JsonStringEnumMemberName("scheduled")] Scheduled,

    /// <summary>The contact was made, in time or late.</summary>
    [JsonStringEnumMemberName("kept")] Kept,

    /// <summary>Its time has passed, and nobody has made it up.</summary>
    [JsonStringEnumMemberName("missed")] Missed,

    /// <summary>The case ended before its time.</summary>
    [JsonStringEnumMemberName("dropped")] Dropped,
}
