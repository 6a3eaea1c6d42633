using System.Text.RegularExpressions;
using Protocols.Api.Endpoints;
using Protocols.People;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>Every row of the table of routes says all that is promised about its call.</summary>
public sealed class EndpointTests
{
    [Fact]
    public void Names_and_routes_are_unique()
    {
        Assert.NotEmpty(EndpointTable.All);
        Assert.Equal(EndpointTable.All.Count, EndpointTable.All.Select(endpoint => endpoint.Name).Distinct().Count());
        Assert.Equal(
            EndpointTable.All.Count,
            EndpointTable.All.Select(endpoint => $"{endpoint.Method} {Regex.Replace(endpoint.Route, "{[^}]*}", "{}")}").Distinct().Count());
    }

    [Fact]
    public void Every_endpoint_says_who_may_what_it_does_and_what_comes_back() => Assert.All(EndpointTable.All, endpoint =>
    {
        Assert.Matches("^[A-Z][A-Za-z]+$", endpoint.Name);
        Assert.StartsWith("api/", endpoint.Route, StringComparison.Ordinal);
        Assert.True(endpoint.Open == (endpoint.Roles == Roles.None), $"{endpoint.Name} is open or has roles, not both.");
        Assert.EndsWith(".", endpoint.Summary, StringComparison.Ordinal);
        Assert.InRange(endpoint.Status, 200, 202);
        Assert.NotNull(endpoint.Response);
    });

    [Fact]
    public void Whatever_changes_a_protocol_is_conditional_and_every_POST_of_it_repeatable()
    {
        var changing = EndpointTable.All.Where(endpoint => endpoint.Route.Contains("{number}", StringComparison.Ordinal)
            && endpoint.Method is not ("GET" or "HEAD") && !endpoint.Aside).ToList();
        Assert.NotEmpty(changing);
        Assert.All(changing, endpoint =>
        {
            Assert.True(endpoint.Conditional, endpoint.Name);
            Assert.Equal(endpoint.Method == "POST", endpoint.Idempotent);
        });
    }

    [Fact]
    public void A_body_has_an_example_and_refuses_what_is_invalid() => Assert.All(EndpointTable.All.Where(endpoint => endpoint.Body is not null), endpoint =>
    {
        Assert.NotNull(endpoint.Example);
        Assert.Contains("invalid", endpoint.Problems);
        if (endpoint.Idempotent)
            Assert.Contains("idempotency-key-reused", endpoint.Problems);
    });
}
