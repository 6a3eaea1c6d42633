using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

/// <summary>The sweep's decision. 2026-05-06 is a Wednesday.</summary>
[Trait("Requirement", "M16")]
public sealed class FlagDeadlinesTests
{
    private static readonly Story opened = Watch.Opened("2026-05-06 09:00").WithSubject();

    /// <summary>Ten working hours: a warning after eight of them.</summary>
    private static readonly Policy tenHours = Watch.Of(Target.Resolution, Watch.Term(10, TermUnit.WorkingHours, pauses: true));

    [Fact]
    public void Before_the_warning_there_is_nothing_to_write() =>
        Then.Nothing(Decide(opened, tenHours, "2026-05-06 17:59"));

    [Fact]
    public void It_warns_after_four_fifths_of_the_time_and_only_once()
    {
        var warned = Then.Fact<DeadlineWarned>(Decide(opened, tenHours, "2026-05-06 18:00"));
        var written = Sweep(opened, tenHours, "2026-05-06 18:00");

        Assert.Equal(new(Target.Resolution, Calendar.At("2026-05-07 11:00")), warned);
        Then.Nothing(Decide(written, tenHours, "2026-05-07 10:59"));
        Assert.Equal(Calendar.At("2026-05-07 11:00"), Watch.Clocks(written, tenHours, "2026-05-06 18:00").NextChange);
        Assert.Equal(
            Calendar.At("2026-05-06 18:00"), Watch.Deadline(written, tenHours, Target.Resolution, "2026-05-06 19:00").WarnedAt);
    }

    [Fact]
    public void It_flags_the_breach_by_its_due_date_and_only_once()
    {
        var warned = Sweep(opened, tenHours, "2026-05-06 18:00");
        var breached = Then.Fact<DeadlineBreached>(Decide(warned, tenHours, "2026-05-07 15:00"));
        var written = Sweep(warned, tenHours, "2026-05-07 15:00");

        Assert.Equal(new(Target.Resolution, Calendar.At("2026-05-07 11:00")), breached);
        Then.Nothing(Decide(written, tenHours, "2027-01-01 00:00"));
        Assert.Null(Watch.Clocks(written, tenHours, "2026-05-07 16:00").NextChange);
    }

    [Fact]
    public void After_an_outage_everything_is_written_in_order_of_time()
    {
        var facts = Decide(opened, Watch.Company.Beside(Watch.Sac), "2026-06-01 10:00").Facts.Select(fact => fact.Terms);

        Assert.Equal(
            [
                new DeadlineWarned(Target.FirstResponse, Calendar.At("2026-05-06 14:00")),
                new DeadlineBreached(Target.FirstResponse, Calendar.At("2026-05-06 14:00")),
                new DeadlineWarned(Target.NextReturn, Calendar.At("2026-05-07 18:00")),
                new DeadlineWarned(Target.Resolution, Calendar.At("2026-05-07 18:00")),
                new DeadlineBreached(Target.NextReturn, Calendar.At("2026-05-07 18:00")),
                new DeadlineBreached(Target.Resolution, Calendar.At("2026-05-07 18:00")),
                new DeadlineWarned(Target.LegalAnswer, Calendar.At("2026-05-14 00:00")),
                new DeadlineBreached(Target.LegalAnswer, Calendar.At("2026-05-14 00:00")),
            ],
            facts.ToList());
    }

    [Fact]
    public void What_was_done_in_time_is_not_flagged_and_no_warning_comes_after_it_was_done()
    {
        var done = opened.On("2026-05-07 10:30").Solved().Resolved();

        Then.Nothing(Decide(done, tenHours, "2026-06-01 10:00"));
    }

    [Fact]
    public void What_was_done_late_is_flagged_even_where_the_sweep_came_later_still()
    {
        var done = opened.On("2026-05-08 10:30").Solved().Resolved();

        Assert.Equal(
            new(Target.Resolution, Calendar.At("2026-05-07 11:00")),
            Then.Fact<DeadlineBreached>(Decide(done, tenHours, "2026-06-01 10:00")));
    }

    [Fact]
    [Trait("Requirement", "M10")]
    public void Every_missed_return_is_flagged_once_whether_the_sweep_was_there_or_not()
    {
        var policy = Watch.Of(Target.NextReturn, Watch.Term(1, TermUnit.Closings));
        var contacts = opened.On("2026-05-08 10:00").WrittenTo().On("2026-05-11 10:00").WrittenTo().On("2026-05-14 10:00").WrittenTo();
        DateTimeOffset[] missed = [Calendar.At("2026-05-07 18:00"), Calendar.At("2026-05-12 18:00")];

        Assert.Equal(missed, Breaches(Decide(contacts, policy, "2026-05-14 11:00")));
        Then.Nothing(Decide(Sweep(contacts, policy, "2026-05-14 11:00"), policy, "2026-05-14 12:00"));

        var swept = Sweep(opened, policy, "2026-05-07 18:00").On("2026-05-08 10:00").WrittenTo();
        Assert.Equal(missed[..1], swept.State.Breaches.Select(flag => flag.DueAt));
        var later = Sweep(swept.On("2026-05-11 10:00").WrittenTo(), policy, "2026-05-12 18:00").On("2026-05-14 10:00").WrittenTo();
        Assert.Equal(missed[1..], later.State.Breaches.Select(flag => flag.DueAt));
        Assert.Empty(Breaches(Decide(later, policy, "2026-05-14 11:00")));
    }

    [Fact]
    [Trait("Requirement", "M10")]
    public void However_many_contacts_there_were_those_that_came_in_time_are_never_flagged()
    {
        var policy = Watch.Of(Target.NextReturn, Watch.Term(1, TermUnit.Closings));
        var story = opened;
        for (var day = 0; day < 40; day++)
        {
            story = story.At(Calendar.Office.Add(Calendar.At("2026-05-06 10:00"), Calendar.Hours(8 * day))!.Value).WrittenTo();
            Assert.Empty(Breaches(FlagDeadlines.Decide(story, policy, Watch.Calendars, story.Now)));
        }

        Assert.Equal(1 + ClockMark.ContactsKept, story.State.Clock.Count);
        Assert.Equal(Calendar.At("2026-05-06 10:00"), story.State.Clock[0].At);
    }

    [Fact]
    [Trait("Requirement", "M10")]
    public void Contacts_after_the_end_do_not_hide_those_that_came_in_time()
    {
        var policy = Watch.Of(Target.NextReturn, Watch.Term(1, TermUnit.Closings));
        var story = opened;
        for (var i = 0; i < 3; i++) story = story.After(TimeSpan.FromHours(20)).WrittenTo();
        story = story.Solved().Resolved();
        for (var i = 0; i < 20; i++) story = story.After(TimeSpan.FromHours(20)).WrittenTo();
        var reopened = story.Reopened();

        Then.Nothing(FlagDeadlines.Decide(story, policy, Watch.Calendars, story.Now));
        Then.Nothing(FlagDeadlines.Decide(reopened, policy, Watch.Calendars, reopened.Now));
        Assert.Equal(4, story.State.Clock.Count(mark => mark.Is == ClockEvent.Contacted));
        Assert.Equal(
            Calendar.Office.ClosingOf(Calendar.Office.BusinessDaysOn(Calendar.Office.DayOf(story.Now), 1)!.Value),
            Assert.Single(Clocks.Of(reopened, policy, Watch.Calendars, reopened.Now).Deadlines).DueAt);
    }

    [Fact]
    [Trait("Requirement", "M22")]
    public void A_history_that_came_late_is_flagged_also_after_it_was_asked_for_again()
    {
        var late = opened.State.Marked("2026-05-07 10:00", ClockEvent.HistoryAsked).Marked("2026-05-14 10:00", ClockEvent.HistorySent);
        var again = late.Marked("2026-05-20 10:00", ClockEvent.HistoryAsked);
        var policy = Watch.Of(Watch.Sac.Targets[1]);

        Assert.Equal([Calendar.At("2026-05-13 00:00")], Breaches(FlagDeadlines.Decide(late, policy, Watch.Calendars, again.Clock[^1].At)));
        Assert.Equal([Calendar.At("2026-05-13 00:00")], Breaches(FlagDeadlines.Decide(again, policy, Watch.Calendars, again.Clock[^1].At)));
        Assert.Equal(Calendar.At("2026-05-26 00:00"), Watch.Deadline(again, policy, Target.HistoryDelivery, "2026-05-20 10:00").DueAt);
    }

    [Fact]
    public void A_pause_moves_the_date_and_does_not_warn_twice()
    {
        var warned = Sweep(opened, tenHours, "2026-05-06 18:00");
        var resumed = warned.On("2026-05-07 09:30").WaitingFor(WaitingOn.Customer).On("2026-05-07 14:30").CustomerSpoke();

        Then.Nothing(Decide(resumed, tenHours, "2026-05-07 15:59"));
        Assert.Equal(
            new(Target.Resolution, Calendar.At("2026-05-07 16:00")),
            Then.Fact<DeadlineBreached>(Decide(resumed, tenHours, "2026-05-07 16:00")));
    }

    [Fact]
    public void Another_due_date_is_another_breach()
    {
        var breached = Sweep(opened, tenHours, "2026-05-07 15:00");
        var twenty = Watch.Of(Target.Resolution, Watch.Term(20, TermUnit.WorkingHours));

        Then.Nothing(Decide(breached, twenty, "2026-05-07 16:00"));
        Assert.Equal(
            Calendar.At("2026-05-08 14:00"),
            Assert.Single(Breaches(Decide(breached, twenty, "2026-05-08 14:00"))));
    }

    [Fact]
    public void Whenever_it_is_asked_and_however_often_the_same_is_written()
    {
        var policy = Watch.Company.Beside(Watch.Sac);
        var story = opened.On("2026-05-06 15:00").WrittenTo().On("2026-05-07 10:00").WaitingFor(WaitingOn.Customer)
            .On("2026-05-08 11:00").CustomerSpoke();
        var often = story;
        for (var now = story.Now; now < Calendar.At("2026-05-20 00:00"); now = now.AddMinutes(97))
            often = often.At(now).Decided(FlagDeadlines.Decide(often, policy, Watch.Calendars, now));
        var once = Sweep(story, policy, "2026-05-20 00:00");

        Assert.Equal(Flags(once), Flags(often));
        Assert.NotEmpty(Flags(once));

        static IEnumerable<string> Flags(Story story) => story.Facts.Select(fact => fact.Terms)
            .Where(terms => terms is DeadlineWarned or DeadlineBreached)
            .Select(terms => $"{terms}")
            .Order();
    }

    private static IEnumerable<DateTimeOffset> Breaches(Decision decision) =>
        decision.Facts.Select(fact => fact.Terms).OfType<DeadlineBreached>().Select(breached => breached.DueAt);

    private static Decision Decide(Story story, Policy policy, string now) =>
        FlagDeadlines.Decide(story, policy, Watch.Calendars, Calendar.At(now));

    private static Story Sweep(Story story, Policy policy, string now) => story.On(now).Decided(Decide(story, policy, now));
}
