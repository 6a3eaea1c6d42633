using System.Globalization;
using System.Text.RegularExpressions;
using Protocols.Sweeping;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>The sums on the page on cost follow from its own tables: the requests that are counted, and what is assumed of a case.</summary>
public sealed partial class CostTests
{
    private const double KbOfProtocol = 6.2, KbOfOpening = 3, KbOfOther = 1, SecondsPerMonth = 30 * 86_400d;

    private readonly string page = File.ReadAllText(Path.Combine(Sources.Root(), "docs", "cost.md"));

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    [InlineData(10_000_000)]
    public void What_a_month_takes_is_what_the_tables_come_to(long protocols)
    {
        var (requests, units, executions, messages) = Idle();
        foreach (var (act, times) in Assumed("act"))
        {
            var counted = Counted(act);
            requests += protocols * times * counted.Sum(one => one.Count);
            units += protocols * times * counted.Sum(one => one.Count * Units(one.What, act));
            executions += protocols * times;
        }
        // A block of numbers for each second in which anybody opens.
        var blocks = Math.Min(protocols, SecondsPerMonth);
        requests += blocks;
        units += blocks * 2 * Create(KbOfOther);
        var sent = protocols * Assumed("messages").Sum(row => row.Times);
        executions += sent;
        messages += sent * 4;
        var recordings = protocols * Assumed("recordings").Single().Times;

        var row = string.Join(" | ", [
            $"| {Round(protocols)}", Round(requests), Round(units), Round(protocols * KbOfProtocol / 1e6), Round(executions), Round(messages),
            Round(recordings), Round(recordings * 8), $"{Round(recordings * 2.4 / 1e3)} |"]);
        Assert.True(page.Contains($"\n{row}\n", StringComparison.Ordinal), row);
    }

    /// <summary>What the passes ask where there is nothing to do, in a month.</summary>
    private (double Requests, double Units, double Executions, double Messages) Idle()
    {
        var (requests, units, executions) = (0d, 0d, 0d);
        foreach (var schedule in Schedule.All.Where(schedule => schedule.Sweep != Sweeps.Reports))
        {
            var act = $"an idle pass: {schedule.Sweep}";
            var times = 30 * (schedule.Cron == Schedule.EachMinute ? 1440 : 24);
            requests += times * Counted(act).Sum(one => one.Count);
            units += times * Counted(act).Sum(one => one.Count * Units(one.What, act));
            executions += times;
        }
        // The relay looks at the dead letters each time.
        return (requests, units, executions, 30 * 1440);
    }

    /// <summary>Without what the index adds to a write, as the page says.</summary>
    private static double Units(string what, string act) => what.Split(' ') switch
    {
        ["read", var container] => Read(container == "protocols" ? KbOfProtocol : KbOfOther),
        ["create", "protocols"] => Create(KbOfOpening),
        ["create" or "delete", _] => Create(KbOfOther),
        ["replace", var container] => 2 * Create(container == "protocols" ? KbOfProtocol : KbOfOther),
        // What a query finds costs like reading it; one that finds nothing costs the least there is.
        ["query", _] => act == "a page of a list or a search" ? 50 * KbOfProtocol : 3,
        _ => throw new InvalidOperationException($"What does {what} cost?"),
    };

    private static double Read(double kb) => 1 + ((kb - 1) * 9 / 99);

    private static double Create(double kb) => 5 + ((kb - 1) * 45 / 99);

    /// <summary>Two digits that count; more would say more than is known.</summary>
    private static string Round(double value)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        var rounded = Math.Round(value / step) * step;
        return rounded.ToString(rounded < 10 ? "0.##" : "#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
    }

    private List<(int Count, string What)> Counted(string act)
    {
        var row = page.Split('\n').SingleOrDefault(line => line.StartsWith($"| {act} | `", StringComparison.Ordinal));
        Assert.True(row is not null, $"The page counts nothing for {act}.");
        return [.. Request().Matches(row).Select(match => (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value))];
    }

    private IEnumerable<(string What, double Times)> Assumed(string kind)
    {
        var rows = Row().Matches(page).Where(row => row.Groups["kind"].Value == kind).ToList();
        Assert.NotEmpty(rows);
        return rows.Select(row => (row.Groups["what"].Value, double.Parse(row.Groups["times"].Value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"`(\d+) ([^`]+)`")]
    private static partial Regex Request();

    [GeneratedRegex(@"^\| (?<kind>act|messages|recordings) \| (?<what>[^|]+) \| (?<times>[\d.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
