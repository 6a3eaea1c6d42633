using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>The version a reader saw is his to insist on; who only adds need not.</summary>
public sealed class VersionTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Theory]
    [InlineData("\"1-s\"")]
    [InlineData("\"3-s\"")]
    [InlineData("W/\"2-s\"")]
    [InlineData("\"2x-s\"")]
    [InlineData("\"\"")]
    [InlineData("\"-2-s\"")]
    [InlineData("2-s")]
    [InlineData("\"1-s\", \"7-s\"")]
    public async Task A_change_for_another_version_is_refused(string match)
    {
        var (ana, number) = await AmendedOnceAsync();
        Assert.Equal("412 version-changed", (await ana.AmendAsync(number, new { detail = "B" }, ("If-Match", match))).Refusal);
        Assert.Equal("412 version-changed", (await ana.NoteAsync(number, "Nota", ("If-Match", match))).Refusal);
        Assert.Equal("412 version-changed", (await ana.ResolveAsync(number, ("If-Match", match))).Refusal);
        Assert.Equal("\"2-s\"", (await ana.ReadAsync(number)).ETag);
    }

    [Theory]
    [InlineData("\"2-s\"")]
    [InlineData("\"2-f\"")]
    [InlineData("\"2-p\"")]
    [InlineData("*")]
    [InlineData("\"1-s\", \"2-s\"")]
    public async Task A_change_for_this_version_is_done(string match)
    {
        var (ana, number) = await AmendedOnceAsync();
        var changed = (await ana.AmendAsync(number, new { detail = "B" }, ("If-Match", match))).Expect(200);
        Assert.Equal("\"3-s\"", changed.ETag);
    }

    [Fact]
    public async Task Every_protocol_answer_bears_its_version_in_its_readers_view()
    {
        var (ana, number) = await AmendedOnceAsync();
        var read = await ana.ReadAsync(number);
        Assert.Equal("\"2-s\"", read.ETag);
        Assert.Equal("Authorization", read.Header("Vary"));
        Assert.Equal("\"2-f\"", (await (await service.AsAsync("compliance")).ReadAsync(number)).ETag);
        Assert.Equal("\"2-p\"", (await (await service.AsAsync("consumer", "maria", null, Samples.Cpf)).ReadAsync(number)).ETag);
        Assert.Equal("\"2-s\"", (await ana.TimelineAsync(number)).ETag);
        Assert.Equal("\"3-s\"", (await ana.NoteAsync(number, "Nota")).ETag);
    }

    [Fact]
    public async Task A_reader_who_has_this_version_in_this_view_is_told_so_and_no_more()
    {
        var (ana, number) = await AmendedOnceAsync();
        foreach (var known in new[] { "\"2-s\"", "W/\"2-s\"", "\"9-s\", \"2-s\"", "*" })
        {
            var same = (await ana.ReadAsync(number, ("If-None-Match", known))).Expect(304);
            Assert.Equal("", same.Text);
            Assert.Equal("\"2-s\"", same.ETag);
        }
        foreach (var other in new[] { "\"1-s\"", "\"2-f\"", "\"2-p\"", "2-s", "nonsense" })
            (await ana.ReadAsync(number, ("If-None-Match", other))).Expect(200);
        (await ana.SendAsync("GET", $"protocols/{number}/timeline", null, ("If-None-Match", "\"2-s\""))).Expect(304);
    }

    [Fact]
    public async Task Not_modified_is_told_only_to_who_may_see_it()
    {
        var (_, number) = await AmendedOnceAsync();
        var other = await service.AsAsync("consumer", "joao", null, Samples.OtherCpf);
        Assert.Equal("404 protocol-not-found", (await other.ReadAsync(number, ("If-None-Match", "*"))).Refusal);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_keeps_the_version()
    {
        var (ana, number) = await AmendedOnceAsync();
        Assert.Equal("\"2-s\"", (await ana.AmendAsync(number, new { detail = "A" })).Expect(200).ETag);
        Assert.Equal("\"2-s\"", (await ana.AmendAsync(number, new { })).Expect(200).ETag);
    }

    [Fact]
    public async Task Entries_added_at_once_never_conflict_and_are_all_there()
    {
        const int writers = 24;
        var (ana, number) = await AmendedOnceAsync();
        var added = await Task.WhenAll(Enumerable.Range(0, writers).Select(i => ana.NoteAsync(number, $"Nota {i}")));
        Assert.All(added, reply => reply.Expect(201));
        Assert.Equal(writers, added.Select(reply => reply["n"].GetInt64()).Distinct().Count());
        var timeline = (await ana.ReadAsync(number)).Items("timeline");
        Assert.Equal(Enumerable.Range(1, writers + 2), timeline.Select(entry => entry.GetProperty("n").GetInt32()));
        Assert.Equal(
            Enumerable.Range(0, writers).Select(i => $"Nota {i}").Order(),
            timeline.Skip(2).Select(entry => entry.GetProperty("text").GetString()!).Order());
    }

    [Fact]
    public async Task Of_two_who_insist_on_one_version_one_wins()
    {
        var (ana, number) = await AmendedOnceAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => ana.AmendAsync(number, new { detail = $"Versão {i}" }, ("If-Match", "\"2-s\""))));
        Assert.Single(replies, reply => reply.Status == 200);
        Assert.All(replies.Where(reply => reply.Status != 200), reply => Assert.Equal("412 version-changed", reply.Refusal));
    }

    private async Task<(Desk Ana, string Number)> AmendedOnceAsync()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        (await ana.AmendAsync(number, new { detail = "A" })).Expect(200);
        return (ana, number);
    }
}
