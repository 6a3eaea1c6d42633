using FsCheck;
using FsCheck.Fluent;
using Protocols.Calendars;
using Protocols.Deadlines;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

/// <summary>Over random cases: what is told of them at any instant agrees with going through them minute by minute.</summary>
[Trait("Requirement", "M15")]
[Trait("Requirement", "M16")]
public sealed class DeadlinePropertyTests
{
    private static readonly Policy both = Watch.Company.Beside(Watch.Sac);

    [Fact]
    public void A_resolution_is_due_when_its_minutes_have_run_neither_paused_nor_out_of_hours_nor_ended() => Holds(60, (random, story) =>
    {
        var minutes = random.Next(1, 1500);
        var policy = Watch.Of(Target.Resolution, Watch.Term(minutes, TermUnit.WorkingMinutes, pauses: true));
        var now = story.Now.AddMinutes(random.Next(0, 3000));
        var deadline = Clocks.Of(story, policy, Watch.Calendars, now).Deadlines[0];
        var end = deadline.MetAt ?? now;

        var ran = 0;
        DateTimeOffset? slow = null;
        for (var at = story.State.OpenedAt; at < end && slow is null; at = at.AddMinutes(1))
        {
            if (Runs(story.State.Clock, at) && Calendar.Office.Between(at, at.AddMinutes(1)) > TimeSpan.Zero && ++ran == minutes)
                slow = at.AddMinutes(1);
        }
        return deadline.BreachedAt == slow && (slow is not null || deadline.DueAt is null || deadline.DueAt > end);
    });

    [Fact]
    public void Nothing_falls_due_while_paused() => Holds(200, (random, story) =>
    {
        var unit = new[] { TermUnit.CalendarDays, TermUnit.BusinessDays, TermUnit.Closings }[random.Next(3)];
        var policy = Watch.Of(Target.LegalAnswer, Watch.Term(random.Next(1, 6), unit, pauses: true, rollForward: random.Next(2) == 0));
        var deadline = Clocks.Of(story, policy, Watch.Calendars, story.Now).Deadlines[0];
        // Once it is met, what is paused later no longer concerns it.
        return deadline is not { MetAt: null, DueAt: { } due } || !new CaseTimes(story).Waiting.Exists(pause => pause.Contains(due));
    });

    [Fact]
    public void Whatever_has_been_written_the_next_change_lies_ahead_and_asking_again_writes_nothing() => Holds(150, (random, story) =>
    {
        var now = story.Now.AddMinutes(random.Next(0, 20_000));
        var swept = story.At(now).Decided(FlagDeadlines.Decide(story, both, Watch.Calendars, now));
        return FlagDeadlines.Decide(swept, both, Watch.Calendars, now).Facts.Count == 0
            && !(Clocks.Of(swept, both, Watch.Calendars, now).NextChange <= now);
    });

    [Fact]
    public void Until_the_next_change_nothing_has_to_be_written() => Holds(150, (random, story) =>
    {
        var clocks = Clocks.Of(story, both, Watch.Calendars, story.Now);
        return clocks.NextChange is not { } next || (next <= story.Now
            ? FlagDeadlines.Decide(story, both, Watch.Calendars, story.Now).Facts.Count > 0
            : FlagDeadlines.Decide(story, both, Watch.Calendars, next.AddMilliseconds(-1)).Facts.Count == 0
                && FlagDeadlines.Decide(story, both, Watch.Calendars, next).Facts.Count > 0);
    });

    [Fact]
    public void What_ran_in_a_ledger_is_never_more_than_the_term_and_all_of_it_where_it_is_due() => Holds(100, (random, story) =>
    {
        var policy = Watch.Of(Target.Resolution, Watch.Term(random.Next(1, 1500), TermUnit.WorkingMinutes, pauses: true));
        var line = Assert.Single(Ledger.Of(story, policy, Watch.Calendars, story.Now));
        var ran = line.Segments.Where(segment => segment.Kind == SegmentKind.Running).Sum(segment => (segment.To - segment.From).TotalMinutes);
        return line.DueAt is { } due && line.Segments is [.., var last] && last.To == due
            ? ran == line.Term.Amount
            : ran <= line.Term.Amount;
    });

    private static bool Runs(IEnumerable<ClockMark> marks, DateTimeOffset at)
    {
        var (waiting, ended) = (false, false);
        foreach (var mark in marks.TakeWhile(mark => mark.At <= at))
        {
            waiting = mark.Is == ClockEvent.Waiting || (waiting && mark.Is != ClockEvent.Resumed);
            ended = mark.Is is ClockEvent.Resolved or ClockEvent.Closed || (ended && mark.Is != ClockEvent.Reopened);
        }
        return !waiting && !ended;
    }

    private static void Holds(int tests, Func<Random, Story, bool> property) =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            return property(random, Case(random));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    /// <summary>A case of up to a dozen things that move a clock, at whole minutes over about two weeks with a holiday.</summary>
    private static Story Case(Random random)
    {
        var story = Watch.Opened("2026-04-27 08:00", random.Next(2) == 0 ? Channel.Email : Channel.Phone).WithSubject();
        for (var steps = random.Next(12); steps > 0; steps--)
        {
            story = story.After(TimeSpan.FromMinutes(random.Next(0, 2500)));
            var state = story.State;
            story = random.Next(7) switch
            {
                0 => story.WrittenTo(),
                1 => story.WaitingFor(WaitingOn.Customer),
                2 => story.CustomerSpoke(),
                3 => story.Solved(),
                4 => story.CustomerTold(),
                5 when state.ResolvedAt is null && state.ClosedAt is null => story.Resolved(),
                6 when state.ResolvedAt is not null => story.Reopened(),
                _ => story.Noted(),
            };
        }
        return story;
    }
}
