using Protocols.Facts;

namespace Protocols;

/// <summary>What a decision says: facts to be written, none where there is nothing to do, or a refusal.</summary>
public readonly record struct Decision(IReadOnlyList<NewFact> Facts, Refusal? Refusal)
{
    /// <summary>It is already so; doing it again writes nothing.</summary>
    public static Decision Nothing { get; } = new([], null);

    public static Decision Of(params IReadOnlyList<NewFact> facts) => new(facts, null);

    public static implicit operator Decision(Refusal refusal) => new([], refusal);

    public static implicit operator Decision(NewFact fact) => new([fact], null);
}
