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
public sealed class OidcTokens : ICallerReader, IDisposable
{
    private const string Discovery = "/.well-known/openid-configuration";

    private static readonly TimeSpan skew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan remember = TimeSpan.FromMinutes(5);

    private readonly HttpClient issuerCalls = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> keys;
    private readonly BearerTokens tokens;

    public OidcTokens(OidcSettings settings, TimeProvider clock)
    {
        // As it was written: a slash at the end belongs to the issuer's name.
        var issuer = settings.Issuer.OriginalString;
        keys = new ConfigurationManager<OpenIdConnectConfiguration>(
            issuer.TrimEnd('/') + Discovery,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(issuerCalls) { RequireHttps = !settings.Issuer.IsLoopback })
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

    /// <exception cref="IssuerUnreachableException">Its keys were never found, so nothing can be said of any token.</exception>
    public async ValueTask<Caller?> ReadAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count == 0)
            return null;
        try
        {
            // Held in memory once it was found; without it every good token would look like a bad one.
            await keys.GetConfigurationAsync(http.RequestAborted);
        }
        catch (InvalidOperationException unreachable)
        {
            throw new IssuerUnreachableException("The issuer's keys cannot be found.", unreachable);
        }
        return await tokens.ReadAsync(http);
    }

    public void Dispose() => issuerCalls.Dispose();
}
