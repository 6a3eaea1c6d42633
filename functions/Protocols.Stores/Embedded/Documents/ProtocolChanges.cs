using System.Collections.Concurrent;
using System.Text.Json;
using Protocols.Documents;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>What creating and replacing write. Everything is prepared on the caller's thread; the writer checks, then writes.</summary>
internal static class ProtocolChanges
{
    private const int ExpiredRemovedPerReceipt = 4;

    private static readonly string insert =
        $"INSERT INTO protocols(number, version, document, {string.Join(", ", Columns.Names)}) " +
        $"VALUES(?1, 1, ?2, {string.Join(", ", Columns.Names.Select((_, i) => $"?{i + 3}"))}) ON CONFLICT(number) DO NOTHING";

    private static readonly ConcurrentDictionary<int, string> updates = new();

    public static Func<Statements, CreateResult> Create(ProtocolDocument document, OpeningReceipt? receipt, DateTimeOffset now)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.Default.ProtocolDocument);
        object?[] values = [document.Number, json, .. Columns.Values(document.Index)];
        var events = EventLog.Rows(document, 0);
        return on =>
        {
            if (receipt is not null && LiveReceipt(on, receipt.Key, now) is { } existing)
                return new(CreateOutcome.ReceiptExists, existing);
            using var row = on[insert].BindAll(values);
            if (row.Run() == 0)
                return new(CreateOutcome.NumberExists);
            if (receipt is not null)
                WriteReceipt(on, receipt, now);
            Lookups.Add(on, document.Index.Keys, document);
            EventLog.Append(on, events, now);
            return new(CreateOutcome.Created);
        };
    }

    public static Func<Statements, bool> Replace(
        StoredProtocol expected, ProtocolDocument document, FactPage? page, long version, DateTimeOffset now)
    {
        var before = expected.Document;
        var json = JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.Default.ProtocolDocument);
        var values = Columns.Values(document.Index);
        var changed = Columns.Changed(Columns.Values(before.Index), values);
        object?[] parameters = [document.Number, version, json, .. values.Where((_, i) => (changed & (1 << i)) != 0)];
        var update = updates.GetOrAdd(changed, Update);
        var events = EventLog.Rows(document, before.State.Facts);
        return on =>
        {
            using var row = on[update].BindAll(parameters);
            if (row.Run() == 0)
                return false;
            Lookups.Change(on, before, document);
            if (page is not null)
                Pages.Write(on, page);
            EventLog.Append(on, events, now);
            return true;
        };
    }

    /// <summary>Names only the columns that change, so that no other index is touched.</summary>
    private static string Update(int changed)
    {
        var columns = Columns.Names.Where((_, i) => (changed & (1 << i)) != 0).Select((name, i) => $", {name} = ?{i + 4}");
        return $"UPDATE protocols SET version = version + 1, document = ?3{string.Concat(columns)} WHERE number = ?1 AND version = ?2";
    }

    public static OpeningReceipt? LiveReceipt(Statements on, string key, DateTimeOffset now)
    {
        using var found = on["SELECT body, number, expires_at FROM receipts WHERE key = ?1 AND expires_at > ?2"]
            .BindAll(key, now.ToUnixTimeMilliseconds());
        return found.Step()
            ? new(key, found.Text(0), found.Text(1), DateTimeOffset.FromUnixTimeMilliseconds(found.Number(2)))
            : null;
    }

    /// <summary>Each receipt written takes some expired ones with it, so they never pile up and no sweep is needed.</summary>
    private static void WriteReceipt(Statements on, OpeningReceipt receipt, DateTimeOffset now)
    {
        using var written = on["INSERT OR REPLACE INTO receipts(key, body, number, expires_at) VALUES(?1, ?2, ?3, ?4)"]
            .BindAll(receipt.Key, receipt.Body, receipt.Number, receipt.ExpiresAt.ToUnixTimeMilliseconds());
        written.Run();
        using var expired = on[
            "DELETE FROM receipts WHERE key IN (SELECT key FROM receipts WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)"]
            .BindAll(now.ToUnixTimeMilliseconds(), (long)ExpiredRemovedPerReceipt);
        expired.Run();
    }
}
