using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>The history in parts, by fact number (M20).</summary>
[Trait("Requirement", "M20")]
public sealed class TimelineTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Theory]
    [InlineData("?after=1&before=3", "after not-with")]
    [InlineData("?after=-1", "after not-between")]
    [InlineData("?before=0", "before not-between")]
    [InlineData("?limit=201", "limit not-between")]
    [InlineData("?after=x", "after not-between")]
    [InlineData("?page=2", "page unknown-field")]
    public async Task A_window_that_cannot_be_is_refused(string query, string error)
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        Assert.Equal([error], (await ana.TimelineAsync(number, query)).Errors);
    }

    [Theory]
    [InlineData("", 1, 12, 0, 0)]
    [InlineData("?limit=5", 8, 12, 8, 0)]
    [InlineData("?before=8&limit=5", 3, 7, 3, 7)]
    [InlineData("?before=3", 1, 2, 0, 2)]
    [InlineData("?after=0&limit=4", 1, 4, 0, 4)]
    [InlineData("?after=4&limit=4", 5, 8, 5, 8)]
    [InlineData("?after=8&limit=4", 9, 12, 9, 0)]
    [InlineData("?after=12", 1, 0, 13, 0)]
    [InlineData("?after=2147483647", 1, 0, 2147483648, 0)]
    [InlineData("?before=2147483647&limit=1", 12, 12, 12, 0)]
    public async Task A_window_says_how_to_go_on_from_it(string query, int first, int last, long before, long after)
    {
        var ana = await service.AgentAsync();
        var number = await TwelveFactsAsync(ana);
        var timeline = (await ana.TimelineAsync(number, query)).Expect(200);
        Assert.Equal(
            Enumerable.Range(first, last - first + 1), timeline.Items().Select(entry => entry.GetProperty("n").GetInt32()));
        Assert.Equal((before, after), (Place(timeline, "before"), Place(timeline, "after")));
    }

    [Fact]
    public async Task A_long_history_is_answered_with_its_newest_hundred_and_read_to_its_beginning()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var text = new string('x', 1000);
        for (var i = 0; i < 119; i++)
            (await ana.NoteAsync(number, $"{i} {text}")).Expect(201);

        var read = (await ana.ReadAsync(number)).Expect(200);
        Assert.Equal(100, read.Items("timeline").Count);
        Assert.Equal(21, read["timelineBefore"].GetInt32());
        var seen = read.Items("timeline").Select(entry => entry.GetProperty("n").GetInt32()).ToList();
        var before = read["timelineBefore"].GetInt64();
        while (before != 0)
        {
            var older = (await ana.TimelineAsync(number, $"?before={before}&limit=7")).Expect(200);
            seen.InsertRange(0, older.Items().Select(entry => entry.GetProperty("n").GetInt32()));
            before = Place(older, "before");
        }
        Assert.Equal(Enumerable.Range(1, 120), seen);
    }

    [Fact]
    public async Task An_entry_says_who_did_what_when_and_is_chained()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var added = (await ana.InformAsync(number, "Avisada por telefone")).Expect(201);
        var entry = (await ana.TimelineAsync(number)).Items()[^1];
        Assert.Equal(added.Body.GetRawText(), entry.GetRawText());
        Assert.Equal("contact", entry.GetProperty("kind").GetString());
        Assert.Equal("Avisada por telefone", entry.GetProperty("text").GetString());
        Assert.Equal("phone", entry.GetProperty("channel").GetString());
        Assert.Equal("public", entry.GetProperty("visibility").GetString());
        Assert.Equal("Ana Prado", entry.GetProperty("by").GetProperty("name").GetString());
        Assert.Equal("outbound", entry.GetProperty("data").GetProperty("direction").GetString());
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{3}Z$", entry.GetProperty("at").GetString());
        Assert.Equal(entry.GetProperty("hash").GetString(), (await ana.ReadAsync(number))["integrity"].GetProperty("head").GetString());
    }

    /// <summary>0 where there is nothing more that way.</summary>
    private static long Place(Reply timeline, string name) => timeline[name].ValueKind == JsonValueKind.Null ? 0 : timeline[name].GetInt64();

    private static async Task<string> TwelveFactsAsync(Desk ana)
    {
        var number = await ana.OpenedAsync(Samples.Contact());
        for (var n = 2; n <= 12; n++)
            (await ana.NoteAsync(number, $"Nota {n}")).Expect(201);
        return number;
    }
}
