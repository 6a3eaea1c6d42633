using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Protocols.Ports;
using SQLitePCL;

namespace Protocols.Stores.Embedded.Sqlite;

/// <summary>
/// The one thread that writes. Whatever waits when it is ready becomes one transaction, so that many callers share one flush,
/// and they are answered after it. A change that throws fails alone: the others of its batch are done again without it.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    public const int MaxBatch = 128;
    private const int MaxWaiting = 1024;

    private readonly Statements statements;
    private readonly Checkpoints checkpoints;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Change> waiting =
        System.Threading.Channels.Channel.CreateBounded<Change>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private long commits;
    private long changes;

    /// <param name="statements">The writing connection; it belongs to the writer from here on.</param>
    /// <param name="checkpoints">Told of every commit; ended before the connection closes.</param>
    public Writer(Statements statements, Checkpoints checkpoints)
    {
        this.statements = statements;
        this.checkpoints = checkpoints;
        new Thread(Work) { IsBackground = true, Name = "Protocol writer" }.Start();
    }

    public StoreStatistics Statistics => new(Interlocked.Read(ref commits), Interlocked.Read(ref changes));

    /// <summary>Does the work within a transaction and answers once that is durable.</summary>
    /// <param name="work">
    /// Checks before it writes, since what it has written stays when it returns. It may run a second time, after the first was undone.
    /// </param>
    /// <exception cref="StoreFullException">There was no room; nothing of the work was written.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public async Task<T> RunAsync<T>(Func<Statements, T> work, CancellationToken cancellation)
    {
        T result = default!;
        var change = new Change(on => result = work(on), cancellation);
        try
        {
            await waiting.Writer.WriteAsync(change, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The store is closed.", closed);
        }
        await change.Done.Task.WaitAsync(cancellation);
        return result;
    }

    /// <summary>Accepts no more, finishes what was accepted and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await ended.Task;
    }

    private void Work()
    {
        var batch = new List<Change>(MaxBatch);
        while (WaitForChanges())
        {
            while (batch.Count < MaxBatch && waiting.Reader.TryRead(out var change))
                batch.Add(change);
            batch.RemoveAll(change => change.GivenUp());
            if (batch.Count > 0)
                Finish(CollectionsMarshal.AsSpan(batch));
            batch.Clear();
        }
        checkpoints.Dispose();
        statements.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE);
        statements.Dispose();
        ended.SetResult();
    }

    private bool WaitForChanges()
    {
        var ready = waiting.Reader.WaitToReadAsync();
        return ready.IsCompleted ? ready.Result : ready.AsTask().GetAwaiter().GetResult();
    }

    private void Finish(ReadOnlySpan<Change> batch)
    {
        var error = Commit(batch);
        if (error is not null && batch.Length > 1)
        {
            for (var i = 0; i < batch.Length; i++)
                Finish(batch.Slice(i, 1));
            return;
        }
        foreach (var change in batch)
            change.Answer(error);
        checkpoints.AfterCommit(statements.PagesWritten);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, it belongs to the caller whose change it was; the thread must go on.")]
    private Exception? Commit(ReadOnlySpan<Change> batch)
    {
        try
        {
            statements.Run("BEGIN IMMEDIATE");
            foreach (var change in batch)
                change.Work(statements);
            statements.Run("COMMIT");
            Interlocked.Increment(ref commits);
            Interlocked.Add(ref changes, batch.Length);
            return null;
        }
        catch (Exception error)
        {
            var systemError = statements.SystemError;
            return Undo() ?? (error is SqliteException sqlite && NativeSqlite.IsFull(sqlite, systemError)
                ? new StoreFullException("The disk that holds the data directory is full; nothing was written.", sqlite)
                : error);
        }
    }

    /// <summary>SQLite may have rolled back by itself, as it does when the disk is full.</summary>
    private SqliteException? Undo()
    {
        try
        {
            if (statements.InTransaction)
                statements.Run("ROLLBACK");
            return null;
        }
        catch (SqliteException error)
        {
            return error;
        }
    }

    private sealed class Change(Action<Statements> work, CancellationToken cancellation)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Work(Statements statements) => work(statements);

        public bool GivenUp() => cancellation.IsCancellationRequested && Done.TrySetCanceled(cancellation);

        public void Answer(Exception? error)
        {
            if (error is null)
                Done.TrySetResult();
            else
                Done.TrySetException(error);
        }
    }
}
