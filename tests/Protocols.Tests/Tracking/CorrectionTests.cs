using Protocols.Facts;
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
}
