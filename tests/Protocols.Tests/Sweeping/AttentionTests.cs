using Protocols.Facts;
using Protocols.Sweeping;

namespace Protocols.Tests.Sweeping;

[Trait("Requirement", "M16")]
public sealed class AttentionTests
{
    [Fact]
    public void Nothing_is_written_before_its_time_and_the_next_time_is_known()
    {
        var story = Given.AProtocolWithSubject(Channel.Email);
        Assert.Empty(Attention.Decide(story, Given.Rules, story.Now).Facts);
        var next = Attention.Next(story, Given.Rules.Clocks(story, story.Now))!.Value;
        Assert.Empty(Attention.Decide(story, Given.Rules, next.AddMilliseconds(-1)).Facts);
        Assert.NotEmpty(Attention.Decide(story, Given.Rules, next).Facts);
    }

    [Fact]
    public void After_a_week_of_downtime_everything_is_there_in_order_of_time_and_then_nothing_more()
    {
        var story = Given.AProtocolWithSubject(Channel.Email);
        var late = Given.Morning.AddDays(8);
        var facts = Attention.Decide(story, Given.Rules, late).Facts;
        Assert.Contains(facts, fact => fact.Terms is DeadlineWarned { Target: Target.LegalAnswer });
        Assert.Contains(facts, fact => fact.Terms is DeadlineBreached { Target: Target.LegalAnswer });
        var dueAt = facts.Select(fact => fact.Terms).OfType<DeadlineBreached>().Select(breach => breach.DueAt).ToList();
        Assert.Equal(dueAt.Order(), dueAt);

        var attended = facts.Aggregate(story.At(late), (before, fact) => before.Then(fact));
        Assert.Empty(Attention.Decide(attended, Given.Rules, late).Facts);
    }

    [Fact]
    [Trait("Requirement", "M6")]
    public void A_question_left_open_for_half_an_hour_is_flagged_once()
    {
        var story = Given.AProtocolWithSubject().ClassifiedAs("question");
        Assert.Empty(Questions(story, Given.Morning.AddMinutes(30).AddMilliseconds(-1)));
        Assert.Single(Questions(story, Given.Morning.AddMinutes(30)));
        Assert.Empty(Questions(story.Then(new(new QuestionLeftOpen())), Given.Morning.AddDays(2)));
        Assert.Empty(Questions(Given.AProtocolWithSubject().ClassifiedAs("question").Solved().Resolved(), Given.Morning.AddDays(2)));
        Assert.Empty(Questions(Given.AProtocolWithSubject(), Given.Morning.AddDays(2)));

        var reopened = Given.AProtocolWithSubject().ClassifiedAs("question").Solved().Resolved().At(Given.Morning.AddDays(5)).Reopened();
        Assert.Empty(Questions(reopened, Given.Morning.AddDays(5).AddMinutes(29)));
        Assert.Single(Questions(reopened, Given.Morning.AddDays(5).AddMinutes(30)));
    }

    [Fact]
    [Trait("Requirement", "M1")]
    public void A_contact_without_a_subject_ends_as_abandoned_after_a_day_and_nothing_follows()
    {
        var story = Given.AnOpenedProtocol();
        Assert.DoesNotContain(Facts(story, Given.Morning.AddDays(1).AddMilliseconds(-1)), terms => terms is Closed);
        Assert.Equal(new Closed(Outcome.Abandoned), Facts(story, Given.Morning.AddDays(30))[^1]);
        Assert.DoesNotContain(Facts(Given.AProtocolWithSubject(), Given.Morning.AddDays(30)), terms => terms is Closed);
        Assert.Empty(Facts(story.Closed(Outcome.Abandoned), Given.Morning.AddDays(30)).OfType<Closed>());
    }

    private static IEnumerable<FactTerms> Questions(Story story, DateTimeOffset now) => Facts(story, now).Where(terms => terms is QuestionLeftOpen);

    private static List<FactTerms> Facts(Story story, DateTimeOffset now) =>
        [.. Attention.Decide(story, Given.Rules, now).Facts.Select(fact => fact.Terms)];
}
