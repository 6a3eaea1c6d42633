using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using ProtocolFunctions.Tests.Service.Guarding;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Texts;
using Protocols.Catalog;
using Protocols.Ports;
using Protocols.Reporting;

namespace ProtocolFunctions.Tests.Service;

/// <summary>Tables that are too large for one thread to write in time.</summary>
[Trait("Requirement", "M28")]
public sealed class ReportTableTests
{
    private const int Days = 300, Agents = 60;

    private static readonly SummaryQuery query = new(new(2026, 1, 1), new(2026, 12, 31), Period.Day, Dimension.Agent);
    private static readonly Dictionary<string, string> called = Enumerable.Range(0, Agents).ToDictionary(Agent, n => $"Agente {n}");

    [Fact]
    public async Task A_large_table_has_every_group_once_in_order_and_their_total_last()
    {
        var lines = Lines(await SentAsync(Groups()));
        Assert.Equal(2 + Days * Agents, lines.Count);
        Assert.StartsWith("period,code,name,protocols,protocols.base,resolved,", lines[0], StringComparison.Ordinal);
        var all = Groups().ToBlockingEnumerable().Select((group, n) =>
            $"{group.Period},{group.Code},Agente {n % Agents},{group.Sums[(int)Measure.Protocols]},{group.Sums[(int)Measure.Protocols]},{group.Sums[(int)Measure.Resolved]},");
        Assert.All(all.Zip(lines.Skip(1)), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        var (protocols, resolved) = (Sum(Measure.Protocols), Sum(Measure.Resolved));
        Assert.StartsWith($"total,,,{protocols},{protocols},{resolved},{resolved},", lines[^1], StringComparison.Ordinal);

        static long Sum(Measure measure) => Groups().ToBlockingEnumerable().Sum(group => group.Sums[(int)measure]);
    }

    /// <summary>The web server takes nothing from a thread that would wait for it.</summary>
    [Theory, InlineData(0), InlineData(1), InlineData(400), InlineData(600), InlineData(Days * Agents)]
    public async Task A_table_of_any_size_is_sent_without_a_thread_that_waits(int rows)
    {
        var http = new DefaultHttpContext();
        using var body = new Unwaited();
        http.Response.Body = body;
        await Table(Groups().Take(rows)).Send!(http.Response);
        Assert.Equal(2 + rows, Lines(Encoding.UTF8.GetString(body.ToArray())).Count);
    }

    [Fact]
    public async Task A_store_that_is_busy_from_the_start_is_a_problem_and_no_empty_table() =>
        await CsvTests.IsBusyAsync(Table(Groups(breakAfter: 0)));

    [Fact]
    public async Task A_large_table_that_breaks_off_claims_no_total()
    {
        var http = Called(out var body);
        await Assert.ThrowsAsync<StoreBusyException>(() => Table(Groups(breakAfter: Days * Agents / 2)).Send!(http.Response));
        Assert.DoesNotContain("total", Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<SummaryGroup> Groups(int breakAfter = int.MaxValue)
    {
        for (var n = 0; n < Days * Agents; n++)
        {
            if (n == breakAfter)
                throw new StoreBusyException("Not now.");
            var day = query.From.AddDays(n / Agents);
            var sums = new long[Measures.Count];
            (sums[(int)Measure.Protocols], sums[(int)Measure.Resolved]) = (n + 1, n);
            yield return new(day, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Agent(n % Agents), sums);
            if (n % Agents == 0)
                await Task.Yield();
        }
    }

    private static string Agent(int n) => $"agent.{n:D3}";

    private static Answer Table(IAsyncEnumerable<SummaryGroup> groups)
    {
        var names = new CodeNames(Catalogue.General, CultureInfo.InvariantCulture, called);
        return Csv.Saved("table.csv", table => ReportTables.WriteAsync(table, query, groups, names, default));
    }

    private static DefaultHttpContext Called(out MemoryStream body)
    {
        var http = new DefaultHttpContext();
        http.Response.Body = body = new MemoryStream();
        return http;
    }

    private static async Task<string> SentAsync(IAsyncEnumerable<SummaryGroup> groups)
    {
        var http = Called(out var body);
        await Table(groups).Send!(http.Response);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    /// <summary>Is written to as a response is.</summary>
    private sealed class Unwaited : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            base.Write(buffer.ToArray(), 0, buffer.Length);
            return ValueTask.CompletedTask;
        }

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static List<string> Lines(string table) => [.. table.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
}
