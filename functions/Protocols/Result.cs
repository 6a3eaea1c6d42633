using System.Diagnostics.CodeAnalysis;

namespace Protocols;

/// <summary>What a use case answers: a value, or why there is none.</summary>
public readonly record struct Result<T>(T? Value, Refusal? Refusal)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Value is not null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(null, refusal);
}
