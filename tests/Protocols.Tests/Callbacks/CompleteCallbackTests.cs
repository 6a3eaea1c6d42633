using Protocols.Callbacks;
using Protocols.Facts;

namespace Protocols.Tests.Callbacks;

[Trait("Requirement", "M10")]
public sealed class CompleteCallbackTests
{
    private static readonly DateTimeOffset afternoon = Given.Morning.AddHours(6);

    [Fact]
    public void Only_a_return_that_was_promised_and_is_still_waited_for_can_be_made()
    {
        var story = Given.AProtocolWithSubject().Promised(afternoon);
        Then.Refused(Complete(story, 99), "callback-not-found", RefusalKind.NotFound);
        Then.Refused(Complete(story.ReturnKept(3), 3), "callback-not-open", RefusalKind.State);
        Then.Refused(Complete(story.Solved().Resolved(), 3), "callback-not-open", RefusalKind.State);
        Then.Refused(Complete(story.Solved().CustomerTold().Resolved().Closed(), 3), Refusals.ProtocolClosed);
    }

    [Fact]
    public void The_third_of_a_day_is_refused_and_tomorrow_it_is_not()
    {
        var story = Given.AProtocolWithSubject().Promised(afternoon).Reached().Reached();
        Then.Refused(Complete(story, 3), Refusals.ReturnLimit(new(2026, 11, 23), 2));
        Assert.Null(Complete(story.After(TimeSpan.FromDays(1)), 3).Refusal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_contact_is_an_entry_of_the_journal_and_the_return_is_kept(bool reached)
    {
        var story = Given.AProtocolWithSubject().Promised(afternoon, Channel.WhatsApp);
        var facts = Complete(story, 3, reached).Facts;
        var contact = Assert.IsType<EntryAdded>(facts[0].Terms);
        Assert.Equal(
            (EntryKind.Contact, Channel.WhatsApp, Direction.Outbound, reached), (contact.Entry, contact.Channel, contact.Direction, contact.Reached));
        Assert.Equal("Contei como está", facts[0].Body!.Text);
        Assert.Equal(new CallbackKept(3), Assert.IsType<CallbackKept>(facts[1].Terms));
    }

    [Fact]
    public void One_that_was_missed_can_be_made_up_for_and_both_stay_on_record()
    {
        var story = Given.AProtocolWithSubject().Promised(afternoon).ReturnMissed(3);
        Assert.Equal(CallbackState.Missed, story.State.Callbacks[0].State);
        Assert.Null(Complete(story, 3).Refusal);
        var kept = story.ReturnKept(3).State.Callbacks[0];
        Assert.Equal(CallbackState.Kept, kept.State);
        Assert.NotNull(kept.MissedAt);
    }

    [Fact]
    public void Solving_the_case_drops_what_was_promised_and_reopening_does_not_bring_it_back()
    {
        var story = Given.ASolvedProtocol().Promised(afternoon).Resolved();
        Assert.Equal(CallbackState.Dropped, story.State.Callbacks[0].State);
        Assert.Equal(CallbackState.Dropped, story.Reopened().State.Callbacks[0].State);
    }

    [Fact]
    public void A_return_nobody_made_is_flagged_once_and_not_before_half_an_hour_has_passed()
    {
        var story = Given.AProtocolWithSubject().Promised(afternoon);
        Assert.Empty(FlagCallbacks.Decide(story, afternoon.AddMinutes(30).AddMilliseconds(-1)).Facts);
        Then.Fact<CallbackMissed>(FlagCallbacks.Decide(story, afternoon.AddMinutes(30)));
        Assert.Empty(FlagCallbacks.Decide(story.ReturnMissed(3), afternoon.AddDays(9)).Facts);
        Assert.Empty(FlagCallbacks.Decide(story.ReturnKept(3), afternoon.AddDays(9)).Facts);
    }

    private static Decision Complete(Story story, long id, bool reached = true) =>
        new CompleteCallback(id, "Contei como está", reached).Decide(story, Callers.Ana, story.Now, Given.Rules);
}
