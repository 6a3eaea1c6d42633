using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Recordings;

namespace Protocols.Tests.Recordings;

/// <summary>What belongs to a case, and when (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class RecordingDecisionTests
{
    private static readonly LinkRecording recording = new("r1", "audio/wav", 100, "ab", Given.Morning, 60);

    [Fact]
    public void What_has_not_begun_was_not_recorded()
    {
        var opened = Given.AnOpenedProtocol().State;
        Assert.Equal("invalid", (recording with { StartedAt = Given.Morning.AddMinutes(6) }).Decide(opened, Given.Morning, default).Refusal?.Code);
        Assert.Null((recording with { StartedAt = Given.Morning.AddMinutes(5) }).Decide(opened, Given.Morning, default).Refusal);
    }

    [Fact]
    public void A_contact_without_subject_and_a_closed_case_take_recordings_once_each()
    {
        foreach (var story in new[] { Given.AnOpenedProtocol(), Given.AClosedProtocol() })
        {
            var fact = Assert.Single(recording.Decide(story.State, Given.Morning, Given.Morning.AddDays(90)).Facts);
            Assert.Equal(Given.Morning.AddDays(90), ((RecordingLinked)fact.Terms).KeepUntil);
            var linked = story.Then(fact);
            Assert.Empty(recording.Decide(linked.State, Given.Morning, default).Facts);
            Assert.Equal(story.State.Status, linked.State.Status);
        }
    }

    [Fact]
    public void A_contact_without_subject_takes_no_attachment_and_a_closed_case_does()
    {
        var photo = new AddAttachment("a1", "image/png", 10, "cd", "foto.png");
        Assert.Equal(Refusals.SubjectMissing, photo.Decide(Given.AnOpenedProtocol().State).Refusal);
        Assert.Equal("foto.png", Assert.Single(photo.Decide(Given.AClosedProtocol().State).Facts).Body!.Text);
    }

    [Fact]
    public void A_copy_is_asked_for_once_and_given_when_the_customer_hears_it()
    {
        var ask = new AskForRecording("r1");
        var story = Given.AClosedProtocol();
        Then.Refused(ask.Decide(story.State), "recording-not-found", RefusalKind.NotFound);
        story = story.Then(Assert.Single(recording.Decide(story.State, Given.Morning, default).Facts));
        Assert.Empty(ask.Given(story.State, Callers.Maria).Facts);
        story = story.Then(Assert.Single(ask.Decide(story.State).Facts));
        Assert.Empty(ask.Decide(story.State).Facts);
        Assert.Empty(ask.Given(story.State, Callers.Otto).Facts);
        Assert.Equal(DeadlineState.Running, CopyOf(story).State);
        story = story.Then(Assert.Single(ask.Given(story.State, Callers.Maria).Facts));
        Assert.Empty(ask.Given(story.State, Callers.Maria).Facts);
        Assert.Equal(DeadlineState.Met, CopyOf(story).State);
    }

    private static Deadline CopyOf(Story story) =>
        Given.Rules.Clocks(story.State, story.State.LastAt).Deadlines.Single(deadline => deadline.Target == Target.RecordingCopy);
}
