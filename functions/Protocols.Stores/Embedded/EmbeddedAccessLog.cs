using System.Text.Json;
using Protocols.Accessing;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>A row per entry. One thread writes, so whoever looks at the last one writes behind it.</summary>
internal sealed class EmbeddedAccessLog(Readers readers, Writer? writer, TimeProvider clock) : IAccessLog
{
    private const string Last = "SELECT entry FROM access_log WHERE number = ?1 ORDER BY n DESC LIMIT ?2";

    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    public Task<StoredAccess> AppendAsync(string number, Func<StoredAccess?, StoredAccess> next, CancellationToken cancellation) =>
        Writing.RunAsync(
            on =>
            {
                var last = Read(on, Last, number, 1L);
                var entry = next(last.Count > 0 ? last[0] : null);
                using var row = on["INSERT INTO access_log(number, n, entry) VALUES(?1, ?2, ?3)"]
                    .BindAll(number, entry.N, JsonSerializer.SerializeToUtf8Bytes(entry, AccessJson.Default.StoredAccess));
                row.Run();
                EventLog.Append(on, EventLog.Rows(entry), clock.GetUtcNow());
                return entry;
            },
            cancellation);

    public Task<IReadOnlyList<StoredAccess>> ListAsync(string number, long after, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<StoredAccess>>(readers.Read(on =>
            Read(on, "SELECT entry FROM access_log WHERE number = ?1 AND n > ?2 ORDER BY n LIMIT ?3", number, after, (long)limit)));
    }

    public Task<IReadOnlyList<StoredAccess>> NewestAsync(string number, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<StoredAccess>>(readers.Read(on => Read(on, Last, number, (long)limit)));
    }

    private static List<StoredAccess> Read(Statements on, string text, params ReadOnlySpan<object?> values)
    {
        using var found = on[text].BindAll(values);
        var entries = new List<StoredAccess>();
        while (found.Step())
            entries.Add(JsonSerializer.Deserialize(found.Bytes(0), AccessJson.Default.StoredAccess)!);
        return entries;
    }
}
