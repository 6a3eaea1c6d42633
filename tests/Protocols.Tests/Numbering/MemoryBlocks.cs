using System.Collections.Concurrent;
using Protocols.Ports;

namespace Protocols.Tests.Numbering;

/// <summary>Blocks in memory that can be made to wait and to fail, before leasing or when it is too late.</summary>
internal sealed class MemoryBlocks : INumberBlocks
{
    private readonly Lock write = new();
    private readonly Dictionary<string, long> leased = [];
    private readonly ConcurrentQueue<(string Scope, int Size)> calls = new();

    public IReadOnlyCollection<(string Scope, int Size)> Calls => calls;

    /// <summary>What goes wrong with the call of this number, the first being 1.</summary>
    public Func<int, Fault> Fails { get; set; } = _ => Fault.None;

    /// <summary>Calls wait for it once made.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public long LeasedOf(string scope) => leased.GetValueOrDefault(scope);

    public void StartAfter(string scope, long value) => leased[scope] = value;

    public async Task<NumberBlock?> LeaseAsync(string scope, int size, long max, CancellationToken cancellationToken)
    {
        calls.Enqueue((scope, size));
        var fault = Fails(calls.Count);
        await Gate;
        if (fault == Fault.BeforeLease) throw new IOException("The store is away.");
        if (fault == Fault.TimedOut) throw new TaskCanceledException("The store took too long.");
        var block = Lease(scope, size, max);
        return fault == Fault.AfterLease ? throw new IOException("The store's answer was lost.") : block;
    }

    public Task PassOverAsync(string scope, long last, CancellationToken cancellationToken)
    {
        lock (write)
            leased[scope] = Math.Max(last, leased.GetValueOrDefault(scope));
        return Task.CompletedTask;
    }

    public Task CalledAsync(int times) => Samples.UntilAsync(() => calls.Count >= times);

    private NumberBlock? Lease(string scope, int size, long max)
    {
        lock (write)
        {
            var last = leased.GetValueOrDefault(scope);
            if (last >= max) return null;
            leased[scope] = Math.Min(last + size, max);
            return new NumberBlock(last + 1, leased[scope]);
        }
    }
}

internal enum Fault
{
    None,
    BeforeLease,
    AfterLease,
    TimedOut,
}
