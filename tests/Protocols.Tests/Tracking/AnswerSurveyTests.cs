using Protocols.Facts;
using Protocols.Tracking;

namespace Protocols.Tests.Tracking;

[Trait("Requirement", "M24")]
public sealed class AnswerSurveyTests
{
    [Fact]
    public void It_waits_for_the_solution() =>
        Then.Refused(new AnswerSurvey(5, null).Decide(Given.AProtocolReadyToClose()), "not-yet-resolved", RefusalKind.State);

    [Fact]
    public void It_is_given_once()
    {
        var closed = Given.AClosedProtocol();
        var given = closed.Decided(new AnswerSurvey(2, "Demorou").Decide(closed));
        Assert.Equal(2, given.State.Survey!.Score);
        Then.Refused(new AnswerSurvey(5, null).Decide(given), "survey-given", RefusalKind.State);
    }

    [Fact]
    public void What_the_customer_says_is_his_to_read()
    {
        var fact = Assert.Single(new AnswerSurvey(5, "Foi rápido").Decide(Given.AClosedProtocol()).Facts);
        Assert.Equal((new SurveyAnswered(5), "Foi rápido", Visibility.Public), (fact.Terms, fact.Body!.Text, fact.Visibility));
    }
}
