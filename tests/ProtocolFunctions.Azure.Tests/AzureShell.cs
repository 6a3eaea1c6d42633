using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtocolFunctions.Http;
using Protocols.Api.Http;
using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Stores.Embedded;
using Protocols.Stores.Keys;

namespace ProtocolFunctions.Azure.Tests;

/// <summary>
/// The Azure shell as Program composes it, over embedded stores in a folder of its own. No host and no server: a test hands a
/// function the request that the worker would hand it.
/// </summary>
internal sealed class AzureShell : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("protocols-");
    private readonly EmbeddedStore store;
    private readonly WebApplication app;
    private readonly DevelopmentTokens tokens;

    public AzureShell()
    {
        var ring = KeyFile.Load(folder.FullName);
        store = EmbeddedStore.Open(folder.FullName, TimeProvider.System);
        tokens = new DevelopmentTokens(ring, TimeProvider.System);
        var settings = ServiceSettings.Read(new ConfigurationBuilder().Build()).Settings!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        AzureService.Add(builder.Services, settings, store.Under(ring) with { Signing = SigningKeyFile.Load(folder.FullName) }, TimeProvider.System);
        app = builder.Build();
    }

    public ApiServices Services => app.Services.GetRequiredService<ApiServices>();

    /// <summary>A class of functions, made as the worker makes it.</summary>
    public T Make<T>() => ActivatorUtilities.CreateInstance<T>(app.Services);

    /// <summary>What the function answers to the request, called as the worker calls it.</summary>
    /// <param name="role">The caller's; null calls without a token.</param>
    public async Task<(int Status, JsonElement Body, IHeaderDictionary Headers)> CallAsync(
        string function, string method, string path, string? body = null, string? role = "agent")
    {
        var (status, headers, text) = await SendAsync(function, method, path, body, role);
        return (status, JsonSerializer.Deserialize<JsonElement>(text), headers);
    }

    /// <summary>What is answered to somebody who only looks.</summary>
    public Task<(int Status, IHeaderDictionary Headers, string Body)> GetAsync(string function, string path) =>
        SendAsync(function, "GET", path, null, null);

    private async Task<(int Status, IHeaderDictionary Headers, string Body)> SendAsync(
        string function, string method, string path, string? body, string? role)
    {
        await using var scope = app.Services.CreateAsyncScope();
        using var answer = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Method = method;
        http.Request.Path = path;
        http.Response.Body = answer;
        if (role is not null)
            http.Request.Headers.Authorization = $"Bearer {tokens.Issue(new(role, "ana", "Ana Prado")).Token}";
        if (body is not null)
        {
            http.Request.ContentType = "application/json";
            http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
            http.Request.ContentLength = http.Request.Body.Length;
        }
        // So the worker's own routing leaves it.
        http.SetEndpoint(new Microsoft.AspNetCore.Http.Endpoint(_ => Task.CompletedTask, EndpointMetadataCollection.Empty, function));
        http.Request.RouteValues["number"] = "the worker's";

        var functions = ActivatorUtilities.CreateInstance<HttpFunctions>(scope.ServiceProvider);
        var result = await (Task<IResult>)Function.Named(function).Method.Invoke(functions, [http.Request])!;
        Assert.IsType<EmptyHttpResult>(result);
        await http.Response.CompleteAsync();
        return (http.Response.StatusCode, http.Response.Headers, Encoding.UTF8.GetString(answer.ToArray()));
    }

    /// <summary>A protocol that its agent has referred to the supervisor; the message lies in the queue.</summary>
    public async Task<string> ReferredAsync()
    {
        var (_, opened, _) = await CallAsync("OpenProtocol", "POST", "/api/protocols", """{ "channel": "phone", "subject": "Internet sem sinal" }""");
        var number = opened.GetProperty("number").GetString()!;
        await CallAsync("AddEntry", "POST", $"/api/protocols/{number}/entries", """{ "kind": "note", "text": "Cliente antiga" }""");
        var (status, _, _) = await CallAsync(
            "ReferProtocol", "POST", $"/api/protocols/{number}/referrals", """{ "to": { "tier": "supervisor" }, "reason": "Cliente pede" }""");
        Assert.Equal(202, status);
        return number;
    }

    /// <summary>As if the database had gone.</summary>
    public ValueTask CloseStoreAsync() => store.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
