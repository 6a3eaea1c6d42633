using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Protocols.Callbacks;
using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Ports;
using Protocols.Procedures;

namespace Protocols.Reporting;

/// <summary>
/// What one protocol adds to the reports, on the local day of its opening. Made anew from its facts whenever it has changed and replaced whole, so that
/// nothing is ever counted twice. Codes and numbers only: it stays when what is personal is erased.
/// </summary>
public sealed record Contribution
{
    /// <summary>What <see cref="Values"/> mean; goes up with any change of <see cref="Measure"/>.</summary>
    public const int Format = 3;

    public required string Number { get; init; }

    /// <summary>The local day of the opening; it never changes.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The store's version of the protocol that this was made of.</summary>
    public required string Version { get; init; }

    /// <summary>Under which definitions it was made.</summary>
    public required string Basis { get; init; }

    public string? Department { get; init; }
    public string? Agent { get; init; }
    public string? Type { get; init; }
    public string? Occurrence { get; init; }
    public string? Reason { get; init; }
    public required Channel Channel { get; init; }
    public required Tier Tier { get; init; }

    /// <summary>A value for each <see cref="Measure"/>.</summary>
    public required ImmutableArray<long> Values { get; init; }

    public required Neighbours Neighbours { get; init; }

    /// <summary>What lies ahead of it; null once it is resolved or closed.</summary>
    public Outlook? Outlook { get; init; }

    /// <summary>The code it stands under; null where it has none.</summary>
    public string? Of(Dimension dimension) => dimension switch
    {
        Dimension.Department => Department,
        Dimension.Agent => Agent,
        Dimension.Type => Type,
        Dimension.Occurrence => Occurrence,
        Dimension.Reason => Reason,
        Dimension.Channel => Codes<Channel>.Of(Channel),
        Dimension.Tier => Codes<Tier>.Of(Tier),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    /// <param name="facts">All of them, from the first on.</param>
    /// <param name="version">The store's, of the protocol as it was read.</param>
    public static Contribution Of(
        Protocol state, IReadOnlyList<Fact> facts, Neighbours neighbours, Rules rules, ReportWindow window, string version)
    {
        // As it stood after its last fact: what time alone brings is written down by the service itself and is a fact, too.
        var clocks = rules.Clocks(state, state.LastAt);
        return new()
        {
            Number = state.Number,
            Day = state.OpenedAt.LocalDay(rules.Zone),
            Version = version,
            Basis = window.Basis,
            Department = state.Department ?? facts.Select(fact => fact.Terms).OfType<ReferralAccepted>().LastOrDefault(accepted => accepted.Department is not null)?.Department,
            Agent = state.Owner?.Id,
            Type = state.Type,
            Occurrence = state.Occurrence,
            Reason = state.Reason,
            Channel = state.Channel,
            Tier = state.Tier,
            Values = [.. Measured(state, facts, neighbours, rules, window, clocks)],
            Neighbours = neighbours,
            Outlook = state.ResolvedAt is null && state.ClosedAt is null ? Outlook.Of(state, clocks) : null,
        };
    }

    private static long[] Measured(
        Protocol state, IReadOnlyList<Fact> facts, Neighbours neighbours, Rules rules, ReportWindow window, Clocks clocks)
    {
        var values = new long[Measures.Count];
        void Add(Measure measure, long value) => values[(int)measure] += value;
        void Mark(Measure measure, bool holds) => Add(measure, holds ? 1 : 0);

        Mark(Measure.Protocols, true);
        Mark(Measure.Resolved, state.ResolvedAt is not null);
        Mark(Measure.Unresolved, state.ResolvedAt is null && state.ClosedAt is null);
        Mark(Measure.Abandoned, state.Outcome == Outcome.Abandoned);
        Mark(Measure.Unreachable, state.Outcome == Outcome.Unreachable);
        Mark(Measure.Reopened, state.Reopenings > 0);
        if (state.ResolvedAt is { } resolved)
        {
            var (elapsed, working) = rules.HandlingTime(state, resolved);
            Add(Measure.HandlingTime, (long)elapsed.TotalMilliseconds);
            Mark(Measure.Timed, working is not null);
            Add(Measure.WorkingTime, (long)(working ?? default).TotalMilliseconds);
            var adherence = Adherence.Of(state, rules.Catalogue);
            Add(Measure.Steps, adherence.Steps);
            Add(Measure.StepsDone, adherence.Done);
            Add(Measure.StepsAnswered, adherence.Done + adherence.Skipped);
            Mark(Measure.FirstContact, !neighbours.Recontacted && !CameBack(state, facts, rules.Zone, window));
        }
        if (FirstResponse(state) is { } responded)
        {
            Mark(Measure.Responded, true);
            Add(Measure.ResponseTime, (long)(responded - state.OpenedAt).TotalMilliseconds);
        }
        Mark(Measure.Identified, neighbours.Identified);
        Mark(Measure.Returning, neighbours.Returning);
        Mark(Measure.Repeated, neighbours.Repeats);
        Mark(Measure.Surveyed, state.Survey is not null);
        Mark(Measure.Satisfied, state.Survey?.Score >= 4);
        Add(Measure.Score, state.Survey?.Score ?? 0);
        Add(Measure.ReturnsDue, state.Callbacks.Count(one => (one.DoneAt ?? one.MissedAt) is not null));
        Add(Measure.ReturnsKept, state.Callbacks.Count(one => one.MissedAt is null && one.DoneAt <= one.At + Callback.Grace));
        var referrals = facts.Count(fact => fact.Terms is Referred);
        Add(Measure.Referrals, referrals);
        Mark(Measure.Escalated, referrals > 0);
        Mark(Measure.PingPong, state.PingPong > 0);
        var help = facts.Count(fact => fact.Terms is ActionTaken { CountsAgainstPerformance: true });
        Add(Measure.HelpRequests, help);
        Mark(Measure.Helped, help > 0);
        foreach (var deadline in clocks.Deadlines)
        {
            // A breach on record stays one, whatever the terms say since.
            var missed = deadline.State == DeadlineState.Breached || state.Breaches.Any(breach => breach.Target == deadline.Target);
            Mark(deadline.Target.Missed(), missed);
            Mark(deadline.Target.Met(), !missed && deadline.State == DeadlineState.Met);
        }
        return values;
    }

    private static DateTimeOffset? FirstResponse(Protocol state) =>
        state.Channel is Channel.Phone or Channel.InPerson ? state.OpenedAt
        : state.Clock.FirstOrDefault(mark => mark.Is == ClockEvent.Contacted)?.At;

    /// <summary>About this very case, on a later day than it was opened on.</summary>
    private static bool CameBack(Protocol state, IReadOnlyList<Fact> facts, TimeZoneInfo zone, ReportWindow window)
    {
        var (day, until) = (state.OpenedAt.LocalDay(zone), state.OpenedAt + window.Recontact);
        return facts.Any(fact => fact.At <= until && (fact.Terms is Reopened
            || (fact.Terms is EntryAdded { Entry: EntryKind.Contact, Direction: Direction.Inbound } && fact.At.LocalDay(zone) > day)));
    }
}

/// <summary>What the other protocols of the same customer make of one.</summary>
/// <param name="Identified">Whether the customer can be known again.</param>
/// <param name="Returning">He had one in the year before.</param>
/// <param name="Repeats">He had one about the same within the window before.</param>
/// <param name="Recontacted">He has another about the same within the window after.</param>
/// <param name="Kin">The numbers of his others within the window on either side, for which this one matters as they do for it.</param>
public sealed record Neighbours(bool Identified, bool Returning, bool Repeats, bool Recontacted, IReadOnlyList<string> Kin)
{
    public static Neighbours None { get; } = new(false, false, false, false, []);
}

/// <summary>What lies ahead of a protocol that is not resolved.</summary>
/// <param name="DueAt">The earliest due date that is not met; null where none is open, or all are paused.</param>
/// <param name="Target">What is due then.</param>
public sealed record Outlook(
    string Number, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, Target? Target, string? Owner, string? Department, string? Occurrence, Tier Tier)
{
    public static Outlook Of(Protocol state, Clocks clocks) => new(
        state.Number, state.OpenedAt, clocks.NextDue?.DueAt, clocks.NextDue?.Target, state.Owner?.Id, state.Department, state.Occurrence, state.Tier);
}

/// <summary>How long a customer who comes back about the same comes back for the first time having failed.</summary>
/// <param name="RecontactDays">Days from the opening on.</param>
public sealed record ReportWindow(int RecontactDays)
{
    public const int UsualDays = 7, MostDays = 90;

    /// <summary>So long a customer is known to return.</summary>
    public static TimeSpan Loyalty { get; } = TimeSpan.FromDays(365);

    public TimeSpan Recontact => TimeSpan.FromDays(RecontactDays);

    /// <summary>What contributions depend on beside their protocols; made under another they are made anew.</summary>
    public string Basis => $"{Contribution.Format}/{RecontactDays}";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(Contribution))]
[JsonSerializable(typeof(Outlook))]
[JsonSerializable(typeof(ReportMark))]
public sealed partial class ReportJson : JsonSerializerContext;
