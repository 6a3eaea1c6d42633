using System.Text.Json.Serialization;
using Protocols.Actions;
using Protocols.Callbacks;
using Protocols.Deadlines;
using Protocols.Escalating;
using Protocols.Extending;
using Protocols.Facts;
using Protocols.Handling;
using Protocols.Journal;
using Protocols.Keeping;
using Protocols.Notifying;
using Protocols.People;
using Protocols.Procedures;
using Protocols.Recordings;
using Protocols.Tracking;

namespace Protocols;

/// <summary>
/// A case as its facts have left it: what decisions are taken on. Folding all facts again gives the same state, so it is kept
/// only to be read quickly. Codes, dates and staff stand here in clear; what is personal stands in <see cref="Personal"/>.
/// A list that an older document lacks reads as empty.
/// </summary>
public sealed record Protocol
{
    public required string Number { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>The version of the rules it was opened under, and stays under.</summary>
    public required int Catalog { get; init; }

    /// <summary>The version whose policies and calendars hold for it: the same, unless a later one was applied to open protocols.</summary>
    public int Terms { get => field == 0 ? Catalog : field; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public required Actor OpenedBy { get; init; }

    /// <summary>Answers to the customer until the end, whoever executes (M7); null until claimed.</summary>
    public StaffMember? Owner { get; init; }

    /// <summary>Works on it now; null means the owner does.</summary>
    public StaffMember? Executor { get; init; }

    public string? Occurrence { get; init; }
    public string? Reason { get; init; }

    /// <summary>The occurrence's type in the catalogue; null while unclassified.</summary>
    public string? Type { get; init; }

    public WaitingOn? WaitingOn { get; init; }
    public Tier Tier { get; init; }
    public string? Department { get; init; }
    public bool HasSubject { get; init; }
    public bool Worked { get; init; }
    public IReadOnlyList<string> ReceiptBy { get; init => field = value ?? []; } = [];
    public IReadOnlyList<Link> Links { get; init => field = value ?? []; } = [];

    /// <summary>When the first of the complaints that it repeats was opened; null where it repeats none.</summary>
    public DateTimeOffset? FirstAt { get; init; }

    /// <summary>Numbers of the complaints that repeat it; once it is closed, of those that ended with it.</summary>
    public IReadOnlyList<string> RepeatedBy { get; init => field = value ?? []; } = [];

    /// <summary>Number of the last solution since the opening or the last reopening; 0 where there is none.</summary>
    public long Solution { get; init; }

    /// <summary>Number of the last contact in which the customer was told of the solution; 0 where there is none.</summary>
    public long Informed { get; init; }

    /// <summary>Contacts that did not reach the customer, since the opening or the last reopening.</summary>
    public IReadOnlyList<DateTimeOffset> Missed { get; init => field = value ?? []; } = [];

    /// <summary>The customer was written to since the opening or the last reopening.</summary>
    public bool WrittenTo { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public Outcome? Outcome { get; init; }
    public int Reopenings { get; init; }

    /// <summary>A question that was flagged for not having been closed in its call (M6).</summary>
    public bool LeftOpen { get; init; }

    /// <summary>Every return that was promised, in the order of promising (M10).</summary>
    public IReadOnlyList<Callback> Callbacks { get; init => field = value ?? []; } = [];

    /// <summary>When the company last reached the customer, as often as any policy allows on one day.</summary>
    public IReadOnlyList<DateTimeOffset> LastReturns { get; init => field = value ?? []; } = [];

    /// <summary>What deadlines are counted from, in order of time, so that they need nothing but the state.</summary>
    public IReadOnlyList<ClockMark> Clock { get; init => field = value ?? []; } = [];

    /// <summary>Of each target, the due date that was last warned of.</summary>
    public IReadOnlyList<DeadlineFlag> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>Of each target, the due date whose breach was last written down.</summary>
    public IReadOnlyList<DeadlineFlag> Breaches { get; init => field = value ?? []; } = [];

    /// <summary>The codes of the actions that were ever taken, each once (M12).</summary>
    public IReadOnlyList<string> ActionsTaken { get; init => field = value ?? []; } = [];

    /// <summary>What actions called for and others carry out, in the order in which it was called for (M12).</summary>
    public IReadOnlyList<RequestedEffect> Effects { get; init => field = value ?? []; } = [];

    /// <summary>The extension of its legal term; null where it had none.</summary>
    public TermExtension? Extension { get; init; }

    /// <summary>Referrals that have not come back, in the order in which they were made; none once the case is resolved.</summary>
    public IReadOnlyList<Referral> Referrals { get; init => field = value ?? []; } = [];

    /// <summary>How the customer says he was served (M24); null while he has not said it.</summary>
    public Survey? Survey { get; init; }

    /// <summary>Every request for the history, in order of time (M22).</summary>
    public IReadOnlyList<HistoryRequest> HistoryRequests { get; init => field = value ?? []; } = [];

    /// <summary>Every request to correct what is known of the customer, in order of time.</summary>
    public IReadOnlyList<Correction> Corrections { get; init => field = value ?? []; } = [];

    /// <summary>Number of the last analysis since the last return; 0 where there is none.</summary>
    public long Analysed { get; init; }

    /// <summary>Number of the last test since the last return; 0 where there is none.</summary>
    public long Tested { get; init; }

    /// <summary>The case was given back and has not been taken up by another since.</summary>
    public bool GivenBack { get; init; }

    /// <summary>How often a case that was given back was sent on again.</summary>
    public int PingPong { get; init; }

    /// <summary>The line it was opened for, to which it comes back when it is reopened.</summary>
    public Tier HomeTier { get; init; }

    /// <summary>The department it was opened in, to which it comes back likewise; null where departments are not kept apart.</summary>
    public string? HomeDepartment { get; init; }

    /// <summary>What became of each message that was called for, so that none is sent again (M4).</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init => field = value ?? []; } = [];

    /// <summary>Every recorded leg of a call, in the order in which they came (M25).</summary>
    public IReadOnlyList<Recording> Recordings { get; init => field = value ?? []; } = [];

    /// <summary>Photos and documents, in the order in which they came.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init => field = value ?? []; } = [];

    /// <summary>What was said of each step of its procedures (M14).</summary>
    public IReadOnlyList<StepTick> Steps { get; init => field = value ?? []; } = [];

    /// <summary>While there is one, nothing of it is removed (M26).</summary>
    public IReadOnlyList<LegalHold> Holds { get; init => field = value ?? []; } = [];

    /// <summary>What the customer filed with whoever oversees the company, in order of time (M23).</summary>
    public IReadOnlyList<Complaint> Complaints { get; init => field = value ?? []; } = [];

    /// <summary>Ids of recordings and attachments whose time is over and whose bytes are still to go.</summary>
    public IReadOnlyList<string> Leaving { get; init => field = value ?? []; } = [];

    /// <summary>Everything that was ever removed of it, in order of time (M26).</summary>
    public IReadOnlyList<Removal> Removals { get; init => field = value ?? []; } = [];

    /// <summary>Since when nothing of it is personal any more; null while it is.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>When the customer asked for erasure; null where he did not.</summary>
    public DateTimeOffset? ErasureAskedAt { get; init; }

    /// <summary>Number of the last fact; the version that clients see.</summary>
    public long Facts { get; init; }

    /// <summary>Time of the last fact; no later fact is dated before it.</summary>
    public DateTimeOffset LastAt { get; init; }

    [JsonIgnore]
    public Personal Personal { get; init; } = new();

    [JsonIgnore]
    public Status Status =>
        ClosedAt is not null ? Status.Closed
        : ResolvedAt is not null ? Status.Resolved
        : WaitingOn is Protocols.WaitingOn.Customer or Protocols.WaitingOn.ThirdParty ? Status.Waiting
        : Worked ? Status.InProgress
        : Status.Open;

    /// <summary>The customer wants it gone and a law keeps it: nobody works with what is personal in it.</summary>
    [JsonIgnore]
    public bool IsBlocked => ErasureAskedAt is not null && ClosedAt is not null;

    /// <summary>The id of the client that opened it; null where somebody else did.</summary>
    [JsonIgnore]
    public string? OpenedByClient => OpenedBy is { Role: "client" } opener ? opener.Id : null;

    [JsonIgnore]
    public bool IsQuestion => Type == "question";

    /// <summary>What became of the message that a fact called for; null where nothing is on record.</summary>
    public Delivery? DeliveryOf(long fact, Means by) => Deliveries.FirstOrDefault(delivery => delivery.Fact == fact && delivery.By == by);

    /// <summary>How often the company reached the customer on a local day, up to the most that is allowed.</summary>
    public int ReturnsOn(DateOnly day, TimeZoneInfo zone) => LastReturns.Count(at => at.LocalDay(zone) == day);

    /// <summary>The state that these facts, from the first on, lead to.</summary>
    public static Protocol Fold(IEnumerable<Fact> facts) =>
        facts.Aggregate((Protocol?)null, (state, fact) => state is null ? Begin(fact) : state.Apply(fact))
        ?? throw new ArgumentException("A protocol has at least the fact that opened it.", nameof(facts));

    private static Protocol Begin(Fact fact)
    {
        var opened = (Opened)fact.Terms;
        return new()
        {
            Number = opened.Number ?? throw new ArgumentException("The fact that opened a protocol names it.", nameof(fact)),
            Channel = opened.Channel,
            Catalog = opened.Catalog,
            OpenedAt = fact.At,
            OpenedBy = fact.By,
            Owner = opened.Owner,
            Occurrence = opened.Occurrence,
            Reason = opened.Reason,
            Type = opened.Type,
            ReceiptBy = opened.ReceiptBy ?? [],
            Tier = opened.Tier ?? Tier.N1,
            HomeTier = opened.Tier ?? Tier.N1,
            Department = opened.Department,
            HomeDepartment = opened.Department,
            HasSubject = opened.SubjectGiven == true,
            Facts = fact.N,
            LastAt = fact.At,
            Personal = Personal.From(fact.Body),
        };
    }

    /// <summary>The state after one more fact. Every kind has its line.</summary>
    public Protocol Apply(Fact fact)
    {
        var next = fact.Terms switch
        {
            Amended amended => this with
            {
                HasSubject = HasSubject || amended.Fields.Contains("subject"),
                Personal = Personal.Amend(amended.Fields, fact.Body),
            },
            Classified to => this with { Occurrence = to.Occurrence, Reason = to.Reason, Type = to.Type },
            WaitingSet waiting => this with { WaitingOn = waiting.On },
            Claimed claimed => this with { Owner = claimed.Owner },
            OwnerSet set => this with { Owner = set.Owner },
            ExecutorSet set => this with { Executor = set.Executor },
            EntryAdded entry => this.Enter(entry, fact),
            Resolved => Ended() with { ResolvedAt = fact.At },
            Closed closed => Ended() with { ClosedAt = fact.At, Outcome = closed.Outcome, RepeatedBy = closed.Together ?? [] },
            Reopened => this with
            {
                ResolvedAt = null,
                ClosedAt = null,
                Outcome = null,
                Reopenings = Reopenings + 1,
                Worked = true,
                Tier = HomeTier,
                Department = HomeDepartment,
                Solution = 0,
                Informed = 0,
                Missed = [],
                WrittenTo = false,
                LeftOpen = false,
            },
            Linked linked => this.Join(linked),
            CustomerRevealed => this,
            CallbackScheduled promised => this with { Callbacks = [.. Callbacks, new(fact.N, promised.Due, promised.Day, promised.Channel)] },
            CallbackKept kept => With(kept.Callback, callback => callback with { DoneAt = fact.At }),
            CallbackMissed missed => With(missed.Callback, callback => callback with { MissedAt = fact.At }),
            QuestionLeftOpen => this with { LeftOpen = true },
            DeadlineWarned warned => this with { Warnings = DeadlineFlag.Set(Warnings, new(warned.Target, warned.DueAt, fact.At)) },
            DeadlineBreached breached => this with { Breaches = DeadlineFlag.Set(Breaches, new(breached.Target, breached.DueAt, fact.At)) },
            ActionTaken taken => this with { Worked = true, ActionsTaken = [.. ActionsTaken.Union([taken.Action])] },
            EffectRequested requested => this.CallFor(requested, fact),
            EffectDone done => this.CarryOut(done, fact),
            TermExtended extended => this with { Extension = new(fact.At, extended.Policy, extended.Month) },
            Referred referred => this.Refer(referred, fact),
            ReferralAccepted accepted => this.Accept(accepted),
            Returned returned => this.GiveBack(returned),
            EscalationDead dead => this.Bury(dead),
            Redriven redriven => this.Revive(redriven, fact),
            SurveyAnswered answered => this with { Survey = new(answered.Score, fact.At) },
            CorrectionAsked asked => this with { Corrections = [.. Corrections, new(fact.N, asked.Field, fact.At)] },
            CorrectionAnswered answered => this.Answer(answered, fact),
            HistoryAsked asked => this with { HistoryRequests = [.. HistoryRequests, new(fact.N, asked.By, fact.At, null)] },
            HistorySent sent => this.Answer(sent, fact),
            ReceiptAsked => this,
            NotificationSent or NotificationFailed or NotificationDelivered or NotificationBounced or LetterListed => this.Deliver(fact),
            HoldSet or HoldLifted or ComplaintFiled or ContentExpired or ContentRemoved or PersonalDataErased or ErasureAsked => this.Keep(fact),
            StepDone done => this.Tick(done, fact),
            StepSkipped skipped => this.Tick(skipped, fact),
            RulesChanged changed => this with { Terms = changed.Catalog },
            RecordingLinked linked => this with { Recordings = [.. Recordings, Recording.Of(linked, fact)] },
            RecordingAskedFor asked => With(asked.Recording, recording => recording with { AskedForAt = fact.At }),
            RecordingDelivered got => With(got.Recording, recording => recording with { AskedForAt = null }),
            AttachmentAdded added => this with
            {
                Attachments = [.. Attachments, Attachment.Of(added, fact)],
                // What he sends is his answer.
                WaitingOn = WaitingOn == Protocols.WaitingOn.Customer && fact.By.Role is "consumer" or "client" ? null : WaitingOn,
            },
            _ => throw new ArgumentException($"A fact of kind '{fact.Terms.Kind}' has no place in the state.", nameof(fact)),
        };
        return next with { Clock = ClockMark.After(this, next, fact), Facts = fact.N, LastAt = fact.At };
    }

    /// <summary>Nobody works on it and nobody waits any more.</summary>
    private Protocol Ended() => this with
    {
        WaitingOn = null,
        Executor = null,
        Referrals = [],
        Callbacks = [.. Callbacks.Select(callback => callback.IsOpen ? callback with { Dropped = true } : callback)],
    };

    private Protocol With(long id, Func<Callback, Callback> change) =>
        this with { Callbacks = [.. Callbacks.Select(callback => callback.Id == id ? change(callback) : callback)] };

    private Protocol With(string recording, Func<Recording, Recording> change) =>
        this with { Recordings = [.. Recordings.Select(one => one.Id == recording ? change(one) : one)] };
}

/// <param name="Score">1 to 5, 5 is best.</param>
public sealed record Survey(int Score, DateTimeOffset At);

/// <param name="Id">Number of the fact that asked.</param>
/// <param name="SentAt">Null while it is owed.</param>
public sealed record HistoryRequest(long Id, DeliveryWay By, DateTimeOffset At, DateTimeOffset? SentAt)
{
    /// <summary>The request whose mail answered it, and with which it is open again; null where none did.</summary>
    public long? Mail { get; init; }
}
