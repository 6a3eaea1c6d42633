using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ProtocolFunctions.Azure.Tests;

/// <summary>A function as the worker's index sees it: by its attributes.</summary>
internal sealed record Function(string Name, MethodInfo Method, HttpTriggerAttribute Trigger)
{
    public static IReadOnlyList<Function> All { get; } =
    [
        .. from type in typeof(AzureService).Assembly.GetTypes()
           from method in type.GetMethods()
           let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
           let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
           where name is not null && trigger is not null
           select new Function(name, method, trigger),
    ];

    public static Function Named(string name) => All.Single(function => function.Name == name);
}
