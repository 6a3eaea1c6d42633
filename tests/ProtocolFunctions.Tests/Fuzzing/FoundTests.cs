using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Fuzzing;

/// <summary>What garbage once broke, each by itself.</summary>
public sealed class FoundTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task A_field_name_that_is_no_UTF8_is_refused()
    {
        var ana = await service.AgentAsync();
        foreach (byte[] name in (byte[][])[[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80]])
        {
            using var content = new ByteArrayContent([.. """{ "channel": "phone", " """u8, .. name, .. "\": 1 }"u8]);
            content.Headers.ContentType = new("application/json");
            Assert.Equal("400 not-json", (await ana.SendAsync("POST", "protocols", content)).Refusal);
        }
    }

    [Theory]
    [InlineData("POST", "protocols/{0}/callbacks", """{ "at": "\ud800T2Z", "channel": "phone" }""", "at not-zoned")]
    [InlineData("POST", "protocols/search", """{ "openedFrom": "\udc00" }""", "openedFrom not-an-instant")]
    public async Task Half_a_character_where_an_instant_belongs_is_refused(string method, string path, string body, string error)
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var refused = await ana.SendTextAsync(method, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, number), body);
        Assert.Equal("400 invalid", refused.Refusal);
        Assert.Equal([error], refused.Errors);
    }

    [Theory]
    [InlineData("openedFrom=0001-01-01&openedTo=9999-12-31")]
    [InlineData("openedFrom=9999-12-31")]
    [InlineData("openedFrom=0001-01-01T00:00:00Z&openedTo=9999-12-31T23:59:59Z")]
    public async Task The_first_and_the_last_day_of_the_calendar_can_be_asked_for(string query) =>
        (await (await service.AgentAsync()).ListAsync($"?{query}")).Expect(200);

    [Theory]
    [InlineData("0001-01-01", "0001-01-02")]
    [InlineData("9999-12-30", "9999-12-31")]
    public async Task The_most_frequent_of_the_first_and_the_last_days_can_be_asked_for(string from, string to) =>
        (await (await service.AsAsync("supervisor")).SendAsync("GET", $"reports/occurrences?from={from}&to={to}", null)).Expect(200);
}
