using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Protocols.Chain;

namespace Protocols.Api.Identity;

/// <summary>
/// The development identity: whoever reaches the machine may name himself. Tokens are signed with a secret of the key ring and
/// live by the real clock, not by the one that development moves.
/// </summary>
public sealed class DevelopmentTokens : ICallerReader
{
    private const string Issuer = "protocols-development";

    private static readonly TokenClaims claims = new(Roles: "role", Departments: "departments", Tiers: "tiers", Document: "document");

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly SymmetricSecurityKey key;
    private readonly BearerTokens tokens;
    private readonly TimeProvider clock;

    /// <param name="clock">The machine's clock.</param>
    public DevelopmentTokens(KeyRing ring, TimeProvider clock)
    {
        this.clock = clock;
        key = new SymmetricSecurityKey(ring.Derive("development-tokens"));
        var rules = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Issuer,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = TimeSpan.Zero,
        };
        tokens = new(handler, rules, claims, clock, Lifetime);
    }

    /// <summary>How long a token is good.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(12);

    public (string Token, DateTimeOffset ExpiresAt) Issue(TokenRequest asked)
    {
        var now = clock.Now();
        var named = new Dictionary<string, object> { ["sub"] = asked.Id, [claims.Roles!] = asked.Role };
        if (asked.Name is not null)
            named["name"] = asked.Name;
        if (asked.Document is { } document)
            named[claims.Document] = document.Value;
        if (asked.Departments.Count > 0)
            named[claims.Departments] = asked.Departments;
        if (asked.Tiers.Count > 0)
            named[claims.Tiers] = asked.Tiers;
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            Claims = named,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
        return (token, now + Lifetime);
    }

    public ValueTask<SignIn> ReadAsync(HttpContext http) =>
        http.Request.Headers.Authorization.Count == 0 ? new(SignIn.Nobody)
        : BearerTokens.Of(http.Request) is not { } token ? new(SignIn.Refuse(SignIn.Unreadable))
        : tokens.Recall(token) is { } caller ? new(SignIn.Of(caller))
        : tokens.CheckAsync(token);
}
