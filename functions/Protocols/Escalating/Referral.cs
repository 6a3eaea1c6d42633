using System.Text.Json.Serialization;
using Protocols.People;

namespace Protocols.Escalating;

/// <summary>A referral that has not come back.</summary>
/// <param name="Id">Number of the fact that made it.</param>
/// <param name="To">Where it goes.</param>
/// <param name="State">How far it has come.</param>
/// <param name="SentBy">Number of the fact whose message carries it: its own, or that of its last redrive.</param>
public sealed record Referral(long Id, DateTimeOffset At, Destination To, EscalationState State, long SentBy)
{
    /// <summary>Where the case stood before it was accepted, and comes back to; null until then.</summary>
    public Whereabouts? From { get; init; }

    /// <summary>Why its message is dead; null where it is not.</summary>
    public string? DeadReason { get; init; }

    /// <summary>Nobody has it yet.</summary>
    [JsonIgnore]
    public bool IsWaiting => State is EscalationState.Queued or EscalationState.Dead;

    /// <summary>Whether it is this caller's to work on and to give back: the executor's, else anybody's of that line or department.</summary>
    public bool IsFor(Caller caller, StaffMember? executor) =>
        (IsWaiting ? To.Person : executor ?? To.Person) is { } person ? person.Id == caller.Id
        : To.Department is { } department ? caller.Departments.Count == 0 || caller.Departments.Contains(department)
        : To.Tier is { } tier && (caller.Tiers.Count == 0 || caller.Tiers.Contains(tier)) && caller.Is(RoleOf(tier));

    /// <summary>Supervisors and the ombudsman are roles of their own: to be of all lines does not make an agent one.</summary>
    private static Roles RoleOf(Tier tier) => tier switch
    {
        Tier.Supervisor => Roles.Supervisor,
        Tier.Ombudsman => Roles.Ombudsman,
        _ => Roles.WorkingStaff,
    };
}

/// <summary>One of the three.</summary>
public sealed record Destination(Tier? Tier, string? Department, StaffMember? Person);

public sealed record Whereabouts(Tier Tier, string? Department, StaffMember? Executor);

/// <summary>How far an escalation has come; what needs somebody most stands last.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EscalationState>))]
public enum EscalationState
{
    /// <summary>It arrived; its receiver has the case.</summary>
    [JsonStringEnumMemberName("handling")] Handling,

    /// <summary>Its message is on its way.</summary>
    [JsonStringEnumMemberName("queued")] Queued,

    /// <summary>Its message could not be handled.</summary>
    [JsonStringEnumMemberName("dead")] Dead,
}
