using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Protocols.Stores.Embedded.Sqlite;

/// <summary>Reading connections, each used by one thread at a time and kept for the next with its statements prepared.</summary>
internal sealed class Readers(string directory) : IDisposable
{
    private static readonly int maxKept = Math.Max(4, 2 * Environment.ProcessorCount);

    private readonly ConcurrentStack<Statements> idle = new();
    private volatile bool closed;

    /// <summary>Reads on the calling thread: what a read takes is less than what handing it over costs.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "A connection goes back to the others after its use.")]
    public T Read<T>(Func<Statements, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        var statements = idle.TryPop(out var kept) ? kept : Database.OpenReader(directory);
        try
        {
            return read(statements);
        }
        finally
        {
            Return(statements);
        }
    }

    public void Read(Action<Statements> read) => Read(on =>
    {
        read(on);
        return true;
    });

    public void Dispose()
    {
        closed = true;
        while (idle.TryPop(out var statements))
            statements.Dispose();
    }

    private void Return(Statements statements)
    {
        if (closed || idle.Count >= maxKept)
            statements.Dispose();
        else
            idle.Push(statements);
        // Closing may have emptied the stack between the question and the push.
        if (closed)
            Dispose();
    }
}
