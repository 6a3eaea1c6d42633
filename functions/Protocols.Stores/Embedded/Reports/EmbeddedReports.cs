using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Protocols.Ports;
using Protocols.Reporting;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Reports;

/// <summary>
/// A row per protocol and per day and dimension. What has changed is found by the day of a protocol's last fact, which is indexed for the seals, and by
/// the version that it contributed with; so a change itself writes nothing for the reports.
/// </summary>
internal sealed class EmbeddedReports(Readers readers, Writer? writer) : IReports
{
    private const int Chunk = 200, DaysAtOnce = 31;

    /// <summary>For changes that were decided before the pass and written during it.</summary>
    private static readonly TimeSpan margin = TimeSpan.FromMinutes(10);

    internal const string ChangedSql =
        "SELECT p.seal_at, p.id, p.number FROM protocols p LEFT JOIN contributions c ON c.number = p.number " +
        "WHERE p.seal_at >= ?1 AND (p.seal_at > ?1 OR p.id > ?2) AND c.version IS NOT p.version ORDER BY p.seal_at, p.id LIMIT ?3";

    internal const string OpenSql = "SELECT outlook FROM contributions WHERE outlook IS NOT NULL";

    private const string AllSql = "SELECT 0, id, number FROM protocols WHERE id > ?2 AND ?1 = 0 ORDER BY id LIMIT ?3";

    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    /// <summary>A day ends after all that happened on it, so whatever changed since then has a day that ends later.</summary>
    public async IAsyncEnumerable<ChangedPage> ChangedAsync(string? since, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sure = (now - margin).ToUnixTimeMilliseconds();
        var mark = sure.ToString(CultureInfo.InvariantCulture);
        // The development clock may have been moved back.
        var (sql, at, last) = since is null ? (AllSql, 0L, 0L) : (ChangedSql, Math.Min(sure, long.Parse(since, CultureInfo.InvariantCulture)), 0L);
        List<string> chunk;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            (at, last, chunk) = readers.Read(on => Changed(on, sql, at, last));
            yield return new(chunk, mark);
            await Task.CompletedTask;
        }
        while (chunk.Count == Chunk);
    }

    public Task<ReportMark?> MarkAsync(CancellationToken cancellation) => Task.FromResult(readers.Read(on =>
    {
        using var found = on["SELECT document FROM report_mark WHERE id = 1"].BindAll();
        return found.Step() ? JsonSerializer.Deserialize(found.Bytes(0), ReportJson.Default.ReportMark) : null;
    }));

    public Task SetMarkAsync(ReportMark mark, CancellationToken cancellation)
    {
        var document = JsonSerializer.SerializeToUtf8Bytes(mark, ReportJson.Default.ReportMark);
        return Writing.RunAsync(on => Run(on["INSERT OR REPLACE INTO report_mark(id, document) VALUES(1, ?1)"].BindAll(document)), cancellation);
    }

    public Task<Contribution?> FindAsync(DateOnly day, string number, CancellationToken cancellation) => Task.FromResult(readers.Read(on =>
    {
        using var found = on["SELECT document FROM contributions WHERE number = ?1"].BindAll(number);
        return found.Step() ? Read(found, 0) : null;
    }));

    public Task WriteAsync(IReadOnlyList<Contribution> contributions, CancellationToken cancellation)
    {
        object?[][] rows = [.. contributions.Select(Row)];
        return Writing.RunAsync(
            on =>
            {
                foreach (var row in rows)
                    Run(on["INSERT OR REPLACE INTO contributions(number, day, version, outlook, document) VALUES(?1, ?2, ?3, ?4, ?5)"].BindAll(row));
                foreach (var day in contributions.Select(contribution => contribution.Day).Distinct())
                    Run(on["INSERT INTO report_stale(day, stamp) VALUES(?1, 1) ON CONFLICT(day) DO UPDATE SET stamp = stamp + 1"].BindAll((long)day.DayNumber));
                return 0;
            },
            cancellation);
    }

    public Task<IReadOnlyList<StaleDay>> StaleAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StaleDay>>(readers.Read(on =>
    {
        using var found = on["SELECT day, stamp FROM report_stale ORDER BY day"].BindAll();
        var days = new List<StaleDay>();
        while (found.Step())
            days.Add(new(DateOnly.FromDayNumber((int)found.Number(0)), found.Number(1).ToString(CultureInfo.InvariantCulture)));
        return days;
    }));

    public IAsyncEnumerable<Contribution> OfDayAsync(DateOnly day, CancellationToken cancellation) =>
        ReadAsync("SELECT document FROM contributions WHERE day = ?1", [(long)day.DayNumber], found => Read(found, 0), cancellation);

    public Task WriteDayAsync(StaleDay day, IReadOnlyList<DaySums> sums, CancellationToken cancellation) => Writing.RunAsync(
        on =>
        {
            foreach (var one in sums)
            {
                Run(on["INSERT OR REPLACE INTO report_sums(dimension, day, packed) VALUES(?1, ?2, ?3)"]
                    .BindAll((long)one.By, (long)one.Day.DayNumber, one.Packed));
            }
            return Run(on["DELETE FROM report_stale WHERE day = ?1 AND stamp = ?2"]
                .BindAll((long)day.Day.DayNumber, long.Parse(day.Stamp, CultureInfo.InvariantCulture)));
        },
        cancellation);

    /// <summary>Some weeks at a time: who stops early has not read a year.</summary>
    public async IAsyncEnumerable<DaySums> SumsAsync(Dimension by, DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const string sql = "SELECT day, packed FROM report_sums WHERE dimension = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day LIMIT ?4";
        var (next, days) = ((long)from.DayNumber, new List<DaySums>());
        do
        {
            days = Read(
                sql, [(long)by, next, (long)to.DayNumber, (long)DaysAtOnce],
                found => new DaySums(DateOnly.FromDayNumber((int)found.Number(0)), by, found.Bytes(1).ToArray()), cancellation);
            foreach (var day in days)
            {
                next = day.Day.DayNumber + 1;
                yield return day;
            }
        }
        while (days.Count == DaysAtOnce);
        await Task.CompletedTask;
    }

    public IAsyncEnumerable<Outlook> OpenAsync(CancellationToken cancellation) => ReadAsync(
        OpenSql,
        [],
        found => JsonSerializer.Deserialize(found.Bytes(0), ReportJson.Default.Outlook)!,
        cancellation);

    private async IAsyncEnumerable<T> ReadAsync<T>(
        string sql, object?[] values, Func<Statement, T> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var row in Read(sql, values, read, cancellation))
            yield return row;
        await Task.CompletedTask;
    }

    /// <summary>All rows at once, so that nothing slow keeps an old state of the database alive.</summary>
    private List<T> Read<T>(string sql, object?[] values, Func<Statement, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return readers.Read(on =>
        {
            using var found = on[sql].BindAll(values);
            var rows = new List<T>();
            while (found.Step())
                rows.Add(read(found));
            return rows;
        });
    }

    private static (long At, long Last, List<string> Chunk) Changed(Statements on, string sql, long at, long last)
    {
        using var found = on[sql].BindAll(at, last, (long)Chunk);
        var chunk = new List<string>(Chunk);
        while (found.Step())
        {
            (at, last) = (found.Number(0), found.Number(1));
            chunk.Add(found.Text(2));
        }
        return (at, last, chunk);
    }

    private static object?[] Row(Contribution contribution) =>
    [
        contribution.Number,
        (long)contribution.Day.DayNumber,
        long.Parse(contribution.Version, CultureInfo.InvariantCulture),
        contribution.Outlook is null ? null : JsonSerializer.SerializeToUtf8Bytes(contribution.Outlook, ReportJson.Default.Outlook),
        JsonSerializer.SerializeToUtf8Bytes(contribution, ReportJson.Default.Contribution),
    ];

    private static Contribution Read(Statement found, int column) =>
        JsonSerializer.Deserialize(found.Bytes(column), ReportJson.Default.Contribution) ?? throw new InvalidDataException("A contribution is empty.");

    private static int Run(Statement statement)
    {
        using (statement)
            return statement.Run();
    }
}
