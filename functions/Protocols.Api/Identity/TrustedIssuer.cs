using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Protocols.Api.Identity;

/// <summary>
/// One OpenID Connect issuer. Its keys are found by discovery, looked up anew every few minutes and when a token names one that is not
/// known, so the issuer may rotate them while the service runs.
/// </summary>
internal sealed class TrustedIssuer
{
    private const string Discovery = "/.well-known/openid-configuration";

    private static readonly TimeSpan skew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan remember = TimeSpan.FromMinutes(5);

    private readonly ConfigurationManager<OpenIdConnectConfiguration> keys;
    private readonly BearerTokens tokens;

    public TrustedIssuer(Uri issuer, string audience, TokenClaims claims, HttpClient calls, TimeProvider clock)
    {
        // As it was written: a slash at the end belongs to the issuer's name.
        Name = issuer.OriginalString;
        keys = new ConfigurationManager<OpenIdConnectConfiguration>(
            Name.TrimEnd('/') + Discovery,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(calls) { RequireHttps = !issuer.IsLoopback })
        {
            RefreshInterval = TimeSpan.FromSeconds(30),
            // So long may a key be good that the issuer has taken back without ever using another.
            AutomaticRefreshInterval = TimeSpan.FromMinutes(10),
            // A key that the issuer no longer shows is good no more, whatever it was before.
            UseLastKnownGoodConfiguration = false,
        };
        var rules = new TokenValidationParameters
        {
            ConfigurationManager = keys,
            ValidIssuer = Name,
            ValidAudience = audience,
            // Signatures that only the issuer can make: no shared secrets, and never none.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            // The key that the token names and no other.
            TryAllIssuerSigningKeys = false,
            ClockSkew = skew,
        };
        tokens = new(new() { MapInboundClaims = false }, rules, claims, clock, remember);
    }

    /// <summary>What its tokens name it by.</summary>
    public string Name { get; }

    /// <summary>Whether it has lately found this token good.</summary>
    public bool Knows(string token) => tokens.Has(token);

    /// <exception cref="IssuerUnreachableException">Its keys were never found, so nothing can be said of any token.</exception>
    public async ValueTask<SignIn> ReadAsync(string token, CancellationToken cancellation)
    {
        OpenIdConnectConfiguration now;
        try
        {
            // Held in memory once it was found; without it every good token would look like a bad one.
            now = await keys.GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException unreachable)
        {
            throw new IssuerUnreachableException("The issuer's keys cannot be found.", unreachable);
        }
        return tokens.Recall(token, now) is { } caller ? SignIn.Of(caller) : await tokens.CheckAsync(token, now);
    }
}
