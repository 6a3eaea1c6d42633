using Protocols.Customers;

namespace Protocols.Api.Identity;

/// <summary>Whom a development token shall name.</summary>
/// <param name="Role">One of the names of roles.</param>
/// <param name="Document">What makes a consumer's protocols his.</param>
public sealed record TokenRequest(string Role, string Id, string? Name = null, PersonDocument? Document = null)
{
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>Codes of <see cref="Tier"/>.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];
}
