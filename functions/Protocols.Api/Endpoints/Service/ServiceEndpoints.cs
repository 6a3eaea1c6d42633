using System.Text.Json;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.OpenApi;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>What the service says about itself.</summary>
internal static class ServiceEndpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new()
        {
            Name = "IsLive",
            Method = "GET",
            Route = "api/health/live",
            Roles = Roles.None,
            Open = true,
            Summary = "The process runs.",
            Status = 200,
            Response = typeof(HealthAnswer),
            Handle = _ => Task.FromResult(Healthy),
        },
        new()
        {
            Name = "IsReady",
            Method = "GET",
            Route = "api/health/ready",
            Roles = Roles.None,
            Open = true,
            Summary = "The store answers.",
            Status = 200,
            Response = typeof(HealthAnswer),
            Handle = async call =>
            {
                await call.Services.Store.FindAsync("0", call.Cancellation);
                return Healthy;
            },
        },
        new()
        {
            Name = "ReadOpenApi",
            Method = "GET",
            Route = "api/openapi.json",
            Roles = Roles.None,
            Open = true,
            Summary = "This description.",
            Status = 200,
            Response = typeof(JsonElement),
            Handle = _ => Task.FromResult(Answer.Ok(OpenApiDocument.Json, AnswerJson.Default.JsonElement)),
        },
    ];

    private static Answer Healthy => Answer.Ok(new("ok"), AnswerJson.Default.HealthAnswer);
}
