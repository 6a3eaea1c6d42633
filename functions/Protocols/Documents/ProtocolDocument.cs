using System.Text.Json.Serialization;
using Protocols.Chain;
using Protocols.Escalating;
using Protocols.Facts;
using Protocols.Ports;

namespace Protocols.Documents;

/// <summary>
/// Everything of one protocol that changes together: replaced whole, under its version, in one commit. Older facts move to
/// <see cref="FactPage"/> documents so that it stays small.
/// </summary>
public sealed record ProtocolDocument
{
    public required string Number { get; init; }

    /// <summary>What queries ask about.</summary>
    public required ProtocolIndex Index { get; init; }

    public required Protocol State { get; init; }

    /// <summary>The personal part of the state, encrypted; null once erased.</summary>
    public byte[]? Personal { get; init; }

    /// <summary>Null once erased: then bodies and personal part are gone for good.</summary>
    public WrappedKey? Key { get; init; }

    /// <summary>The newest facts in order, those before them stand in <see cref="Pages"/>.</summary>
    public required IReadOnlyList<StoredFact> Facts { get; init; }

    public IReadOnlyList<PageRange> Pages { get; init => field = value ?? []; } = [];

    /// <summary>Answered POSTs of the last 24 hours, 50 at most, oldest first.</summary>
    public IReadOnlyList<Receipt> Receipts { get; init => field = value ?? []; } = [];

    /// <summary>Messages that are not yet known to have left.</summary>
    public IReadOnlyList<OutboxMessage> Outbox { get; init => field = value ?? []; } = [];

    /// <summary>Why the service could not attend to it when its time had come; null where nothing is wrong.</summary>
    public Trouble? Trouble { get; init; }

    /// <summary>The same with other messages waiting to leave.</summary>
    public ProtocolDocument Awaiting(IReadOnlyList<OutboxMessage> messages) => this with
    {
        Outbox = messages,
        Index = Index with { OutboxAt = messages.Count == 0 ? null : messages.Min(message => message.At) },
    };

    /// <summary>The chain's last hash.</summary>
    [JsonIgnore]
    public string Head => Facts.Count > 0 ? Facts[^1].Link : Pages[^1].Head;
}

/// <summary>The queryable side of a protocol: codes, dates and keyed hashes, nothing personal.</summary>
public sealed record ProtocolIndex
{
    public required DateTimeOffset OpenedAt { get; init; }
    public required Status Status { get; init; }
    public required Channel Channel { get; init; }
    public required Tier Tier { get; init; }
    public string? Type { get; init; }
    public string? Occurrence { get; init; }
    public string? Owner { get; init; }
    public string? Executor { get; init; }
    public string? Department { get; init; }
    public WaitingOn? WaitingOn { get; init; }

    /// <summary>A due date has passed without what was due, and that is on record.</summary>
    public bool Breached { get; init; }

    /// <summary>The earliest due date that is not met; null where none is open, or all are paused.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>How the least advanced of its escalations stands, dead before queued before handled; null where it has none.</summary>
    public EscalationState? Escalation { get; init; }

    /// <summary>When the service itself must next look at it; null where nothing is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When a return that was promised is found not to have been made; null where none is waited for.</summary>
    public DateTimeOffset? ReturnAt { get; init; }

    /// <summary>When something of it must be removed; null where nothing is.</summary>
    public DateTimeOffset? PurgeAt { get; init; }

    /// <summary>Since when its oldest message waits to leave; null where none does.</summary>
    public DateTimeOffset? OutboxAt { get; init; }

    /// <summary>When the company's day of its last fact ends, and that fact can be sealed; null where it was written before days were.</summary>
    public DateTimeOffset? SealAt { get; init; }

    /// <summary>Look-up hashes of whatever the customer can be found by (M21).</summary>
    public IReadOnlyList<string> Keys { get; init => field = value ?? []; } = [];

    /// <summary>Whether queries would answer otherwise; what only the clock or the outbox moves does not count.</summary>
    public bool Differs(ProtocolIndex other) =>
        !Keys.SequenceEqual(other.Keys)
        || Dateless() != other.Dateless();

    /// <summary>Whether the clock would find it at the same times.</summary>
    public bool SameDates(ProtocolIndex other) =>
        (NextDue, DueAt, ReturnAt, PurgeAt, OutboxAt) == (other.NextDue, other.DueAt, other.ReturnAt, other.PurgeAt, other.OutboxAt);

    /// <summary>Found by the clock at another time.</summary>
    public ProtocolIndex With(Awaited awaited, DateTimeOffset? at) => awaited switch
    {
        Awaited.Attention => this with { DueAt = at },
        Awaited.Return => this with { ReturnAt = at },
        Awaited.Purge => this with { PurgeAt = at },
        Awaited.Relay => this with { OutboxAt = at },
        _ => throw new ArgumentOutOfRangeException(nameof(awaited)),
    };

    private ProtocolIndex Dateless() => this with { Keys = [], NextDue = null, DueAt = null, ReturnAt = null, PurgeAt = null, OutboxAt = null, SealAt = null };
}

/// <summary>What went wrong when the clock brought it, so that it can be looked at.</summary>
/// <param name="Times">How often in a row.</param>
/// <param name="RetryAt">When it is tried again.</param>
/// <param name="What">The kind of error.</param>
public sealed record Trouble(int Times, DateTimeOffset RetryAt, string What);

/// <summary>Facts <paramref name="First"/> to <paramref name="Last"/> stand in a page of their own.</summary>
/// <param name="Head">The link of the page's last fact.</param>
public sealed record PageRange(long First, long Last, string Head);

/// <summary>A run of older facts, written once and never changed; its id is number and first fact.</summary>
public sealed record FactPage(string Number, long First, IReadOnlyList<StoredFact> Facts);

/// <summary>An answered POST, so that its repetition does nothing again. The answer is made anew from the facts it led to.</summary>
/// <param name="Key">Keyed hash over caller, method, route and key.</param>
/// <param name="Body">Keyed hash over the request's body.</param>
/// <param name="From">Facts of the protocol before the request.</param>
/// <param name="To">Facts after it; equal to <paramref name="From"/> where nothing was to be done or it was refused.</param>
/// <param name="Refusal">Set where the answer was a refusal.</param>
public sealed record Receipt(string Key, string Body, DateTimeOffset At, long From, long To, Refusal? Refusal);

/// <summary>A message that must leave after the commit: what happened, and where to read it. No personal data.</summary>
/// <param name="Id">Number, fact and index: sent again it is the same message.</param>
/// <param name="Queue">The queue it goes to.</param>
/// <param name="Fact">The fact it points to; 0 where it is an entry of the access log.</param>
public sealed record OutboxMessage(string Id, string Queue, long Fact, DateTimeOffset At)
{
    /// <summary>The trace it was committed in (W3C trace context); null where none was kept.</summary>
    public string? Trace { get; init; }

    /// <summary>The entry of the access log that it points to, where it is one.</summary>
    public long? Access { get; init; }
}
