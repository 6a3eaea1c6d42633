namespace Protocols.Tracking;

/// <summary>Corrections that nobody has answered: a protocol with one is filed under one key, beside what else it is found by.</summary>
public static class CorrectionList
{
    /// <summary>No key of a ring has a colon, so that it is never taken for a look-up hash.</summary>
    public const string Key = "corrections:waiting";

    internal static IEnumerable<string> Keys(Protocol protocol) => Waiting(protocol).Any() ? [Key] : [];

    /// <summary>Those of a protocol, oldest first; none once what is personal was erased.</summary>
    public static IEnumerable<Correction> Waiting(Protocol protocol) =>
        protocol.ErasedAt is null ? protocol.Corrections.Where(correction => correction.AnsweredAt is null) : [];
}
