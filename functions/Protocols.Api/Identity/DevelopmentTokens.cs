using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Protocols.Chain;
using Protocols.Customers;
using Protocols.People;

namespace Protocols.Api.Identity;

/// <summary>
/// The development identity: whoever reaches the machine may name himself. Tokens are signed with a secret of the key ring and
/// live by the real clock, not by the one that development moves.
/// </summary>
public sealed class DevelopmentTokens : ICallerReader
{
    private const string Issuer = "protocols-development";
    private const int MostRemembered = 10_000;

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly SymmetricSecurityKey key;
    private readonly TokenValidationParameters rules;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> seen = new(StringComparer.Ordinal);

    /// <param name="clock">The machine's clock.</param>
    public DevelopmentTokens(KeyRing ring, TimeProvider clock)
    {
        this.clock = clock;
        key = new SymmetricSecurityKey(ring.Derive("development-tokens"));
        rules = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Issuer,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            LifetimeValidator = (from, until, _, _) => until > clock.GetUtcNow().UtcDateTime,
        };
    }

    /// <summary>How long a token is good.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(12);

    public (string Token, DateTimeOffset ExpiresAt) Issue(TokenRequest asked)
    {
        var now = clock.Now();
        var claims = new Dictionary<string, object> { ["sub"] = asked.Id, ["role"] = asked.Role };
        if (asked.Name is not null)
            claims["name"] = asked.Name;
        if (asked.Document is { } document)
            claims["document"] = document.Value;
        if (asked.Departments.Count > 0)
            claims["departments"] = asked.Departments;
        if (asked.Tiers.Count > 0)
            claims["tiers"] = asked.Tiers;
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            Claims = claims,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
        return (token, now + Lifetime);
    }

    public async ValueTask<Caller?> ReadAsync(HttpContext http)
    {
        const string scheme = "Bearer ";
        var header = http.Request.Headers.Authorization;
        if (header is not [{ } text] || !text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        // Checking a signature costs more than the rest of a read, so a good token is remembered until it ends.
        if (seen.TryGetValue(text, out var known))
            return known.Until > clock.GetUtcNow() ? known.Caller : null;
        var result = await handler.ValidateTokenAsync(text[scheme.Length..].Trim(), rules);
        if (!result.IsValid || Read((JsonWebToken)result.SecurityToken) is not { } caller)
            return null;
        if (seen.Count >= MostRemembered)
            seen.Clear();
        seen[text] = (caller, result.SecurityToken.ValidTo);
        return caller;
    }

    private static Caller? Read(JsonWebToken token)
    {
        var roles = RoleNames.Granted(token.GetPayloadValue<string>("role"));
        if (roles == Roles.None)
            return null;
        token.TryGetPayloadValue<string>("name", out var name);
        var hasDocument = token.TryGetPayloadValue<string>("document", out var text);
        token.TryGetPayloadValue<string[]>("departments", out var departments);
        token.TryGetPayloadValue<string[]>("tiers", out var tiers);
        return new Caller(token.Subject, name, roles, hasDocument && PersonDocument.TryParse(text, out var document) ? document : null)
        {
            Departments = departments ?? [],
            Tiers = [.. Codes<Tier>.Among(tiers ?? [])],
        };
    }
}
