using System.Text.Json.Serialization;

namespace Protocols.Api.Answers;

/// <param name="Result"><c>genuine</c>, <c>altered</c> or <c>unknown</c>.</param>
/// <param name="Where">
/// What was altered: <c>signature</c>, <c>number</c>, <c>head</c>, <c>proof</c>, or <c>header</c>, <c>body</c> or <c>link</c> with the fact's number. Where the statement
/// is whole and it is our own record that differs: <c>record</c> or <c>seal</c>.
/// </param>
internal sealed record VerdictAnswer(string Result, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Where);

/// <summary>RFC 7517.</summary>
internal sealed record KeySetAnswer(IReadOnlyList<KeyAnswer> Keys);

/// <param name="Kid">Thumbprint of the key, RFC 7638.</param>
internal sealed record KeyAnswer(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);
