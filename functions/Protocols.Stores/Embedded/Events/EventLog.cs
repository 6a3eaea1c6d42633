using System.Globalization;
using System.Text.Json;
using Protocols.Accessing;
using Protocols.Documents;
using Protocols.Events;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>
/// A row per event, written in the commit of what made it. One thread writes, so rows are numbered in the order of the commits, and whoever reads
/// sees all of them up to the last.
/// </summary>
internal sealed class EventLog(Readers readers) : IEventFeed
{
    private const int ExpiredRemovedPerWrite = 4;

    public Task<EventPage> ReadAsync(string? after, int limit, string? client, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var last = after is null ? 0 : long.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
        return Task.FromResult(readers.Read(on =>
        {
            using var found = client is null ? on[PageSql].BindAll(last, (long)limit) : on[ClientSql].BindAll(last, (long)limit, client);
            var items = new List<ProtocolEvent>();
            while (found.Step())
            {
                last = found.Number(0);
                items.Add(JsonSerializer.Deserialize(found.Bytes(1), EventJson.Default.ProtocolEvent)!);
            }
            return new EventPage(items, last.ToString(CultureInfo.InvariantCulture), More: items.Count == limit);
        }));
    }

    internal const string PageSql = "SELECT id, document FROM events WHERE id > ?1 ORDER BY id LIMIT ?2";
    internal const string ClientSql = "SELECT id, document FROM events WHERE client = ?3 AND id > ?1 ORDER BY id LIMIT ?2";

    /// <summary>The rows that a protocol's new facts make; prepared on the caller's thread.</summary>
    /// <param name="known">How many facts it had before.</param>
    public static List<object?[]> Rows(ProtocolDocument document, long known)
    {
        var client = document.State.OpenedByClient;
        var rows = new List<object?[]>();
        var first = document.Facts.Count - (int)Math.Min(document.State.Facts - known, document.Facts.Count);
        foreach (var fact in document.Facts.Skip(first))
        {
            if (EventKinds.Of(document.Number, fact) is { } made)
                rows.Add(Row(made, client));
        }
        return rows;
    }

    /// <summary>The row that an entry of the access log makes. Who opened the protocol is not known there, so no client is told of it.</summary>
    public static List<object?[]> Rows(StoredAccess entry) => EventKinds.Of(entry) is { } made ? [Row(made, null)] : [];

    public static void Append(Statements on, List<object?[]> rows, DateTimeOffset now)
    {
        foreach (var row in rows)
        {
            using var added = on["INSERT INTO events(at, client, document) VALUES(?1, ?2, ?3)"].BindAll(row);
            added.Run();
            if (on.LastRow % ExpiredRemovedPerWrite == 0)
                RemoveExpired(on, now);
        }
    }

    /// <summary>Every fourth row takes as many old ones with it, so that they never pile up; the newest stays, since numbers go on from it.</summary>
    private static void RemoveExpired(Statements on, DateTimeOffset now)
    {
        using var expired = on[
            "DELETE FROM events WHERE id IN (SELECT id FROM (SELECT id, at FROM events ORDER BY id LIMIT ?2) WHERE at < ?1) " +
            "AND id < (SELECT max(id) FROM events)"]
            .BindAll((now - IEventFeed.Kept).ToUnixTimeMilliseconds(), 2L * ExpiredRemovedPerWrite);
        expired.Run();
    }

    private static object?[] Row(ProtocolEvent made, string? client) =>
        [made.Time.ToUnixTimeMilliseconds(), client, JsonSerializer.SerializeToUtf8Bytes(made, EventJson.Default.ProtocolEvent)];
}
