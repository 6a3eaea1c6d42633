using System.Text.Json.Serialization;

namespace Protocols.Facts;

/// <summary>
/// The ombudsman extended the term of the answer, exceptionally and once (Resolução CMN 4.860/2020, art. 6º, § 2º). The reason stands in the body;
/// the customer is told it by the contact after it.
/// </summary>
/// <param name="From">The original due date, from which the extension is counted.</param>
/// <param name="To">The due date as it stands then.</param>
/// <param name="Policy">The policy that allows it.</param>
public sealed record TermExtended(
    Target Target,
    [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset From,
    [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset To,
    string Policy) : FactTerms
{
    /// <summary>The local month whose share of extensions it is one of; absent where the policy sets no share.</summary>
    public string? Month { get; init; }

    public override string Kind => "term-extended";
}
