using Protocols.Local.Seeding.Texts;
using Protocols.Tracking;

namespace Protocols.Local.Seeding.Stories;

/// <summary>Some customers say how they were served (M24), and they say what they lived through; a few want the history (M22), or what is known of them corrected.</summary>
internal static class Feedback
{
    private static readonly (int, double)[] content = [(5, 58), (4, 26), (3, 9), (2, 3), (1, 4)];
    private static readonly (int, double)[] patient = [(5, 36), (4, 30), (3, 18), (2, 8), (1, 8)];
    private static readonly (int, double)[] annoyed = [(5, 10), (4, 16), (3, 24), (2, 21), (1, 29)];

    public static IEnumerable<CaseStep> Given(Scene scene)
    {
        var (chance, scores) = scene.Casting.Plot switch
        {
            Plot.Unreachable => (0.02, annoyed),
            Plot.Late or Plot.SentBack or Plot.Reopened or Plot.Ombudsman => (0.38, annoyed),
            Plot.Escalated or Plot.AwaitedThirdParty or Plot.OwnerLeft or Plot.Promised => (0.28, patient),
            _ => (0.24, content),
        };
        if (scene.Dice.Chance(chance))
        {
            var score = scene.Dice.Pick(scores);
            var comment = scene.Hours(0.1, 60).Dice.Chance(0.3) ? scene.Text(score >= 4 ? Phrases.Praises : Phrases.Grumbles) : null;
            yield return new CustomerStep(scene.Now, new AnswerSurvey(score, comment).Decide);
        }
        foreach (var step in Corrected(scene))
            yield return step;
        if (!scene.Dice.Chance(0.03))
            yield break;
        var asked = scene.Hours(1, 200).Now;
        yield return new CustomerStep(asked, protocol => new AskHistory(DeliveryWay.Letter).Decide(protocol, asked));
        yield return new(
            scene.Work(1, scene.Dice.Chance(0.95) ? 24 : 160).Now, scene.Owner,
            (protocol, _) => new SendHistory(protocol.HistoryRequests[^1].Id, "Enviado por carta").Decide(protocol));
    }

    private static IEnumerable<CaseStep> Corrected(Scene scene)
    {
        if (!scene.Dice.Chance(0.04))
            yield break;
        var ask = new AskCorrection("phone", scene.Hours(2, 90).Text(Phrases.Corrections));
        yield return new CustomerStep(scene.Now, _ => ask.Decide());
        var answer = scene.Work(2, scene.Dice.Chance(0.93) ? 60 : 600).Text(Phrases.Corrected);
        yield return new(scene.Now, scene.Owner, (protocol, _) => new AnswerCorrection(protocol.Corrections[^1].Id, Done: true, answer).Decide(protocol));
    }
}
