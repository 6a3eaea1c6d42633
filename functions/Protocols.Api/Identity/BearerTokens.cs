using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Protocols.Customers;
using Protocols.People;

namespace Protocols.Api.Identity;

/// <summary>The claims that say who a caller is.</summary>
internal sealed record CallerClaims(string Roles, string Departments, string Tiers, string Document);

/// <summary>Reads the caller from a request's bearer token, which is checked by the rules.</summary>
/// <param name="rules">What is asked of a token but for its time, which is checked here, by the clock.</param>
/// <param name="remember">
/// Checking a signature costs more than the rest of a read, so a good token is remembered: this long, and never beyond its end.
/// </param>
internal sealed class BearerTokens(
    JsonWebTokenHandler handler, TokenValidationParameters rules, CallerClaims claims, TimeProvider clock, TimeSpan remember)
{
    private const int MostRemembered = 10_000;
    private const string Scheme = "Bearer ";

    private readonly TokenValidationParameters rules = WithClock(rules, clock);
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> seen = new(StringComparer.Ordinal);

    public async ValueTask<Caller?> ReadAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header is not [{ } text] || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var now = clock.GetUtcNow();
        if (seen.TryGetValue(text, out var known) && known.Until > now)
            return known.Caller;
        var result = await handler.ValidateTokenAsync(text[Scheme.Length..].Trim(), rules);
        if (!result.IsValid || Caller((JsonWebToken)result.SecurityToken) is not { } caller)
            return null;
        if (seen.Count >= MostRemembered)
            seen.Clear();
        DateTimeOffset end = result.SecurityToken.ValidTo;
        seen[text] = (caller, end - now < remember ? end : now + remember);
        return caller;
    }

    private Caller? Caller(JsonWebToken token)
    {
        var (departments, tiers) = (Texts(token, claims.Departments), Texts(token, claims.Tiers));
        // None means all, so a claim that cannot be read must not be taken for none.
        if (departments is null || tiers is null || tiers.Any(tier => !Codes<Tier>.TryParse(tier, out _)))
            return null;
        var roles = (Texts(token, claims.Roles) ?? []).Aggregate(Roles.None, (union, name) => union | RoleNames.Granted(name));
        if (roles == Roles.None || token.Subject is not { Length: > 0 })
            return null;
        token.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Name, out var name);
        var document = PersonDocument.TryParse(Texts(token, claims.Document)?.FirstOrDefault(), out var read) ? read : (PersonDocument?)null;
        return new(token.Subject, name, roles, document)
        {
            Departments = departments,
            Tiers = [.. Codes<Tier>.Among(tiers)],
        };
    }

    /// <summary>A claim that is one text or several; empty where it is not there, null where it is anything else.</summary>
    private static string[]? Texts(JsonWebToken token, string claim) =>
        !token.TryGetPayloadValue<object>(claim, out var value) ? [] : value switch
        {
            string text => [text],
            JsonElement { ValueKind: JsonValueKind.Array } several
                when several.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                [.. several.EnumerateArray().Select(item => item.GetString()!)],
            IEnumerable<object> several when several.All(item => item is string) => [.. several.Cast<string>()],
            _ => null,
        };

    private static TokenValidationParameters WithClock(TokenValidationParameters rules, TimeProvider clock)
    {
        var timed = rules.Clone();
        timed.LifetimeValidator = (from, until, _, _) =>
            until > clock.GetUtcNow().UtcDateTime - rules.ClockSkew && (from is null || from <= clock.GetUtcNow().UtcDateTime + rules.ClockSkew);
        return timed;
    }
}
