using Protocols.Stores.Embedded.Files;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Backups;

/// <summary>
/// A copy of the database as it stood at one moment, made while the service writes. The copy says of itself that it is one, so that whoever opens it to
/// write, however it came there, gives no number that may have been given since.
/// </summary>
internal static class DatabaseCopy
{
    private const int PagesAtOnce = 2048;

    /// <param name="from">The data directory.</param>
    /// <param name="to">A folder without a database.</param>
    /// <param name="tell">Told what share is done, 0 to 1.</param>
    /// <exception cref="InvalidDataException">The database is damaged; there is no copy.</exception>
    public static void Make(string from, string to, DateTimeOffset now, Action<double> tell, CancellationToken cancellation)
    {
        PrivateFolder.Create(to);
        using (var source = Database.OpenReader(from))
        using (var target = Database.OpenCopy(to))
            source.CopyTo(target, PagesAtOnce, tell, cancellation);
        using (var copy = Database.OpenWriter(to))
        {
            if (copy.Text("PRAGMA quick_check(1)") is var found && found != "ok")
                throw new InvalidDataException($"The database in '{from}' is damaged: {found}");
            CopyMark.Set(copy, now);
            // One file, that can be opened where nothing may be written.
            copy.Text("PRAGMA journal_mode = DELETE");
        }
        using (var whole = File.OpenHandle(Path.Combine(to, Database.FileName), FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(whole);
        Disk.Flush(to);
    }
}
