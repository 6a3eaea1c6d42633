using System.Text.Json.Serialization;
using Protocols.Catalog;
using Protocols.People;

namespace Protocols.Facts;

/// <summary>
/// What happened, in the past tense: codes and dates only, nothing personal, since terms stay readable for ever. What is
/// personal stands in the fact's <see cref="FactBody"/>. A closed set: <see cref="FactKinds"/> lists it, and kinds never change.
/// </summary>
public abstract record FactTerms
{
    /// <summary>The stable name in the chain and on the timeline.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }
}

/// <summary>A contact began and got its number (M1).</summary>
/// <param name="Catalog">Version of the company's rules the protocol stays under.</param>
/// <param name="Owner">Null when a channel's back end opened it; it is claimed later.</param>
/// <param name="ReceiptBy">How the customer wants the number sent (M4).</param>
public sealed record Opened(
    Channel Channel,
    int Catalog,
    StaffMember? Owner,
    string? Occurrence,
    string? Reason,
    string? Type,
    IReadOnlyList<string>? ReceiptBy) : FactTerms
{
    /// <summary>The protocol's number, so that no chain can be filed under another. Set as the fact is put on record.</summary>
    public string? Number { get; init; }

    /// <summary>Whether the subject came with the opening; the body that says it may be erased.</summary>
    public bool? SubjectGiven { get; init; }

    /// <summary>The line of support it was opened for; absent for the first.</summary>
    public Tier? Tier { get; init; }

    /// <summary>The department it was opened in; absent where the company does not keep departments apart.</summary>
    public string? Department { get; init; }

    public override string Kind => "opened";
}

/// <summary>Fields were given, changed or removed; a field named here that the body lacks was removed.</summary>
public sealed record Amended(IReadOnlyList<string> Fields) : FactTerms
{
    public override string Kind => "amended";
}

/// <summary>The occurrence or its reason was set; all null when the classification was taken back.</summary>
public sealed record Classified(string? Occurrence, string? Reason, string? Type) : FactTerms
{
    public override string Kind => "classified";
}

/// <summary>The case waits for somebody, or for nobody any more (M9).</summary>
public sealed record WaitingSet(WaitingOn? On) : FactTerms
{
    public override string Kind => "waiting-set";
}

/// <summary>An unowned protocol got its owner, for good (M7).</summary>
public sealed record Claimed(StaffMember Owner) : FactTerms
{
    public override string Kind => "claimed";
}

/// <summary>A supervisor named another owner because the first has left; the reason stands in the body.</summary>
public sealed record OwnerSet(StaffMember Owner) : FactTerms
{
    public override string Kind => "owner-set";
}

/// <summary>Somebody else executes, or the case was given back to its owner (null) (M7).</summary>
public sealed record ExecutorSet(StaffMember? Executor) : FactTerms
{
    public override string Kind => "executor-set";
}

/// <summary>An entry of the resolution journal (M8); its text stands in the body.</summary>
/// <param name="Reached">Contacts only: whether the customer was reached.</param>
/// <param name="CustomerInformed">Contacts only: the customer now knows of the solution (M11).</param>
public sealed record EntryAdded(Channel? Channel, Direction? Direction, bool? Reached, bool? CustomerInformed) : FactTerms
{
    /// <summary>Stands as the fact's kind, so it is not repeated among the terms.</summary>
    [JsonIgnore]
    public EntryKind Entry { get; init; }

    /// <summary>
    /// Outbound contacts only: the catalogue's message that it is, which the service itself sends. Absent where somebody tells of a
    /// contact that he made.
    /// </summary>
    public string? Template { get; init; }

    public override string Kind => Codes<EntryKind>.Of(Entry);
}

/// <summary>The problem is solved; the customer may not know yet.</summary>
public sealed record Resolved : FactTerms
{
    public override string Kind => "resolved";
}

/// <summary>The case ended (M11).</summary>
public sealed record Closed(Outcome Outcome) : FactTerms
{
    /// <summary>Numbers of the complaints that repeat it and end with it; absent where none does.</summary>
    public IReadOnlyList<string>? Together { get; init; }

    public override string Kind => "closed";
}

/// <summary>The case goes on after its end (M13); the reason stands in the body.</summary>
public sealed record Reopened : FactTerms
{
    public override string Kind => "reopened";
}

/// <summary>Somebody saw the customer's data in full; the reason stands in the body.</summary>
public sealed record CustomerRevealed : FactTerms
{
    public override string Kind => "customer-revealed";
}

/// <summary>A return was promised to the customer (M10).</summary>
/// <param name="Day">The local day it counts for.</param>
public sealed record CallbackScheduled(
    [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset Due, DateOnly Day, Channel Channel) : FactTerms
{
    public override string Kind => "callback-scheduled";
}

/// <summary>The contact that was promised was made; the entry before it says how (M10).</summary>
/// <param name="Callback">Number of the fact that promised it.</param>
public sealed record CallbackKept(long Callback) : FactTerms
{
    public override string Kind => "callback-kept";
}

/// <summary>Nobody made the contact that was promised (M10). Written once, maybe late.</summary>
/// <param name="Callback">Number of the fact that promised it.</param>
public sealed record CallbackMissed(long Callback) : FactTerms
{
    public override string Kind => "callback-missed";
}

/// <summary>A question was not answered and closed in its call (M6).</summary>
public sealed record QuestionLeftOpen : FactTerms
{
    public override string Kind => "question-left-open";
}

/// <summary>A due date drew near (M16).</summary>
/// <param name="DueAt">The due date that was warned of; it may have moved since.</param>
public sealed record DeadlineWarned(
    Target Target, [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset DueAt) : FactTerms
{
    public override string Kind => "deadline-warned";
}

/// <summary>A due date passed and what was due had not been done (M16). Written once for each due date, maybe late.</summary>
/// <param name="DueAt">When it was breached.</param>
public sealed record DeadlineBreached(
    Target Target, [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset DueAt) : FactTerms
{
    public override string Kind => "deadline-breached";
}

/// <summary>Staff did something that the catalogue offers (M12). Its texts stand in the body, what follows from it in the facts after it.</summary>
/// <param name="Action">Its code in the catalogue.</param>
/// <param name="Effects">What it brings about, as the catalogue said then.</param>
public sealed record ActionTaken(string Action, IReadOnlyList<ActionEffect> Effects) : FactTerms
{
    /// <summary>The codes and dates that were given with it.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }

    /// <summary>Business facts that were not known and that whoever acted vouched for.</summary>
    public IReadOnlyList<string>? Confirmed { get; init; }

    /// <summary>The message to the customer; as it was written it stands in the contact that follows.</summary>
    public string? Template { get; init; }

    /// <summary>Who carries the effects out.</summary>
    public string? Department { get; init; }

    public bool? CountsAgainstPerformance { get; init; }

    public override string Kind => "action-taken";
}

/// <summary>The case is to go to another line, department or person (M17, M18): one of them; the reason stands in the body. Its id is the fact's number.</summary>
public sealed record Referred(Tier? Tier, string? Department, StaffMember? Person) : FactTerms
{
    /// <summary>The target whose due date made the service refer it by itself; absent where somebody did.</summary>
    public Target? Because { get; init; }

    public override string Kind => "referred";
}

/// <summary>A referral arrived where it was to go.</summary>
/// <param name="Referral">The fact that asked for it.</param>
/// <param name="Tier">The case's line from now on.</param>
/// <param name="Department">The case's department from now on.</param>
/// <param name="Executor">Who was named; null where any agent of the line or department may take it.</param>
/// <param name="Protocol">The number under which the ombudsman works, where it went there.</param>
public sealed record ReferralAccepted(long Referral, Tier Tier, string? Department, StaffMember? Executor, string? Protocol) : FactTerms
{
    public override string Kind => "referral-accepted";
}

/// <summary>A referral's receiver gave the case back (M17); the guidance stands in the body.</summary>
public sealed record Returned(long Referral) : FactTerms
{
    public override string Kind => "returned";
}

/// <summary>The message of a referral could not be handled and lies among the dead letters (M19).</summary>
/// <param name="Reason">The dead letter's own.</param>
public sealed record EscalationDead(long Referral, string Reason) : FactTerms
{
    public override string Kind => "escalation-dead";
}

/// <summary>Somebody had a dead escalation sent again (M19).</summary>
public sealed record Redriven(long Referral) : FactTerms
{
    public override string Kind => "redriven";
}

/// <summary>The company applied its policies and calendars to the protocols that were open (M15).</summary>
/// <param name="Catalog">The version that they are of.</param>
public sealed record RulesChanged(int Catalog) : FactTerms
{
    public override string Kind => "rules-changed";
}

/// <summary>A leg of a call was recorded, and the recording is kept (M25).</summary>
/// <param name="Id">What it is kept under.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
/// <param name="StartedAt">When the recording begins; it is kept from then on.</param>
/// <param name="Duration">In seconds, as whoever recorded it says.</param>
/// <param name="KeepUntil">Not removed before this, as the rules were when it came.</param>
public sealed record RecordingLinked(
    string Id,
    string MediaType,
    long Size,
    string Sha256,
    [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset StartedAt,
    int Duration,
    [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset KeepUntil) : FactTerms
{
    public override string Kind => "recording-linked";
}

/// <summary>The customer wants a copy of a recording (M25).</summary>
public sealed record RecordingAskedFor(string Recording) : FactTerms
{
    public override string Kind => "recording-asked-for";
}

/// <summary>The customer got the recording that he had asked for (M25).</summary>
public sealed record RecordingDelivered(string Recording) : FactTerms
{
    public override string Kind => "recording-delivered";
}

/// <summary>A photo or document belongs to the case (M25); its name, where it has one, stands in the body.</summary>
/// <param name="Id">What it is kept under.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
public sealed record AttachmentAdded(string Id, string MediaType, long Size, string Sha256) : FactTerms
{
    public override string Kind => "attachment-added";
}
