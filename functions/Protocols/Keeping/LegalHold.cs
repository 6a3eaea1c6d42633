using Protocols.Facts;

namespace Protocols.Keeping;

/// <summary>Compliance has the case kept whole, whatever its terms say (M26). A case may be held for several reasons at once.</summary>
/// <param name="Reference">The lawsuit's or inquiry's number.</param>
/// <param name="Person">It is on whoever the customer is, so that it reaches his other protocols too.</param>
public sealed record SetHold(string Reason, string Reference, bool Person = false)
{
    public Decision Decide(Protocol protocol) => protocol.Holds.Any(hold => hold.Reference == Reference)
        ? Decision.Nothing
        : new NewFact(new HoldSet(Reference) { Person = Person ? true : null }, FactBody.Of(Reason));
}

/// <param name="Reference">Which of several; null where there is only one.</param>
public sealed record LiftHold(string Reason, string? Reference)
{
    public Decision Decide(Protocol protocol)
    {
        var meant = protocol.Holds.Where(hold => Reference is null || hold.Reference == Reference).ToList();
        return meant.Count switch
        {
            0 => Decision.Nothing,
            1 => new NewFact(new HoldLifted(meant[0].Reference), FactBody.Of(Reason)),
            _ => Refusals.HoldNotNamed,
        };
    }
}

/// <summary>The customer wants his data erased (LGPD art. 18); a law may keep it a while, and nobody works with it then.</summary>
public static class AskErasure
{
    public static Decision Decide(Protocol protocol) => protocol.ErasureAskedAt is not null || protocol.ErasedAt is not null
        ? Decision.Nothing
        : new NewFact(new ErasureAsked());
}

/// <param name="Reference">The lawsuit's or inquiry's number.</param>
/// <param name="Person">It is on whoever the customer is.</param>
public sealed record LegalHold(string Reference, DateTimeOffset At, bool Person = false);

/// <param name="Regulator">Who: a short code.</param>
/// <param name="Day">The local day on which it was filed.</param>
public sealed record Complaint(string Regulator, DateOnly Day, string Reference);

/// <summary>That something was removed, why, and where in the chain that is on record.</summary>
/// <param name="N">The fact's number.</param>
/// <param name="Id">The recording's or attachment's; null where it was the personal data.</param>
/// <param name="Sha256">Of its bytes; null where it was the personal data.</param>
/// <param name="RemovedAt">Null while its bytes are still to go.</param>
public sealed record Removal(long N, string? Id, string? Sha256, string Article, DateTimeOffset At, DateTimeOffset? RemovedAt);
