using System.Text.Json.Serialization;

namespace Protocols.Deadlines;

/// <summary>One due date of a protocol as it stands.</summary>
/// <param name="DueAt">The first instant after the term; null while it is paused, and where its calendar never gets there.</param>
/// <param name="WarnAt">When to warn of it; null where there is no due date, or no time before it.</param>
/// <param name="WarnedAt">When the warning was written down; null where it was not.</param>
/// <param name="MetAt">When what was due was done. A breach stays one: met late, the state is still breached.</param>
/// <param name="BreachedAt">Equal to the due date, however late it was noticed.</param>
/// <param name="Terms">The terms that ask for this date: both where two do; none while it is paused.</param>
public sealed record Deadline(
    Target Target,
    DeadlineState State,
    DateTimeOffset? DueAt,
    DateTimeOffset? WarnAt,
    DateTimeOffset? WarnedAt,
    DateTimeOffset? MetAt,
    DateTimeOffset? BreachedAt,
    IReadOnlyList<Term> Terms);

[JsonConverter(typeof(JsonStringEnumConverter<DeadlineState>))]
public enum DeadlineState
{
    [JsonStringEnumMemberName("running")] Running,
    [JsonStringEnumMemberName("paused")] Paused,
    [JsonStringEnumMemberName("met")] Met,
    [JsonStringEnumMemberName("breached")] Breached,
}

/// <summary>A warning or a breach that is not on record yet; <paramref name="At"/> may lie ahead.</summary>
public sealed record Unflagged(DateTimeOffset At, Target Target, DateTimeOffset DueAt, bool IsBreach);
