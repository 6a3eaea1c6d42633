using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Protocols.Api.Endpoints;
using Protocols.Sweeping;

namespace ProtocolFunctions.Azure.Tests;

/// <summary>The Azure shell answers what the local one does, neither less nor more.</summary>
public sealed class ParityTests
{
    [Fact]
    public void The_functions_are_the_endpoints_but_those_of_development_and_the_pages()
    {
        var endpoints = EndpointTable.All.Where(endpoint => !endpoint.DevelopmentOnly).ToList();
        Assert.NotEmpty(endpoints);
        Assert.Equal(
            endpoints.Select(endpoint => $"{endpoint.Name} {endpoint.Method} {endpoint.Route}")
                .Append($"{FunctionsFile.Pages} GET {FunctionsFile.PagesRoute}").Order(),
            Function.All.Select(function => $"{function.Name} {Assert.Single(function.Trigger.Methods!)} {function.Trigger.Route}").Order());
    }

    [Fact]
    public void The_timers_are_the_schedules_of_the_local_shell()
    {
        Assert.NotEmpty(Schedule.All);
        Assert.Equal(
            Schedule.All.Select(schedule => $"{schedule.Name} {schedule.Cron}").Order(),
            TimedFunctions().Select(function => $"{function.Name} {function.Cron}").Order());
        Assert.Equal(Sweeps.Names.Order(), Schedule.All.Select(schedule => schedule.Sweep).Order());
    }

    [Fact]
    public void The_service_checks_callers_itself() =>
        Assert.All(Function.All, function => Assert.Equal(AuthorizationLevel.Anonymous, function.Trigger.AuthLevel));

    private static IEnumerable<(string Name, string Cron)> TimedFunctions() =>
        from type in typeof(AzureService).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<TimerTriggerAttribute>()
        where trigger is not null
        select (method.GetCustomAttribute<FunctionAttribute>()!.Name, trigger.Schedule);

    [Fact]
    public void The_host_adds_nothing_to_the_routes()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        Assert.Equal("", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }
}
