using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ProtocolFunctions.Tests.Identity;

/// <summary>A real OpenID Connect issuer, as far as an API meets one: discovery, keys that can be rotated, and signed tokens.</summary>
internal sealed class SmallIssuer : IAsyncDisposable
{
    public const string Audience = "protocols";

    private readonly WebApplication app;
    private RsaSecurityKey key = NewKey();

    private SmallIssuer(WebApplication app) => this.app = app;

    public string Url { get; private set; } = "";

    /// <summary>What everybody may see of the key in use.</summary>
    public RsaSecurityKey PublicKey => new(key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = key.KeyId };

    public static async Task<SmallIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var issuer = new SmallIssuer(builder.Build());
        issuer.app.Run(issuer.AnswerAsync);
        await issuer.app.StartAsync();
        issuer.Url = issuer.app.Urls.Single();
        return issuer;
    }

    public void RotateKey() => key = NewKey();

    /// <summary>Signs with the key in use, and says that it is another.</summary>
    public SigningCredentials SigningAs(string keyId) => new(new RsaSecurityKey(key.Rsa) { KeyId = keyId }, SecurityAlgorithms.RsaSha256);

    /// <summary>A token as it should be, but for what the test changes.</summary>
    public string Token(DateTimeOffset now, Action<SecurityTokenDescriptor>? change = null, params (string Name, object Value)[] claims)
    {
        var named = new Dictionary<string, object> { ["sub"] = "ana", ["name"] = "Ana Prado", ["roles"] = new[] { "agent" } };
        foreach (var (name, value) in claims)
            named[name] = value;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Url,
            Audience = Audience,
            Claims = named,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime.AddHours(1),
            SigningCredentials = new(key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext http) => http.Request.Path.Value switch
    {
        "/.well-known/openid-configuration" => http.Response.WriteAsJsonAsync(new { issuer = Url, jwks_uri = $"{Url}/keys" }),
        "/keys" => http.Response.WriteAsJsonAsync(new { keys = new[] { Shown() } }),
        _ => NotFoundAsync(http),
    };

    private object Shown()
    {
        var shown = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = key.KeyId, n = Base64UrlEncoder.Encode(shown.Modulus), e = Base64UrlEncoder.Encode(shown.Exponent) };
    }

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = RandomNumberGenerator.GetHexString(16) };
}
