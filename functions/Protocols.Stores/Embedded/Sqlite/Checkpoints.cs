using SQLitePCL;

namespace Protocols.Stores.Embedded.Sqlite;

/// <summary>
/// Moves the log into the database file beside the writer, so that no commit waits for it. The log starts over only when all of it
/// was moved, which under constant writing never happens here: so the writer's own checkpoint, seldom and then short, ends it.
/// </summary>
internal sealed class Checkpoints : IDisposable
{
    private const int PagesBetween = 2048;

    private readonly Statements statements;
    private readonly AutoResetEvent due = new(false);
    private readonly Thread thread;
    private volatile bool closing;
    private int pagesBefore;

    /// <param name="statements">A connection of its own, which belongs to it from here on.</param>
    public Checkpoints(Statements statements)
    {
        this.statements = statements;
        thread = new Thread(Work) { IsBackground = true, Name = "Protocol checkpoints" };
        thread.Start();
    }

    /// <param name="pagesWritten">By the writer, since it began.</param>
    public void AfterCommit(int pagesWritten)
    {
        // The counter wraps around after some terabytes; the difference stays right.
        if (unchecked(pagesWritten - pagesBefore) < PagesBetween)
            return;
        pagesBefore = pagesWritten;
        due.Set();
    }

    public void Dispose()
    {
        closing = true;
        due.Set();
        thread.Join();
        statements.Dispose();
        due.Dispose();
    }

    private void Work()
    {
        while (due.WaitOne() && !closing)
            statements.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
    }
}
