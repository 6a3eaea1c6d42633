using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Protocols.Stores.Embedded.Sqlite;

/// <summary>What the managed binding of SQLite leaves out, and what its codes mean here.</summary>
internal static class NativeSqlite
{
    private const int NoSpace = 28;
    private const int QuotaUsedUpLinux = 122;
    private const int QuotaUsedUpMac = 69;

    public static int SystemError(sqlite3 database) => sqlite3_system_errno(database);

    /// <summary>
    /// Whether there was no room. A full disk is mostly SQLITE_FULL; where it shows while the shared index grows, while a file
    /// is flushed, or as a used-up quota, SQLite calls it an I/O error and only the system's code tells.
    /// </summary>
    public static bool IsFull(SqliteException error, int systemError) =>
        error.SqliteErrorCode == raw.SQLITE_FULL
        || (error.SqliteErrorCode == raw.SQLITE_IOERR && systemError is NoSpace or QuotaUsedUpLinux or QuotaUsedUpMac);

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_system_errno(sqlite3 database);
}
