using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Protocols.Api.Settings;
using Protocols.People;

namespace Protocols.Api.Identity;

/// <summary>
/// Tokens of an OpenID Connect issuer. Its keys are found by discovery and looked up anew when a token names one that is not
/// known, so the issuer may rotate them while the service runs.
/// </summary>
public sealed class OidcTokens : ICallerReader
{
    private const string Discovery = "/.well-known/openid-configuration";

    private static readonly TimeSpan skew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan remember = TimeSpan.FromMinutes(5);

    private readonly BearerTokens tokens;

    public OidcTokens(OidcSettings settings, TimeProvider clock)
    {
        // As it was written: a slash at the end belongs to the issuer's name.
        var issuer = settings.Issuer.OriginalString;
        var keys = new ConfigurationManager<OpenIdConnectConfiguration>(
            issuer.TrimEnd('/') + Discovery,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !settings.Issuer.IsLoopback })
        {
            RefreshInterval = TimeSpan.FromSeconds(30),
            // A key that the issuer no longer shows is good no more, whatever it was before.
            UseLastKnownGoodConfiguration = false,
        };
        var rules = new TokenValidationParameters
        {
            ConfigurationManager = keys,
            ValidIssuer = issuer,
            ValidAudience = settings.Audience,
            // Signatures that only the issuer can make: no shared secrets, and never none.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            ClockSkew = skew,
        };
        var claims = new CallerClaims(settings.RolesClaim, settings.DepartmentsClaim, settings.TiersClaim, settings.DocumentClaim);
        tokens = new(new() { MapInboundClaims = false }, rules, claims, clock, remember);
    }

    public ValueTask<Caller?> ReadAsync(HttpContext http) => tokens.ReadAsync(http);
}
