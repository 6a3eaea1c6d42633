using Protocols.Cases;
using Protocols.Documents;
using Protocols.Escalating;
using Protocols.People;

namespace Protocols.Ports;

/// <summary>What a list asks for: every part given must match.</summary>
public sealed record ProtocolQuery
{
    public Status? Status { get; init; }
    public string? Type { get; init; }
    public string? Occurrence { get; init; }
    public Channel? Channel { get; init; }

    /// <summary>Id of the owner; the empty text asks for those without one.</summary>
    public string? Owner { get; init; }

    public string? Executor { get; init; }
    public Tier? Tier { get; init; }
    public string? Department { get; init; }
    public WaitingOn? WaitingOn { get; init; }

    /// <summary>Whether a due date has passed without what was due; null asks for both.</summary>
    public bool? Breached { get; init; }

    public EscalationState? Escalation { get; init; }

    /// <summary>Inclusive, UTC.</summary>
    public DateTimeOffset? OpenedFrom { get; init; }

    /// <summary>Exclusive, UTC.</summary>
    public DateTimeOffset? OpenedTo { get; init; }

    /// <summary>Look-up hashes: one of each group must be among the protocol's. A group holds a value's hash under each key of the ring.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Keys { get; init; } = [];

    /// <summary>The same, less what a caller does not see who is bound to his departments; what he owns he finds by asking for it.</summary>
    public ProtocolQuery SeenBy(Caller caller) =>
        caller.IsBound && Owner != caller.Id ? this with { Keys = [.. Keys, Circles.Of(caller)] } : this;

    /// <summary>Those with an unmet due date, earliest due first; else all, newest opening first.</summary>
    public bool ByDueDate { get; init; }

    /// <summary>1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Where the page before ended; null for the first.</summary>
    public ListPosition? After { get; init; }
}

/// <summary>A place in a list: behind the protocol with this number.</summary>
/// <param name="At">The date of it that the list goes by.</param>
public readonly record struct ListPosition(DateTimeOffset At, string Number)
{
    /// <summary>Where the protocol stands in the order that the query asks for.</summary>
    public static ListPosition Of(ProtocolDocument document, ProtocolQuery query) =>
        new(query.ByDueDate ? document.Index.NextDue!.Value : document.Index.OpenedAt, document.Number);
}

/// <summary>One page of a list.</summary>
/// <param name="Next">Where the next page goes on; null when this is the last.</param>
public sealed record ProtocolPage(IReadOnlyList<ProtocolDocument> Items, ListPosition? Next);
