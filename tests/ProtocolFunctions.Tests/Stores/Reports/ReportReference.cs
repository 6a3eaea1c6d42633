using Protocols;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Facts;

namespace ProtocolFunctions.Tests.Stores.Reports;

/// <summary>
/// Every indicator as docs/indicators.md defines it, counted slowly from the facts of all protocols at once: no contribution, no sum that is kept, no
/// neighbour that was looked for. Working time is counted minute by minute.
/// </summary>
internal sealed class ReportReference(IReadOnlyList<ReportReference.Told> all, TimeZoneInfo zone, int window)
{
    internal sealed class Told(Protocol state, IReadOnlyList<Fact> facts, Rules rules)
    {
        private readonly Lazy<IReadOnlyList<Deadline>> deadlines = new(() => rules.Clocks(state, state.LastAt).Deadlines);
        private double? elapsed, worked;

        public Protocol State => state;

        public IReadOnlyList<Fact> Facts => facts;

        public Rules Rules => rules;

        public IReadOnlyList<Deadline> Deadlines => deadlines.Value;

        /// <summary>Minutes from the opening to the solution, counted once.</summary>
        public double Elapsed => elapsed ??= Minutes(this, working: false);

        public double Worked => worked ??= Minutes(this, working: true);

        public DateTimeOffset Opened => Facts[0].At;

        public DateTimeOffset? ResolvedAt
        {
            get
            {
                DateTimeOffset? at = null;
                foreach (var fact in Facts)
                    at = fact.Terms is Resolved ? fact.At : fact.Terms is Reopened ? null : at;
                return at;
            }
        }

        public bool IsClosed => Facts.LastOrDefault(fact => fact.Terms is Closed or Reopened)?.Terms is Closed;
    }

    public static async Task<ReportReference> ReadAsync(StoreUnderTest store, IEnumerable<string> numbers, int window)
    {
        var (all, book) = (new List<Told>(), store.Book());
        foreach (var number in numbers)
        {
            var stored = await store.FindAsync(number);
            using var found = Case.Open(stored, StoreCases.Ring);
            all.Add(new(found.State, await store.Protocols.ReadAsync(found, 1, found.State.Facts, default), await book.OfAsync(found.State, default)));
        }
        return new(all, book.Zone, window);
    }

    /// <summary>Value and base of an indicator over the protocols that are chosen.</summary>
    public (double? Value, long Base) Of(string indicator, Func<Told, bool> chosen)
    {
        var own = all.Where(chosen).ToList();
        var resolved = own.Where(one => one.ResolvedAt is not null).ToList();
        var known = own.Where(one => Marks(one).Count > 0).ToList();
        var scores = own.SelectMany(one => one.Facts).Select(fact => fact.Terms).OfType<SurveyAnswered>().Select(answer => answer.Score).ToList();
        var returns = own.SelectMany(Returns).ToList();
        var help = own.Select(one => one.Facts.Count(fact => fact.Terms is ActionTaken { Action: "request-help" })).ToList();
        return indicator switch
        {
            "protocols" => (own.Count, own.Count),
            "resolved" => (resolved.Count, resolved.Count),
            "unresolved" => Count(own.Count(one => one.ResolvedAt is null && !one.IsClosed)),
            "abandoned" => Share(own, one => EndedAs(one, Outcome.Abandoned)),
            "unreachable" => Share(own, one => EndedAs(one, Outcome.Unreachable)),
            "handlingTime" => Mean(resolved.Select(one => one.Elapsed * 60)),
            "handlingTimeWorking" => Mean(resolved.Where(one => TermOf(one) is not null).Select(one => one.Worked * 60)),
            "firstResponseTime" => Mean(own.Where(one => FirstResponse(one) is not null).Select(one => (FirstResponse(one)!.Value - one.Opened).TotalSeconds)),
            "firstContactResolution" => Share(resolved, one => !CameBack(one) && !all.Any(other => IsAgain(one, other))),
            "reopened" => Share(own, one => one.Facts.Any(fact => fact.Terms is Reopened)),
            "satisfaction" => (scores.Count == 0 ? null : (double)scores.Count(score => score > 3) / scores.Count, scores.Count),
            "satisfactionScore" => Mean(scores.Select(score => (double)score)),
            "answerRate" => (resolved.Count == 0 ? null : (double)scores.Count / resolved.Count, resolved.Count),
            "returningCustomers" => Share(known, one => all.Any(other => IsBefore(other, one) && IsSamePerson(one, other) && !AreOmbudsmans(one, other) && one.Opened - other.Opened <= TimeSpan.FromDays(365))),
            "repeatContacts" => Share(known, one => all.Any(other => IsAgain(other, one))),
            "returnPunctuality" => (returns.Count == 0 ? null : (double)returns.Count(kept => kept) / returns.Count, returns.Count),
            "sla" => Attained(own, Target.FirstResponse, Target.NextReturn, Target.Resolution),
            "slaFirstResponse" => Attained(own, Target.FirstResponse),
            "slaNextReturn" => Attained(own, Target.NextReturn),
            "slaResolution" => Attained(own, Target.Resolution),
            "legal" => Attained(own, Target.LegalAnswer, Target.NumberDelivery, Target.HistoryDelivery, Target.RecordingCopy, Target.DataCorrection),
            "legalAnswer" => Attained(own, Target.LegalAnswer),
            "legalNumberDelivery" => Attained(own, Target.NumberDelivery),
            "legalHistoryDelivery" => Attained(own, Target.HistoryDelivery),
            "legalRecordingCopy" => Attained(own, Target.RecordingCopy),
            "legalDataCorrection" => Attained(own, Target.DataCorrection),
            "escalated" => Share(own, one => one.Facts.Any(fact => fact.Terms is Referred)),
            "escalations" => Count(own.Sum(one => one.Facts.Count(fact => fact.Terms is Referred))),
            "pingPong" => Share([.. own.Where(one => one.Facts.Any(fact => fact.Terms is Referred))], WentBackAndForth),
            "procedureAdherence" => Ticked(resolved, skipped: false),
            "procedureAnswered" => Ticked(resolved, skipped: true),
            "helpRequests" => Count(help.Sum()),
            "helped" => (own.Count == 0 ? null : (double)help.Count(asked => asked > 0) / own.Count, own.Count),
            _ => throw new ArgumentException($"The reference knows no '{indicator}'.", nameof(indicator)),
        };
    }

    private static (double? Value, long Base) Count(int count) => (count, count);

    private static (double? Value, long Base) Share(List<Told> of, Func<Told, bool> counts) => (of.Count == 0 ? null : (double)of.Count(counts) / of.Count, of.Count);

    private static (double? Value, long Base) Mean(IEnumerable<double> values) => values.ToList() is { Count: > 0 } some ? (some.Average(), some.Count) : (null, 0);

    private static bool EndedAs(Told one, Outcome outcome) => one.IsClosed && one.Facts.Last(fact => fact.Terms is Closed).Terms is Closed closed && closed.Outcome == outcome;

    private static Term? TermOf(Told one) =>
        one.Rules.Catalogue.PolicyOf(one.State.Occurrence).Targets.FirstOrDefault(rule => rule.Target == Target.Resolution)?.Terms[0];

    private static double Minutes(Told one, bool working)
    {
        var calendar = working ? one.Rules.Catalogue.CalendarsIn(one.Rules.Zone)[TermOf(one)!.Calendar] : null;
        var (minutes, waits, ended, next) = (0, false, false, 0);
        var (resolved, closed, waiting) = (false, false, (WaitingOn?)null);
        var state = (Protocol?)null;
        for (var at = one.Opened; at < one.ResolvedAt; at = at.AddMinutes(1))
        {
            for (; next < one.Facts.Count && one.Facts[next].At <= at; next++)
            {
                state = state is null ? Protocol.Fold([one.Facts[0]]) : state.Apply(one.Facts[next]);
                (resolved, closed, waiting) = (state.ResolvedAt is not null, state.ClosedAt is not null, state.WaitingOn);
            }
            (ended, waits) = (resolved || closed, waiting == WaitingOn.Customer);
            if (!ended && !(working && waits) && (calendar is null || calendar.Between(at, at.AddMinutes(1)) > TimeSpan.Zero))
                minutes++;
        }
        return minutes;
    }

    private static DateTimeOffset? FirstResponse(Told one) =>
        one.State.Channel is Channel.Phone or Channel.InPerson ? one.Opened
        : one.Facts.FirstOrDefault(fact => fact.Terms is EntryAdded { Entry: EntryKind.Contact, Direction: Direction.Outbound })?.At;

    private bool CameBack(Told one) => one.Facts.Any(fact => fact.At <= one.Opened.AddDays(window) && (fact.Terms is Reopened
        || (fact.Terms is EntryAdded { Entry: EntryKind.Contact, Direction: Direction.Inbound } && fact.At.LocalDay(zone) != one.Opened.LocalDay(zone))));

    /// <summary>The second is the same customer's, about the same as the first, and within the window after it.</summary>
    private bool IsAgain(Told first, Told second) =>
        IsBefore(first, second) && second.Opened <= first.Opened.AddDays(window) && IsSamePerson(first, second) && !AreOmbudsmans(first, second)
        && ((first.State.Occurrence is { } occurrence && occurrence == second.State.Occurrence)
            || first.Facts.Select(fact => fact.Terms).OfType<Linked>().Any(link => link.Number == second.State.Number && link.Link is LinkKind.FollowUp or LinkKind.Duplicate)
            || second.Facts.Select(fact => fact.Terms).OfType<Linked>().Any(link => link.Number == first.State.Number && link.Link is LinkKind.FollowUp or LinkKind.Duplicate));

    private static bool AreOmbudsmans(Told one, Told other) => one.State.Links.Any(link => link.Number == other.State.Number && link.Kind == LinkKind.Ombudsman);

    private static bool IsBefore(Told one, Told other) => one.Opened < other.Opened;

    private static bool IsSamePerson(Told one, Told other) => Marks(one).Intersect(Marks(other)).Any();

    private static List<string> Marks(Told one) =>
        [.. new[] { one.State.Personal.Customer?.Document, one.State.Personal.Customer?.Phone, one.State.Personal.Customer?.Email }.OfType<string>()];

    /// <summary>Of each return that was made or missed, whether it was made in time.</summary>
    private static IEnumerable<bool> Returns(Told one)
    {
        foreach (var fact in one.Facts.Where(fact => fact.Terms is CallbackScheduled))
        {
            var kept = one.Facts.FirstOrDefault(other => other.Terms is CallbackKept done && done.Callback == fact.N)?.At;
            var missed = one.Facts.Any(other => other.Terms is CallbackMissed gone && gone.Callback == fact.N);
            if (kept is not null || missed)
                yield return !missed && kept <= ((CallbackScheduled)fact.Terms).Due.AddMinutes(30);
        }
    }

    private static (double? Value, long Base) Attained(List<Told> own, params Target[] targets)
    {
        var (met, missed) = (0, 0);
        foreach (var one in own)
        {
            foreach (var target in targets)
            {
                var deadline = one.Deadlines.FirstOrDefault(due => due.Target == target);
                if (deadline is null)
                    continue;
                if (deadline.BreachedAt is not null || one.Facts.Any(fact => fact.Terms is DeadlineBreached breach && breach.Target == target))
                    missed++;
                else if (deadline.MetAt is not null)
                    met++;
            }
        }
        return (met + missed == 0 ? null : (double)met / (met + missed), met + missed);
    }

    /// <summary>The last word on each step of what fits the case at the end counts.</summary>
    private static (double? Value, long Base) Ticked(List<Told> resolved, bool skipped)
    {
        var (steps, ticked) = (0, 0);
        foreach (var one in resolved)
        {
            foreach (var procedure in one.Rules.Catalogue.Procedures.Where(procedure => procedure.Types.Contains(one.State.Type ?? "")
                && (procedure.Channels is not { Count: > 0 } channels || channels.Contains(one.State.Channel))))
            {
                foreach (var step in procedure.Steps.Select(step => step.Code))
                {
                    var last = one.Facts.Select(fact => fact.Terms).LastOrDefault(terms =>
                        (terms is StepDone done && (done.Procedure, done.Step) == (procedure.Code, step))
                        || (terms is StepSkipped left && (left.Procedure, left.Step) == (procedure.Code, step)));
                    steps++;
                    ticked += last is StepDone || (skipped && last is not null) ? 1 : 0;
                }
            }
        }
        return (steps == 0 ? null : (double)ticked / steps, steps);
    }

    private static bool WentBackAndForth(Told one)
    {
        var back = false;
        foreach (var fact in one.Facts)
        {
            if (back && fact.Terms is ReferralAccepted)
                return true;
            back = fact.Terms is Returned || (back && fact.Terms is not ReferralAccepted);
        }
        return false;
    }
}
