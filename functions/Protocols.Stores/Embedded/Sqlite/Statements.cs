using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Protocols.Stores.Embedded.Sqlite;

/// <summary>One connection and the statements prepared on it, found by their text. For one thread at a time.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    // Lists have many shapes; what is asked for again soon is prepared again cheaply.
    private const int MaxPrepared = 256;

    // SQLITE_DBSTATUS_CACHE_WRITE
    private const int CacheWrites = 9;

    private readonly Dictionary<string, Statement> prepared = [];

    /// <summary>The statement with this text, made of fixed fragments only: values are bound, never written into it.</summary>
    public Statement this[string text] => prepared.TryGetValue(text, out var statement) ? statement : Prepare(text);

    /// <summary>The texts of what was prepared and is kept, for whoever looks into how they are served.</summary>
    public IReadOnlyCollection<string> Texts => prepared.Keys;

    public bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    private sqlite3 Handle => connection.Handle!;

    /// <summary>The operating system's code behind the last failed access to a file; 0 where none failed.</summary>
    public int SystemError => NativeSqlite.SystemError(connection.Handle!);

    public void Open() => connection.Open();

    /// <summary>The row that was inserted last on this connection.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(connection.Handle);

    /// <summary>Pages written to the log since the connection was opened.</summary>
    public int PagesWritten
    {
        get
        {
            _ = raw.sqlite3_db_status(connection.Handle, CacheWrites, out var pages, out _, 0);
            return pages;
        }
    }

    /// <summary>Runs a statement that answers with a number, such as a pragma.</summary>
    public long Number(string text)
    {
        using var statement = this[text];
        return statement.Step() ? statement.Number(0) : 0;
    }

    public string Text(string text)
    {
        using var statement = this[text];
        return statement.Step() ? statement.Text(0) : "";
    }

    public void Run(string text)
    {
        using var statement = this[text];
        statement.Run();
    }

    /// <summary>Runs several statements once.</summary>
    public void Script(string text)
    {
        var code = raw.sqlite3_exec(connection.Handle, text);
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, connection.Handle);
    }

    /// <summary>
    /// Moves what was committed from the log into the database file. What cannot be moved now, for want of room or because
    /// somebody reads it, is not lost: it stays in the log and is read from there.
    /// </summary>
    /// <returns>Pages in the log that are not yet moved.</returns>
    public int Checkpoint(int mode)
    {
        _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", mode, out var logged, out var moved);
        return logged - moved;
    }

    /// <summary>Copies the whole database as it stands when this begins into another, whoever writes meanwhile.</summary>
    /// <param name="tell">Told what share is done, 0 to 1.</param>
    public void CopyTo(Statements target, int pagesAtOnce, Action<double> tell, CancellationToken cancellation)
    {
        // Within a transaction that has read, every step sees the same moment and none begins anew.
        Script("BEGIN; SELECT count(*) FROM sqlite_schema");
        using var copy = raw.sqlite3_backup_init(target.Handle, "main", Handle, "main");
        int code;
        while ((code = raw.sqlite3_backup_step(copy, pagesAtOnce)) == raw.SQLITE_OK)
        {
            cancellation.ThrowIfCancellationRequested();
            tell(1 - ((double)raw.sqlite3_backup_remaining(copy) / raw.sqlite3_backup_pagecount(copy)));
        }
        _ = raw.sqlite3_backup_finish(copy);
        if (code != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(code, target.Handle);
        Script("COMMIT");
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "It is kept until the connection closes.")]
    private Statement Prepare(string text)
    {
        if (prepared.Count == MaxPrepared)
            Forget();
        var code = raw.sqlite3_prepare_v3(connection.Handle, text, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, connection.Handle);
        return prepared[text] = new Statement(connection.Handle!, handle);
    }

    private void Forget()
    {
        foreach (var statement in prepared.Values)
            statement.Close();
        prepared.Clear();
    }
}
