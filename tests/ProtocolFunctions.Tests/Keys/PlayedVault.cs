using System.Net;
using System.Net.Http.Json;
using Azure.Core;

namespace ProtocolFunctions.Tests.Keys;

/// <summary>Asks for a token as a vault does, then answers.</summary>
internal sealed class PlayedVault(HttpStatusCode status, string? secret) : HttpMessageHandler
{
    public List<string> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null)
        {
            var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized);
            challenge.Headers.Add("WWW-Authenticate", """Bearer authorization="https://login.microsoftonline.com/company", resource="https://vault.azure.net" """);
            return Task.FromResult(challenge);
        }
        Asked.Add(request.RequestUri!.AbsolutePath);
        object body = status == HttpStatusCode.OK
            ? new { value = secret, id = "https://company.vault.azure.net/secrets/protocols-key-ring/1" }
            : new { error = new { code = status.ToString(), message = "said by the vault" } };
        return Task.FromResult(new HttpResponseMessage(status) { Content = JsonContent.Create(body) });
    }
}

internal sealed class Anybody : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new("token", DateTimeOffset.MaxValue);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
