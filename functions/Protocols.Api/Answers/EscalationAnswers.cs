using System.Text.Json.Serialization;
using Protocols.Escalating;

namespace Protocols.Api.Answers;

/// <summary>A referral that has not come back.</summary>
/// <param name="Id">Gives it back.</param>
internal sealed record ReferralAnswer(long Id, DateTimeOffset At, DestinationAnswer To, EscalationState State);

/// <summary>One of the three.</summary>
internal sealed record DestinationAnswer(Tier? Tier, string? Department, PersonAnswer? Person);

/// <param name="Id">Names it for a redrive.</param>
/// <param name="Number">Null where the message cannot be read.</param>
/// <param name="Referral">Null where no protocol speaks for it.</param>
/// <param name="Reason">Why it is dead.</param>
internal sealed record EscalationAnswer(
    string Id,
    EscalationState State,
    string? Number = null,
    ReferralAnswer? Referral = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description = null);

/// <param name="NextCursor">Asks for the next page; null when this is the last.</param>
internal sealed record EscalationListAnswer(IReadOnlyList<EscalationAnswer> Items, string? NextCursor);
