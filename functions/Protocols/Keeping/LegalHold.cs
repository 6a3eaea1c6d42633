using Protocols.Facts;

namespace Protocols.Keeping;

/// <summary>Compliance has the case kept whole, whatever its terms say (M26).</summary>
/// <param name="Reference">The lawsuit's or inquiry's number.</param>
public sealed record SetHold(string Reason, string Reference)
{
    public Decision Decide(Protocol protocol) => protocol.Hold?.Reference == Reference
        ? Decision.Nothing
        : new NewFact(new HoldSet(Reference), FactBody.Of(Reason));
}

public sealed record LiftHold(string Reason)
{
    public Decision Decide(Protocol protocol) => protocol.Hold is null
        ? Decision.Nothing
        : new NewFact(new HoldLifted(), FactBody.Of(Reason));
}

/// <summary>The customer wants his data erased (LGPD art. 18); a law may keep it a while, and nobody works with it then.</summary>
public static class AskErasure
{
    public static Decision Decide(Protocol protocol) => protocol.ErasureAskedAt is not null || protocol.ErasedAt is not null
        ? Decision.Nothing
        : new NewFact(new ErasureAsked());
}

/// <param name="Reference">The lawsuit's or inquiry's number.</param>
public sealed record LegalHold(string Reference, DateTimeOffset At);

/// <summary>That something was removed, why, and where in the chain that is on record.</summary>
/// <param name="N">The fact's number.</param>
/// <param name="Id">The recording's or attachment's; null where it was the personal data.</param>
/// <param name="Sha256">Of its bytes; null where it was the personal data.</param>
/// <param name="RemovedAt">Null while its bytes are still to go.</param>
public sealed record Removal(long N, string? Id, string? Sha256, string Article, DateTimeOffset At, DateTimeOffset? RemovedAt);
