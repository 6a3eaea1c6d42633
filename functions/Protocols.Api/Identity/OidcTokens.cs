using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Protocols.Api.Settings;

namespace Protocols.Api.Identity;

/// <summary>
/// Tokens of the company's issuer, and of a second one for its customers where there is one. A token is checked by the issuer that it
/// names and by no other, so that neither can speak for the other, and one that cannot be reached keeps nobody out but its own.
/// </summary>
public sealed class OidcTokens : ICallerReader, IDisposable
{
    private readonly HttpClient issuerCalls = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly JsonWebTokenHandler handler = new();
    private readonly TrustedIssuer[] issuers;

    public OidcTokens(OidcSettings settings, TimeProvider clock)
    {
        var claims = new TokenClaims(settings.RolesClaim, settings.DepartmentsClaim, settings.TiersClaim, settings.DocumentClaim);
        var staff = new TrustedIssuer(settings.Issuer, settings.Audience, claims, issuerCalls, clock);
        issuers = settings.Consumers is { } consumers
            ? [staff, new(consumers.Issuer, consumers.Audience, TokenClaims.OfConsumers(consumers.DocumentClaim), issuerCalls, clock)]
            : [staff];
    }

    /// <exception cref="IssuerUnreachableException">The keys of the issuer that it names were never found, so nothing can be said of the token.</exception>
    public ValueTask<SignIn> ReadAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count == 0)
            return new(SignIn.Nobody);
        if (BearerTokens.Of(http.Request) is not { } token)
            return new(SignIn.Refuse(SignIn.Unreadable));
        foreach (var known in issuers)
        {
            if (known.Knows(token))
                return known.ReadAsync(token, http.RequestAborted);
        }
        if (Named(token) is not { } name)
            return new(SignIn.Refuse(SignIn.Unreadable));
        return Array.Find(issuers, one => one.Name == name) is { } issuer
            ? issuer.ReadAsync(token, http.RequestAborted)
            : new(SignIn.Refuse(SignIn.Issuer));
    }

    public void Dispose() => issuerCalls.Dispose();

    /// <summary>The issuer that a token names, believed only to find who checks it; null where it is no token.</summary>
    private string? Named(string token)
    {
        try
        {
            return handler.ReadJsonWebToken(token).Issuer;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }
}
