using Protocols;
using Protocols.Escalating;
using Protocols.Ports;
using Protocols.Stores.Embedded;

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

    public static TheoryData<string> Names => [.. queries.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Every_list_is_served_in_order_by_an_index(string name)
    {
        using var folder = new TemporaryFolder();
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System);
        var query = queries[name] with { OpenedFrom = Sample.At, After = new(Sample.At.AddDays(1), "1") };

        var plan = await store.Writer.RunAsync(
            on =>
            {
                var lines = new List<string>();
                using var explained = on[$"EXPLAIN QUERY PLAN {ListSql.For(query).Text}"];
                while (explained.Step())
                    lines.Add(explained.Text(3));
                return lines;
            },
            default);

        Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.StartsWith("SCAN", StringComparison.Ordinal));
        var ranges = plan.Where(line => line.Contains(" p USING INDEX list_", StringComparison.Ordinal) || line.Contains(" k USING", StringComparison.Ordinal));
        Assert.NotEmpty(ranges);
        Assert.All(ranges, line => Assert.Contains(query.ByDueDate ? "next_due" : "opened_at", line, StringComparison.Ordinal));
    }
}
