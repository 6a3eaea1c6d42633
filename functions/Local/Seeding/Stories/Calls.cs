using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;
using Protocols.Recordings;

namespace Protocols.Local.Seeding.Stories;

/// <summary>
/// Of some calls the recording is kept (M25), and some customers want a copy, most of whom get it in time. Only of some: a year of them would fill the disk.
/// </summary>
internal static class Calls
{
    private const double Kept = 0.05, Asked = 0.7, InTime = 0.88, Late = 0.97;
    private const int Rate = 4_000;

    public static IEnumerable<CaseStep> Of(Scene scene)
    {
        var dice = scene.Dice;
        if (scene.Casting.Channel != Channel.Phone || !dice.Chance(Kept))
            yield break;
        var (began, seconds, id) = (scene.Now, dice.Between(12, 40), Id(dice));
        var at = began.AddSeconds(seconds + dice.Between(5, 60));
        yield return new RecordedStep(Instant.Cut(at), Staff.Telephony, id, began, seconds, Wave(seconds));
        if (!dice.Chance(Asked))
            yield break;
        at = at.AddHours(dice.Between(30, 400));
        yield return new CustomerStep(Instant.Cut(at), new AskForRecording(id).Decide);
        var (luck, soon, later) = (dice.Share(), dice.Between(6, 150), dice.Between(250, 450));
        if (luck >= Late)
            yield break;
        var proof = scene.Text(Phrases.CopiesSent);
        yield return new(Instant.Cut(at.AddHours(luck < InTime ? soon : later)), scene.Owner, (protocol, _) => new AskForRecording(id).HandOver(protocol, proof));
    }

    private static string Id(Dice dice) => string.Create(2 * ContentName.IdBytes, dice, static (to, dice) =>
    {
        foreach (ref var digit in to)
            digit = "0123456789abcdef"[dice.Between(0, 15)];
    });

    /// <summary>Eight bits and one channel, a quiet hum: what nobody has said is not made up.</summary>
    private static byte[] Wave(int seconds)
    {
        var samples = seconds * Rate;
        using var bytes = new MemoryStream();
        using var wave = new BinaryWriter(bytes);
        wave.Write("RIFF"u8);
        wave.Write(36 + samples);
        wave.Write("WAVEfmt "u8);
        wave.Write(16);
        wave.Write((short)1);
        wave.Write((short)1);
        wave.Write(Rate);
        wave.Write(Rate);
        wave.Write((short)1);
        wave.Write((short)8);
        wave.Write("data"u8);
        wave.Write(samples);
        for (var i = 0; i < samples; i++)
            wave.Write((byte)(124 + (i / 5 % 8)));
        return bytes.ToArray();
    }
}
