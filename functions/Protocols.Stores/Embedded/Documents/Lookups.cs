using Protocols.Documents;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>The hashes that protocols are found by, kept in step with the document in its transaction.</summary>
internal static class Lookups
{
    public static void Add(Statements on, IEnumerable<string> keys, ProtocolDocument document) =>
        Each(on, "INSERT OR IGNORE INTO lookups(key, opened_at, number) VALUES(?1, ?2, ?3)", keys, document);

    /// <summary>Writes only what differs: most changes of a protocol leave its keys alone.</summary>
    public static void Change(Statements on, ProtocolDocument before, ProtocolDocument after)
    {
        if (ReferenceEquals(before.Index.Keys, after.Index.Keys) || before.Index.Keys.SequenceEqual(after.Index.Keys))
            return;
        Each(on, "DELETE FROM lookups WHERE key = ?1 AND opened_at = ?2 AND number = ?3", before.Index.Keys.Except(after.Index.Keys), before);
        Add(on, after.Index.Keys.Except(before.Index.Keys), after);
    }

    private static void Each(Statements on, string text, IEnumerable<string> keys, ProtocolDocument document)
    {
        using var row = on[text].BindAll(null, document.Index.OpenedAt.ToUnixTimeMilliseconds(), document.Number);
        foreach (var key in keys)
        {
            row.Bind(1, key).Run();
            row.Dispose();
        }
    }
}
