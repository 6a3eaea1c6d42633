using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Protocols.Api;

/// <summary>The HTTP surface without a server, for a host that hands over one request at a time. It is built once.</summary>
public sealed class ApiPipeline
{
    private readonly RequestDelegate pipeline;

    /// <param name="services">The host's own; requests bring their scope along.</param>
    public ApiPipeline(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseProtocolsApi();
        pipeline = app.Build();
    }

    /// <summary>Answers the request. What it returns is empty and tells a host that nothing is left to be written.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        // The host's routing has found its function; an endpoint that is set makes ours look no further.
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        await pipeline(http);
        return Results.Empty;
    }
}
