using Protocols;
using Protocols.Escalating;
using Protocols.Ports;
using Protocols.Stores.Embedded;
using Protocols.Stores.Embedded.Reports;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>A list must cost what it shows, so no plan may sort or walk a whole table.</summary>
public sealed class EmbeddedListPlanTests
{
    private static readonly Dictionary<string, ProtocolQuery> queries = new()
    {
        ["everything"] = new(),
        ["status"] = new() { Status = Status.Open },
        ["type"] = new() { Type = "x" },
        ["occurrence"] = new() { Occurrence = "x" },
        ["channel"] = new() { Channel = Channel.App },
        ["owner"] = new() { Owner = "x" },
        ["no owner"] = new() { Owner = "" },
        ["by due date"] = new() { ByDueDate = true, Owner = "x", Keys = [["x", "y"]] },
        ["breached"] = new() { Breached = true },
        ["not breached"] = new() { Breached = false },
        ["executor"] = new() { Executor = "x" },
        ["tier"] = new() { Tier = Tier.N2 },
        ["department"] = new() { Department = "x" },
        ["waiting on"] = new() { WaitingOn = WaitingOn.Customer },
        ["escalation"] = new() { Escalation = EscalationState.Dead },
        ["several"] = new() { Owner = "x", Status = Status.Open, Channel = Channel.App, Department = "y" },
        ["key"] = Sample.ByKey("x"),
        ["keys in rotation, two groups"] = new() { Keys = [["x", "y"], ["z", "w"]], Status = Status.Open },
    };

    private static readonly string[] owner = ["ana", "bia", ""];

    public static TheoryData<string> Names => [.. queries.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Every_list_is_served_in_order_by_an_index(string name)
    {
        using var folder = new TemporaryFolder();
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System);
        var query = queries[name] with { OpenedFrom = Sample.At, After = new(Sample.At.AddDays(1), "1") };

        var plan = await PlanAsync(store, ListSql.For(query).Text);

        Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.StartsWith("SCAN", StringComparison.Ordinal));
        var ranges = plan.Where(line => line.Contains(" p USING INDEX list_", StringComparison.Ordinal) || line.Contains(" k USING", StringComparison.Ordinal));
        Assert.NotEmpty(ranges);
        Assert.All(ranges, line => Assert.Contains(query.ByDueDate ? "next_due" : "opened_at", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("owner", "list_owner", "list_owed")]
    [InlineData("no owner", "list_unowned", "list_owed")]
    [InlineData("several", "list_owner")]
    [InlineData("occurrence", "list_occurrence", "list_owed")]
    [InlineData("status", "list_status")]
    [InlineData("key", "sqlite_autoindex_protocols_1", "PRIMARY KEY")]
    [InlineData("keys in rotation, two groups", "sqlite_autoindex_protocols_1", "PRIMARY KEY")]
    public async Task By_due_date_few_are_found_by_the_index_of_their_filter_and_no_table_is_walked(string name, params string[] indexes)
    {
        using var folder = new TemporaryFolder();
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System);
        var query = queries[name] with { ByDueDate = true, OpenedFrom = Sample.At, After = new(Sample.At, "1") };

        var plan = await PlanAsync(store, ListSql.For(query, few: true).Text);
        var counting = await PlanAsync(store, ListSql.Counting(query)!.Text);

        Assert.All(indexes, index => Assert.Contains(plan, line => line.Contains(index, StringComparison.Ordinal)));
        Assert.DoesNotContain(plan, line => line.Contains("list_due", StringComparison.Ordinal));
        Assert.All([.. plan, .. counting], line => Assert.False(
            line.StartsWith("SCAN", StringComparison.Ordinal) && !line.StartsWith("SCAN i", StringComparison.Ordinal) && !line.StartsWith("SCAN (", StringComparison.Ordinal), line));
        // Of those without an owner SQLite looks at the rows, too; they are few, since somebody claims them.
        string[] counted = name == "no owner" ? ["USING INDEX list_unowned"] : ["USING COVERING INDEX", "USING PRIMARY KEY"];
        Assert.Contains(counting, line => counted.Any(how => line.Contains(how, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_lies_ahead_is_told_from_an_index_alone()
    {
        using var folder = new TemporaryFolder();
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System);
        Assert.Equal(["SCAN contributions USING COVERING INDEX contributions_open"], await PlanAsync(store, EmbeddedReports.OpenSql));
    }

    /// <summary>Whatever is asked, page after page, found by a filter's index and sorted, or by walking due dates.</summary>
    [Fact]
    public async Task By_due_date_both_ways_find_the_same_in_the_same_order()
    {
        using var folder = new TemporaryFolder();
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System);
        var random = new Random(20261127);
        for (var n = 1; n <= 400; n++)
        {
            var chosen = owner[random.Next(3)];
            var document = Sample.WithKeys(
                Sample.Document(n, index => index with
                {
                    Owner = chosen.Length == 0 ? null : chosen,
                    Status = Enum.GetValues<Status>()[random.Next(5)],
                    Channel = random.Next(2) == 0 ? Channel.App : Channel.Phone,
                    NextDue = random.Next(3) == 0 ? null : Sample.At.AddHours(random.Next(40)),
                }),
                random.Next(2) == 0 ? ["x"] : ["y", "z"]);
            await store.Protocols.CreateAsync(document, null, default);
        }
        var asked = 0;
        for (var round = 0; round < 200; round++)
        {
            var query = new ProtocolQuery
            {
                ByDueDate = true,
                Limit = random.Next(1, 30),
                Owner = random.Next(2) == 0 ? owner[random.Next(3)] : null,
                Status = random.Next(2) == 0 ? Enum.GetValues<Status>()[random.Next(5)] : null,
                Channel = random.Next(3) == 0 ? Channel.App : null,
                OpenedFrom = random.Next(3) == 0 ? Sample.At.AddMinutes(random.Next(300)) : null,
                OpenedTo = random.Next(3) == 0 ? Sample.At.AddMinutes(random.Next(200, 400)) : null,
                Keys = random.Next(3) == 0 ? [["x", "y"], ["z", "x"]] : [],
                After = random.Next(2) == 0 ? new(Sample.At.AddHours(random.Next(20)), Sample.Number(random.Next(400))) : null,
            };
            var walked = await NumbersAsync(store, ListSql.For(query));
            asked += walked.Count;
            Assert.Equal(walked, await NumbersAsync(store, ListSql.For(query, few: true)));
            Assert.Equal(walked.Take(query.Limit), (await store.Protocols.ListAsync(query, default)).Items.Select(document => document.Number));
        }
        Assert.True(asked > 1_000, $"Only {asked} were found in all.");
    }

    private static Task<List<string>> NumbersAsync(EmbeddedStore store, ListSql sql) => ReadAsync(store, sql.Text, 1, sql.Values.ToArray());

    private static Task<List<string>> PlanAsync(EmbeddedStore store, string text) => ReadAsync(store, $"EXPLAIN QUERY PLAN {text}", 3, []);

    private static Task<List<string>> ReadAsync(EmbeddedStore store, string text, int column, object?[] values) => store.Writer.RunAsync(
        on =>
        {
            var lines = new List<string>();
            using var found = on[text].BindAll(values);
            while (found.Step())
                lines.Add(found.Text(column));
            return lines;
        },
        default);
}
