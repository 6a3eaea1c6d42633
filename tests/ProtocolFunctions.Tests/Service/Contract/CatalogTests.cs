using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>The company's rules are there to be read, and say when they have changed.</summary>
public sealed class CatalogTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Theory]
    [Trait("Requirement", "M12")]
    [InlineData("occurrences", "billing-complaint")]
    [InlineData("actions", "approve-cancellation")]
    [InlineData("policies", "sac")]
    [InlineData("calendars", "service-desk")]
    [InlineData("procedures", "greeting")]
    [InlineData("departments", "finance")]
    [InlineData("templates", "cancellation-approved")]
    public async Task Reading_staff_read_each_part_and_only_once_while_it_is_the_same(string part, string code)
    {
        var regulator = await service.AsAsync("regulator");
        var read = await ReadAsync(regulator, part);

        Assert.Equal(("general", 1), (read.Expect(200)["name"].GetString(), read["version"].GetInt32()));
        var item = read.Items().Single(one => one.GetProperty("code").GetString() == code);
        Assert.Contains("\"pt-BR\"", item.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("\"1-general\"", read.ETag);
        Assert.Equal(304, (await ReadAsync(regulator, part, ("If-None-Match", read.ETag!))).Status);
        Assert.Equal(200, (await ReadAsync(regulator, part, ("If-None-Match", "\"0-general\""))).Status);
    }

    [Fact]
    [Trait("Requirement", "M5")]
    public async Task Occurrences_come_with_the_names_of_their_types_and_reasons()
    {
        var read = (await ReadAsync(await service.AgentAsync(), "occurrences")).Expect(200);
        var reasons = read.Items("reasons").Select(reason => reason.GetProperty("code").GetString()).ToHashSet();

        Assert.All(read.Items(), occurrence => Assert.All(
            occurrence.GetProperty("reasons").EnumerateArray(), reason => Assert.Contains(reason.GetString(), reasons)));
        Assert.Equal("Dúvida", read.Items("types")[0].GetProperty("name").GetProperty("pt-BR").GetString());
    }

    [Fact]
    [Trait("Requirement", "M15")]
    public async Task Policies_come_with_the_presets_whose_terms_they_take()
    {
        var read = (await ReadAsync(await service.AgentAsync(), "policies")).Expect(200);

        Assert.Equal("sac", read["defaultPolicy"].GetString());
        Assert.Contains(read.Items("presets"), preset => preset.GetProperty("code").GetString() == "sac-11034");
    }

    [Fact]
    public async Task Others_read_nothing_and_there_is_nothing_else()
    {
        Assert.Equal("401 unauthenticated", (await ReadAsync(service.Anyone, "actions")).Refusal);
        Assert.Equal("403 role-forbidden", (await ReadAsync(await service.AsAsync("client", "site"), "actions")).Refusal);
        Assert.Equal("404 catalog-part-not-found", (await ReadAsync(await service.AgentAsync(), "weather")).Refusal);
    }

    private static Task<Reply> ReadAsync(Desk desk, string part, params (string, string)[] headers) =>
        desk.SendAsync("GET", $"catalog/{part}", null, headers);
}
