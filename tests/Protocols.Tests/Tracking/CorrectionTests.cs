using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Tests.Calendars;
using Protocols.Tests.Deadlines;
using Protocols.Tracking;

namespace Protocols.Tests.Tracking;

/// <summary>The customer says what is wrong about him, and staff answer once.</summary>
[Trait("Requirement", "M-law")]
public sealed class CorrectionTests
{
    [Fact]
    public void What_nobody_asked_for_cannot_be_answered() =>
        Then.Refused(new AnswerCorrection(1, true, "Corrigido").Decide(Given.AProtocolWithSubject()), "correction-not-found", RefusalKind.NotFound);

    [Fact]
    public void A_request_is_answered_once()
    {
        var asked = Given.AProtocolWithSubject().Decided(new AskCorrection("name", "Maria Souza").Decide());
        var request = Assert.Single(asked.State.Corrections);
        Assert.Equal(("name", (bool?)null), (request.Field, request.Done));

        var answered = asked.Decided(new AnswerCorrection(request.Id, false, "O nome está como no documento").Decide(asked.State));

        Assert.Equal((false, answered.State.LastAt), (answered.State.Corrections[0].Done, answered.State.Corrections[0].AnsweredAt));
        Then.Refused(new AnswerCorrection(request.Id, true, "De novo").Decide(answered), "correction-answered", RefusalKind.State);
    }

    [Fact]
    public void Each_request_has_the_laws_term_of_its_own_and_the_oldest_that_waits_is_shown()
    {
        var opened = Watch.Opened("2026-05-04 09:00");
        Assert.Empty(Told(opened, "2026-05-04 10:00").Deadlines);

        var both = Asked(Asked(opened, "2026-05-04 10:00", "name"), "2026-05-14 10:00", "phone");
        Assert.Equal((DeadlineState.Running, "2026-05-20 00:00"), Shown(both, "2026-05-15 10:00"));

        // Answered in time, the first takes nothing from the second.
        var one = Answered(both, "2026-05-18 10:00", 0);
        Assert.Equal((DeadlineState.Running, "2026-05-30 00:00"), Shown(one, "2026-05-25 10:00"));
        Assert.Equal((DeadlineState.Met, "2026-05-30 00:00"), Shown(Answered(one, "2026-05-26 10:00", 1), "2026-06-20 10:00"));
        Assert.Equal((DeadlineState.Breached, "2026-05-30 00:00"), Shown(one, "2026-05-30 00:00"));
    }

    [Fact]
    public void Each_breach_is_written_down_once_in_whatever_order_they_are_answered()
    {
        var both = Asked(Asked(Watch.Opened("2026-05-04 09:00"), "2026-05-04 10:00", "name"), "2026-05-14 10:00", "phone");
        var lastFirst = Flagged(Answered(Flagged(both, "2026-06-10 10:00"), "2026-06-11 10:00", 1), "2026-06-12 10:00");
        var all = Flagged(Answered(lastFirst, "2026-06-13 10:00", 0), "2026-06-14 10:00");

        Assert.Equal(
            ["2026-05-20 00:00", "2026-05-30 00:00"],
            all.Facts.Select(fact => fact.Terms).OfType<DeadlineBreached>().Where(breach => breach.Target == Target.DataCorrection).Select(breach => Local(breach.DueAt)));
        Assert.Null(Told(all, "2027-06-14 10:00").NextChange);
    }

    [Fact]
    public void What_waits_is_listed_until_it_is_answered_or_there_is_nothing_to_correct_any_more()
    {
        var asked = Asked(Watch.Opened("2026-05-04 09:00"), "2026-05-04 10:00", "name");
        Assert.Contains(CorrectionList.Key, LookupKeys.Lists(asked));
        Assert.DoesNotContain(CorrectionList.Key, LookupKeys.Lists(Answered(asked, "2026-05-05 10:00", 0)));

        var erased = asked.State with { ErasedAt = Calendar.At("2026-05-10 10:00") };
        Assert.DoesNotContain(CorrectionList.Key, LookupKeys.Lists(erased));
        Assert.Null(Watch.Clocks(erased, lgpd, "2027-05-10 10:00").NextChange);
    }

    private static readonly Policy lgpd = Watch.Preset("lgpd");

    private static Clocks Told(Story story, string local) => Watch.Clocks(story, lgpd, local);

    private static (DeadlineState State, string? Due) Shown(Story story, string local)
    {
        var deadline = Watch.Deadline(story, lgpd, Target.DataCorrection, local);
        return (deadline.State, Local(deadline.DueAt!.Value));
    }

    private static Story Asked(Story story, string local, string field) => story.On(local).Decided(new AskCorrection(field, "Maria Souza").Decide());

    private static Story Answered(Story story, string local, int which) =>
        story.On(local).Decided(new AnswerCorrection(story.State.Corrections[which].Id, true, "Corrigido").Decide(story));

    private static Story Flagged(Story story, string local) =>
        story.On(local).Decided(FlagDeadlines.Decide(story, lgpd, Watch.Calendars, Calendar.At(local)));

    private static string Local(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, Given.SaoPaulo):yyyy-MM-dd HH:mm}";
}
