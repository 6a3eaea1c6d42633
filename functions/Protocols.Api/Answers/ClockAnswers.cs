using Protocols.Calendars;
using Protocols.Callbacks;
using Protocols.Deadlines;

namespace Protocols.Api.Answers;

/// <summary>A return that was promised.</summary>
/// <param name="DoneAt">When the contact was made; null where it was not.</param>
internal sealed record CallbackAnswer(string Id, DateTimeOffset At, Channel Channel, CallbackState State, DateTimeOffset? MissedAt, DateTimeOffset? DoneAt);

/// <summary>A day's returns, in order of time.</summary>
internal sealed record CallListAnswer(IReadOnlyList<CallAnswer> Items, string? NextCursor);

/// <summary>A return on somebody's call list.</summary>
internal sealed record CallAnswer(
    string Number, string Spoken, string? Subject, PersonAnswer? Owner, string Id, DateTimeOffset At, Channel Channel, CallbackState State);

/// <summary>How one deadline stands.</summary>
/// <param name="DueAt">The first instant after the term; null while it is paused.</param>
internal sealed record DeadlineAnswer(
    DateTimeOffset? DueAt, DeadlineState State, DateTimeOffset? WarnedAt, DateTimeOffset? BreachedAt, DateTimeOffset? MetAt);

/// <summary>Every term of a protocol, explained.</summary>
internal sealed record LedgerAnswer(IReadOnlyList<LedgerLineAnswer> Items);

/// <summary>One term: by which rule, since when, until when, and what its clock did.</summary>
/// <param name="Decides">Whether it is this term's date that is the target's.</param>
/// <param name="DueIfResumed">While it is paused: when it would be due if it ran again from now on.</param>
/// <param name="Extension">What its extension has added, in the same unit; null where it has had none.</param>
internal sealed record LedgerLineAnswer(
    Target Target,
    int Amount,
    TermUnit Unit,
    string Calendar,
    bool Pauses,
    RuleAnswer Rule,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? DueIfResumed,
    int? Extension,
    bool Decides,
    IReadOnlyList<SegmentAnswer> Segments);

/// <param name="Version">Of the catalogue that it stands in.</param>
/// <param name="Verified">The text of the norm was read; otherwise it must be confirmed before it is relied on.</param>
internal sealed record RuleAnswer(string Article, string Source, bool Verified, int Version);

internal sealed record SegmentAnswer(DateTimeOffset From, DateTimeOffset To, SegmentKind Kind);

/// <summary>What a sweep did.</summary>
/// <param name="Found">Protocols whose time had come.</param>
/// <param name="Written">Facts that were written; in a dry run those that would be.</param>
/// <param name="Failed">The numbers of those that could not be attended to and were put off.</param>
/// <param name="Busy">Another was just doing it, so nothing was done.</param>
internal sealed record SweepAnswer(int Found, int Written, IReadOnlyList<string> Failed, bool Busy);
