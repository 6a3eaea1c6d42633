using Protocols.Documents;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>Holds what queries are answered from against the documents, for verification.</summary>
public sealed class Filing
{
    private static readonly string sameColumns =
        $"SELECT 1 FROM protocols WHERE number = ?1 AND {string.Join(" AND ", Columns.Names.Select((name, i) => $"{name} IS ?{i + 2}"))}";

    private readonly Readers readers;

    internal Filing(Readers readers) => this.readers = readers;

    /// <summary>Whether the protocol is filed under just the columns and look-up keys that its document names.</summary>
    public bool Agrees(ProtocolDocument document) => readers.Read(on =>
    {
        using var row = on[sameColumns].BindAll([document.Number, .. Columns.Values(document.Index)]);
        if (!row.Step())
            return false;
        var openedAt = document.Index.OpenedAt.ToUnixTimeMilliseconds();
        foreach (var key in document.Index.Keys)
        {
            using var lookup = on["SELECT 1 FROM lookups WHERE key = ?1 AND opened_at = ?2 AND number = ?3"]
                .BindAll(key, openedAt, document.Number);
            if (!lookup.Step())
                return false;
        }
        return true;
    });

    /// <summary>How many look-up entries there are; more than the documents name lead to somebody who is not theirs.</summary>
    public long Lookups() => Count("SELECT count(*) FROM lookups");

    /// <summary>How many numbers were ever leased. Less those in use, it is how many were lost by restarts or passed over, and never given.</summary>
    public long LeasedNumbers() => Count("SELECT coalesce(sum(next - 1), 0) FROM number_blocks");

    private long Count(string sql) => readers.Read(on =>
    {
        using var counted = on[sql].BindAll();
        counted.Step();
        return counted.Number(0);
    });
}
