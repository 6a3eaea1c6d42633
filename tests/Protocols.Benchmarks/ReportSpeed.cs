using System.Diagnostics;
using Protocols.Ports;
using Protocols.Reporting;
using Protocols.Stores.Embedded;

namespace Protocols.Benchmarks;

/// <summary>
/// Fills a store with what so many protocols of a year contribute to the reports, of 200 agents and 40 occurrences, one in fifty of them unresolved, and sums its days;
/// reports.sh then asks for every report through HTTP. The bare limit is the same database reading the same rows with nothing added up.
/// </summary>
internal static class ReportSpeed
{
    private const int Days = 365, Batch = 2_000, Looks = 5;

    private static readonly DateOnly first = new(2026, 1, 1);

    public static async Task<int> RunAsync(string folder, int count)
    {
        await using var store = EmbeddedStore.Open(folder, TimeProvider.System);
        var start = Stopwatch.GetTimestamp();
        for (var n = 0; n < count; n += Batch)
            await store.Reports.WriteAsync([.. Enumerable.Range(n, Math.Min(Batch, count - n)).Select(i => Contributed(i, count))], default);
        Console.WriteLine($"{count} contributions written                {Stopwatch.GetElapsedTime(start).TotalSeconds,9:F1} s");
        start = Stopwatch.GetTimestamp();
        var stale = await store.Reports.StaleAsync(default);
        foreach (var day in stale)
            await store.Reports.WriteDayAsync(day, await DaySums.OfAsync(day.Day, store.Reports.OfDayAsync(day.Day, default)), default);
        Console.WriteLine($"summing a day again, all dimensions       {Stopwatch.GetElapsedTime(start).TotalMilliseconds / stale.Count,9:F2} ms");

        var bytes = await RowsAsync(store.Reports);
        start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Looks; i++)
            await RowsAsync(store.Reports);
        Console.WriteLine($"bare: the year's rows by agent, {bytes} bytes  {Stopwatch.GetElapsedTime(start).TotalMilliseconds / Looks,9:F2} ms");
        return 0;
    }

    private static async Task<long> RowsAsync(IReports reports)
    {
        var bytes = 0L;
        await foreach (var day in reports.SumsAsync(Dimension.Agent, first, first.AddDays(Days - 1), default))
            bytes += day.Packed.Length;
        return bytes;
    }

    private static Contribution Contributed(int n, int count)
    {
        var random = new Random(n);
        var values = new long[Measures.Count];
        foreach (var measure in Enum.GetValues<Measure>())
            values[(int)measure] = measure is Measure.HandlingTime or Measure.WorkingTime or Measure.ResponseTime ? random.Next(200_000_000) : random.Next(3) / 2;
        values[(int)Measure.Protocols] = 1;
        var number = $"9{n:D15}";
        return new()
        {
            Number = number,
            Day = first.AddDays((int)((long)n * Days / count)),
            Version = "7",
            Basis = new ReportWindow(ReportWindow.UsualDays).Basis,
            Agent = $"agent.{random.Next(200)}",
            Department = random.Next(4) == 0 ? $"department-{random.Next(8)}" : null,
            Type = $"type-{random.Next(7)}",
            Occurrence = $"occurrence-{random.Next(40)}",
            Reason = $"reason-{random.Next(60)}",
            Channel = (Channel)random.Next(11),
            Tier = (Tier)random.Next(5),
            Values = [.. values],
            Neighbours = Neighbours.None,
            Outlook = n % 50 != 0 ? null : new(
                number, TimeProvider.System.GetUtcNow().AddDays(-random.Next(60)), TimeProvider.System.GetUtcNow().AddHours(random.Next(-50, 400)), Target.Resolution, "agent.1", null, "occurrence-1", Tier.N1),
        };
    }
}
