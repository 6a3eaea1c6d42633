using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Protocols.Api.Endpoints;
using Protocols.Api.Settings;
using Protocols.Ports;
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
                .Append($"{FunctionsFile.Pages} GET {FunctionsFile.PagesRoute}")
                .Append($"{FunctionsFile.Preflight} OPTIONS {FunctionsFile.PagesRoute}").Order(),
            Function.All.Select(function => $"{function.Name} {Assert.Single(function.Trigger.Methods!)} {function.Trigger.Route}").Order());
    }

    [Fact]
    public void The_timers_are_the_schedules_of_the_local_shell()
    {
        Assert.NotEmpty(Schedule.All);
        Assert.Equal(
            Schedule.All.Select(schedule => $"{schedule.Name} {schedule.Cron}").Order(),
            Triggers<TimerTriggerAttribute>().Select(one => $"{one.Name} {one.Trigger.Schedule}").Order());
        Assert.Equal(Sweeps.Names.Order(), Schedule.All.Select(schedule => schedule.Sweep).Order());
    }

    [Fact]
    public async Task The_queues_that_are_received_from_are_those_of_the_local_shell()
    {
        await using var shell = new AzureShell();
        Assert.NotEmpty(shell.Services.Consumers);
        var triggers = Triggers<ServiceBusTriggerAttribute>().ToList();
        Assert.Equal(shell.Services.Consumers.Select(consumer => consumer.Queue.Name).Order(), triggers.Select(one => one.Trigger.QueueName).Order());
        Assert.All(triggers, one =>
        {
            Assert.Equal(ServiceBusSettings.Section, one.Trigger.Connection);
            Assert.Equal(QueueDefinition.All.Single(queue => queue.Name == one.Trigger.QueueName).Sessions, one.Trigger.IsSessionsEnabled);
            Assert.False(one.Trigger.AutoCompleteMessages);
        });
    }

    [Fact]
    public void The_service_checks_callers_itself() =>
        Assert.All(Function.All, function => Assert.Equal(AuthorizationLevel.Anonymous, function.Trigger.AuthLevel));

    private static IEnumerable<(string Name, T Trigger)> Triggers<T>()
        where T : Attribute =>
        from type in typeof(AzureService).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<T>()
        where trigger is not null
        select (method.GetCustomAttribute<FunctionAttribute>()!.Name, trigger);

    [Fact]
    public void The_host_adds_nothing_to_the_routes()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        Assert.Equal("", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }
}
