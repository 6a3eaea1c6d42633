using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Protocols.Api.Endpoints;
using Protocols.Api.Guarding;
using Protocols.Api.Http;
using Protocols.Api.Identity;

namespace Protocols.Api;

/// <summary>The HTTP surface, the same in every shell.</summary>
public static class ApiSetup
{
    /// <summary>Registers what the calls need; <see cref="ApiServices"/> and <see cref="ICallerReader"/> come from the shell.</summary>
    public static IServiceCollection AddProtocolsApi(this IServiceCollection services) => services
        .AddRouting()
        .AddCors()
        .AddSingleton<AnswerWriter>()
        .AddSingleton<EndpointPipeline>()
        .AddSingleton(provider => Limits(provider.GetRequiredService<ApiServices>()))
        .AddSingleton<ApiPipeline>()
        .AddSingleton<ScheduledSweeps>()
        .AddSingleton(provider => new Deliveries(TimeProvider.System, provider.GetRequiredService<ILogger<Deliveries>>()));

    /// <summary>The pipeline: headers for browsers, local guard, problems for what is no route, the documentation page, and every endpoint of the table.</summary>
    public static void UseProtocolsApi(this IApplicationBuilder app)
    {
        var writer = app.ApplicationServices.GetRequiredService<AnswerWriter>();
        var services = app.ApplicationServices.GetRequiredService<ApiServices>();
        var development = services.Development is not null;
        app.Use(SecurityHeaders.Add);
        if (development)
            app.Use((http, next) => LoopbackOnly.Guard(http, next, writer));
        app.Use((http, next) => UnknownRoutes.Answer(http, next, writer));
        app.UseRouting();
        app.UseCrossOrigin(services.Origins);
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api/docs", StringComparison.OrdinalIgnoreCase), pages => pages.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "api/docs";
            page.SwaggerEndpoint("/api/openapi.json", "Protocolo de atendimento");
            page.DocumentTitle = "Protocolo de atendimento";
        }));
        app.UseEndpoints(routes => routes.MapProtocols(development));
    }

    private static CallLimits Limits(ApiServices services) => new(services.Limits, services.Stores.Tries, services.Ring, services.Clock);

    private static void MapProtocols(this IEndpointRouteBuilder routes, bool development)
    {
        var pipeline = routes.ServiceProvider.GetRequiredService<EndpointPipeline>();
        foreach (var endpoint in EndpointTable.All.Where(endpoint => development || !endpoint.DevelopmentOnly))
            routes.MapMethods(endpoint.Route, [endpoint.Method], http => pipeline.InvokeAsync(http, endpoint)).WithMetadata(endpoint);
        routes.MapGet("/", () => TypedResults.Redirect("/api/docs/"));
    }
}
