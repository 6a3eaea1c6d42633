using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Protocols.Customers;
using Protocols.People;

namespace Protocols.Api.Identity;

/// <summary>Which claims of a token say who its bearer is, by name or by path: Keycloak has roles in <c>realm_access.roles</c>.</summary>
/// <param name="Roles">Null where the issuer names customers alone; then whoever it names is a consumer, whatever else its token claims.</param>
internal sealed record TokenClaims(string? Roles, string Departments, string Tiers, string Document)
{
    public static TokenClaims OfConsumers(string document) => new(null, "", "", document);

    /// <summary>Null where they do not say who it is, or say it in a way that cannot be read.</summary>
    public Caller? Read(JsonWebToken token)
    {
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var claims = payload.RootElement;
        var (departments, tiers) = Roles is null ? ([], []) : (Texts(claims, Departments), Texts(claims, Tiers));
        // None means all, so a claim that cannot be read must not be taken for none.
        if (departments is null || tiers is null || tiers.Any(tier => !Codes<Tier>.TryParse(tier, out _)))
            return null;
        var roles = Roles is null ? People.Roles.Consumer
            : (Texts(claims, Roles) ?? []).Aggregate(People.Roles.None, (union, name) => union | RoleNames.Granted(name));
        if (roles == People.Roles.None || token.Subject is not { Length: > 0 })
            return null;
        var document = PersonDocument.TryParse(Texts(claims, Document)?.FirstOrDefault(), out var read) ? read : (PersonDocument?)null;
        return new(token.Subject, Texts(claims, JwtRegisteredClaimNames.Name)?.FirstOrDefault(), roles, document)
        {
            Departments = departments,
            Tiers = [.. Codes<Tier>.Among(tiers)],
        };
    }

    /// <summary>A claim that is one text or several; empty where it is not there, null where it is anything else.</summary>
    private static string[]? Texts(JsonElement claims, string claim) => Find(claims, claim) switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } several when several.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. several.EnumerateArray().Select(item => item.GetString()!)],
        _ => null,
    };

    /// <summary>By its whole name first, since names that are addresses have dots too; then member by member.</summary>
    private static JsonElement? Find(JsonElement within, string path)
    {
        if (within.ValueKind != JsonValueKind.Object)
            return null;
        if (within.TryGetProperty(path, out var found))
            return found;
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            if (within.TryGetProperty(path.AsSpan(0, dot), out var member) && Find(member, path[(dot + 1)..]) is { } inner)
                return inner;
        }
        return null;
    }
}
