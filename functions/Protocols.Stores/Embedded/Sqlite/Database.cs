using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Protocols.Stores.Embedded.Sqlite;

/// <summary>Opens connections to the database file, each with what it needs in force.</summary>
internal static class Database
{
    public const string FileName = "protocols.db";

    // Flushed at every commit, so that what was answered for survives a power cut; what is deleted is overwritten.
    // The writer moves the log itself only when it has grown to 64 MB; until then that is done beside it.
    private const string Writing = """
        PRAGMA busy_timeout = 5000;
        PRAGMA journal_mode = WAL;
        PRAGMA wal_autocheckpoint = 16000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA synchronous = FULL;
        PRAGMA fullfsync = ON;
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -32768;
        PRAGMA mmap_size = 134217728;
        """;

    private const string Reading = """
        PRAGMA busy_timeout = 5000;
        PRAGMA query_only = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -2048;
        PRAGMA mmap_size = 134217728;
        """;

    // Nothing is promised of a copy before it is whole, and then it is flushed.
    private const string Copying = """
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        """;

    public static Statements OpenWriter(string directory) => Open(directory, SqliteOpenMode.ReadWriteCreate, Writing);

    public static Statements OpenReader(string directory) => Open(directory, SqliteOpenMode.ReadOnly, Reading);

    /// <summary>A new file that another database is copied into.</summary>
    public static Statements OpenCopy(string directory) => Open(directory, SqliteOpenMode.ReadWriteCreate, Copying);

    [SuppressMessage("Reliability", "CA2000", Justification = "The statements own their connection.")]
    private static Statements Open(string directory, SqliteOpenMode mode, string pragmas)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(directory, FileName),
            Mode = mode,
            Pooling = false,
        };
        var statements = new Statements(new SqliteConnection(settings.ToString()));
        try
        {
            statements.Open();
            statements.Script(pragmas);
            return statements;
        }
        catch (SqliteException)
        {
            statements.Dispose();
            throw;
        }
    }
}
