namespace Protocols.Stores.Embedded.Queues;

/// <summary>Tells waiting receivers that there may be something for them.</summary>
internal sealed class Arrivals
{
    private TaskCompletionSource next = New();

    /// <summary>Ends at the next announcement. Asked for before looking, so that nothing comes unnoticed in between.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Announce() => Interlocked.Exchange(ref next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
