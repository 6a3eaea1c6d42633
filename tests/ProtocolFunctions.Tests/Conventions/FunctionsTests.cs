using Protocols.Api.Endpoints;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>
/// The Azure shell is not built by every configuration, so its functions are held against the table of routes as text.
/// </summary>
public sealed class FunctionsTests
{
    private static readonly string folder = Path.Combine(Sources.Root(), "functions", "ProtocolFunctions", "Http");

    [Fact]
    public void The_functions_in_Azure_are_as_the_program_prints_them()
    {
        Assert.Contains("[Function(\"OpenProtocol\")]", FunctionsFile.Write(), StringComparison.Ordinal);
        Assert.Equal(FunctionsFile.Write(), File.ReadAllText(Path.Combine(folder, "HttpFunctions.g.cs")));
    }

    [Fact]
    public void Every_endpoint_but_those_of_development_has_its_function_and_nothing_else_is_made()
    {
        var made = Directory.GetFiles(folder, "*.g.cs").SelectMany(File.ReadAllLines)
            .Where(line => line.Contains("[Function(", StringComparison.Ordinal)).Select(line => line.Split('"')[1]).ToList();
        Assert.NotEmpty(made);
        Assert.Equal([.. EndpointTable.All.Where(endpoint => !endpoint.DevelopmentOnly).Select(endpoint => endpoint.Name), FunctionsFile.Pages, FunctionsFile.Preflight], made);
    }
}
