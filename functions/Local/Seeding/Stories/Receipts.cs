using Protocols.Catalog;
using Protocols.Notifying;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Local.Seeding.Stories;

/// <summary>The number goes to the customer in writing (M4): as a rule within the minute, seldom more than a day late, and some never arrives.</summary>
internal static class Receipts
{
    private const double InTime = 0.94, Late = 0.97;

    public static IEnumerable<CaseStep> Of(Scene scene, Openings openings)
    {
        if (scene.Casting.Intake == Intake.Whole)
            return openings.Receipt is { } asked ? Sent(scene, asked, () => 1, scene.Now) : [];
        // Who could not be asked at once is asked once he has said who he is.
        return openings.ReceiptBy() is { } by ? Asked(scene, by, Instant.Cut(scene.Now.AddSeconds(scene.Dice.Between(300, 540)))) : [];
    }

    private static IEnumerable<CaseStep> Asked(Scene scene, Means by, DateTimeOffset at)
    {
        long fact = 0;
        yield return new(at, scene.Casting.Opener, (protocol, now) =>
        {
            fact = protocol.Facts + 1;
            return new AskReceipt(by).Decide(protocol, now);
        });
        foreach (var step in Sent(scene, by, () => fact, at))
            yield return step;
    }

    /// <param name="fact">The one that asked for it, known once it is written.</param>
    private static IEnumerable<CaseStep> Sent(Scene scene, Means by, Func<long> fact, DateTimeOffset from)
    {
        var (luck, seconds, hours) = (scene.Dice.Share(), scene.Dice.Between(2, 50), scene.Dice.Between(25, 60));
        if (luck >= Late)
            yield break;
        yield return new(Instant.Cut(luck < InTime ? from.AddSeconds(seconds) : from.AddHours(hours)), Caller.Service, (protocol, _) =>
            SendNotifications.Outcome(fact(), new Notifications(protocol, Catalogue.General, scene.Zone).Receipt(by), new Carried(CarriedAs.Sent)));
    }
}
