using System.Text.Json.Serialization;

namespace Protocols.Facts;

/// <summary>Two protocols belong together. Both ends carry the fact.</summary>
public sealed record Linked(string Number, LinkKind Link, LinkEnd End) : FactTerms
{
    /// <summary>Set where this one says again what the other, which was pending, had said before.</summary>
    public Repetition? Repeats { get; init; }

    /// <summary>True where the other says again what this one had said before; else absent.</summary>
    public bool? Repeated { get; init; }

    public override string Kind => "linked";
}

/// <param name="Since">The opening of the first of them, which the law's term of all is counted from.</param>
public sealed record Repetition([property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset Since);
