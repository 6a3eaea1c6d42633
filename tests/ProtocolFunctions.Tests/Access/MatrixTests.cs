using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using ProtocolFunctions.Tests.Conventions;
using Protocols.Api.Endpoints;
using Xunit.Sdk;

namespace ProtocolFunctions.Tests.Access;

/// <summary>Every cell of docs/access.md, as it stands on the page, asked of the running service.</summary>
public sealed class MatrixTests
{
    private static readonly string[] forbidden = ["role-forbidden", "contacts-only", "not-owner", "not-receiver", "access-code-needed", "ombudsman-only", "report-not-by-department"];

    [Fact]
    public async Task Every_caller_gets_of_every_call_what_the_page_says()
    {
        await using var world = await AccessWorld.BeginAsync();
        var (wrong, asked) = (new ConcurrentBag<string>(), 0);

        await Parallel.ForEachAsync(Cells(), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (cell, _) =>
        {
            var (row, column, whose, expected) = cell;
            Interlocked.Increment(ref asked);
            try
            {
                if (await AnswerAsync(world, row, column, whose, expected) is var answer && answer != expected)
                    wrong.Add($"{row.Name} as {column.Name}, {whose}: the page says {expected}, the service {answer}");
            }
            catch (XunitException unready)
            {
                wrong.Add($"{row.Name} as {column.Name}, {whose} could not be made ready: {unready.Message}");
            }
        });

        Assert.True(asked > EndpointTable.All.Count * PermissionColumn.All.Count, $"Only {asked} cells were looked at.");
        Assert.True(wrong.IsEmpty, $"{wrong.Count} cells (a call that needs something to stand before it is made ready in Preparations.cs):\n{string.Join('\n', wrong.Order())}");
    }

    [Fact]
    public void Nothing_is_made_ready_for_calls_that_are_no_more() => Assert.Empty(Preparations.Unknown);

    /// <summary>What the page says, cell by cell; a cell with one answer stands for all three.</summary>
    private static IEnumerable<(PermissionRow Row, PermissionColumn Column, Whose Whose, string Expected)> Cells()
    {
        var lines = File.ReadAllLines(Path.Combine(Sources.Root(), "docs", "access.md"));
        string[] Split(string line) => [.. line.Trim('|', ' ').Split('|').Select(cell => cell.Trim(' ', '`'))];
        var names = Split(lines.Single(line => line.StartsWith("| call |", StringComparison.Ordinal)));
        foreach (var cells in lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Split))
        {
            var row = PermissionRow.All.Single(one => one.Name == cells[0]);
            foreach (var (name, cell) in names.Zip(cells).Skip(1))
            {
                var column = PermissionColumn.All.Single(one => one.Name == name);
                var answers = cell.Split(" / ");
                foreach (var whose in row.IsAboutOne ? Enum.GetValues<Whose>() : [Whose.Own])
                    yield return (row, column, whose, answers[answers.Length == 1 ? 0 : (int)whose]);
            }
        }
    }

    private static async Task<string> AnswerAsync(AccessWorld world, PermissionRow row, PermissionColumn column, Whose whose, string expected)
    {
        // Who may not is told so before anything else is looked at; only what can be carried out must be made ready.
        var ready = expected == PermissionRow.May || row.Endpoint.HisAlone || row.Endpoint.Takes.Count > 0;
        var scene = ready && row.Endpoint.Method is not ("GET" or "HEAD")
            ? await world.NewAsync(row, column, whose)
            : await world.LookingAsync(row, column, whose);
        var ask = ready ? await Preparations.ForAsync(scene) : Preparations.AsInItsRow(scene);
        var path = row.Endpoint.Route["api/".Length..]
            .Replace("{number}", ask.Number ?? scene.Number, StringComparison.Ordinal).Replace("{k}", "1", StringComparison.Ordinal);
        foreach (var name in new[] { "{id}", "{code}", "{part}" })
            path = path.Replace(name, ask.Id, StringComparison.Ordinal);
        var reply = await (ask.Caller ?? scene.Caller).SendAsync(row.Endpoint.Method, path, Content(ask), ask.Headers);
        return (reply.Status, reply.Code) switch
        {
            ( >= 200 and < 300, _) => PermissionRow.May,
            (401, "unauthenticated" or null) => PermissionRow.Unknown,
            (403, null) => PermissionRow.Forbidden,
            (403, { } code) when forbidden.Contains(code) => PermissionRow.Forbidden,
            (404, "protocol-not-found" or null) => PermissionRow.NotThere,
            _ => $"{reply.Refusal} {string.Join(", ", reply.Errors)}".Trim(),
        };
    }

    private static HttpContent? Content(Ask ask) =>
        ask.Content is { } bytes ? new ByteArrayContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(ask.ContentType!) } }
        : ask.Body is { } text ? new StringContent(text, Encoding.UTF8, "application/json")
        : null;
}
