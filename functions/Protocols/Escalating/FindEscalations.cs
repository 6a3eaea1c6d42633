using System.Globalization;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Escalating;

/// <summary>An escalation as it stands, or a dead letter that no protocol speaks for.</summary>
/// <param name="Id">Names it for a redrive.</param>
/// <param name="Number">Null where the message cannot be read.</param>
/// <param name="Referral">Null where no protocol speaks for it.</param>
public sealed record Escalation(string Id, string? Number, Referral? Referral, DeadLetter? Letter)
{
    private const string LetterPrefix = "letter-";

    public static Escalation Of(string number, Referral referral) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{number}-{referral.Id}"), number, referral, null);

    public static Escalation Of(DeadLetter letter) => new(
        string.Create(CultureInfo.InvariantCulture, $"{LetterPrefix}{letter.Sequence}"),
        Pointer.TryRead(letter.Message.Body, out var pointer) ? pointer.Number : null,
        null,
        letter);

    /// <summary>The dead letter that an id names; null where it names a referral or nothing.</summary>
    public static long? LetterOf(string id) =>
        id.StartsWith(LetterPrefix, StringComparison.Ordinal) ? Positive(id[LetterPrefix.Length..]) : null;

    /// <summary>The referral that an id names; null where it names a dead letter or nothing.</summary>
    public static (string Number, long Referral)? ReferralOf(string id) =>
        id.LastIndexOf('-') is > 0 and var dash && id[..dash].All(char.IsAsciiDigit) && Positive(id[(dash + 1)..]) is { } referral
            ? (id[..dash], referral)
            : null;

    private static long? Positive(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
}

public sealed record EscalationPage(IReadOnlyList<Escalation> Items, ListPosition? Next);

/// <summary>
/// What is on its way, what arrived and what died (M19), by protocol, the latest opened first. A protocol with escalations in several
/// states is found under the one that needs somebody most, so one that is handled may be missing while another of its protocol waits.
/// </summary>
public sealed class FindEscalations(IProtocolStore store, NoteDeadEscalations dead)
{
    public async Task<EscalationPage> RunAsync(EscalationState state, int limit, ListPosition? after, Caller caller, CancellationToken cancellation)
    {
        // What died by itself is on no record yet, and of no department.
        var strangers = state == EscalationState.Dead && !caller.IsBound ? await dead.RunAsync(cancellation) : [];
        var page = await store.ListAsync(new ProtocolQuery { Escalation = state, Limit = limit, After = after }.SeenBy(caller), cancellation);
        var items = page.Items
            .SelectMany(document => document.State.Referrals
                .Where(referral => referral.State == state)
                .Select(referral => Escalation.Of(document.Number, referral)));
        return new([.. after is null ? strangers.Select(Escalation.Of) : [], .. items], page.Next);
    }
}
