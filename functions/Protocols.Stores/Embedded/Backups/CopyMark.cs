using Protocols.Numbering;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Backups;

/// <summary>A table that only copies have. It goes when the copy begins to be used, in the commit that passes over the numbers of others.</summary>
internal static class CopyMark
{
    public static void Set(Statements on, DateTimeOffset madeAt) => on.Script(
        $"DROP TABLE IF EXISTS copied; CREATE TABLE copied(made_at INTEGER NOT NULL); INSERT INTO copied VALUES({madeAt.ToUnixTimeMilliseconds()});");

    /// <returns>Null where it is no copy, or one that is in use.</returns>
    public static DateTimeOffset? Find(Statements on) =>
        on.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'copied'") == 0
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(on.Number("SELECT max(made_at) FROM copied"));

    public static void Remove(Statements on, IReadOnlyList<SequenceRestart> restarts)
    {
        foreach (var restart in restarts)
        {
            using var row = on["INSERT OR REPLACE INTO number_blocks(scope, next) VALUES(?1, ?2)"]
                .BindAll(restart.Scope, restart.After(EmbeddedNumberBlocks.Next(on, restart.Scope)));
            row.Run();
        }
        on.Script("DROP TABLE IF EXISTS copied");
    }
}
