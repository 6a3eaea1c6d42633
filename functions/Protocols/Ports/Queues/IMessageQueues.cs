namespace Protocols.Ports;

/// <summary>
/// Carries messages from what happened to whoever acts on it, with the semantics of Azure Service Bus. A message that was sent is
/// delivered at least once, until it is settled; receivers expect to get one twice. Every method may throw
/// <see cref="StoreFullException"/>, <see cref="StoreBusyException"/> and <see cref="OperationCanceledException"/>: what was asked
/// for may or may not have been done then, and asking again does no harm.
/// </summary>
public interface IMessageQueues
{
    /// <summary>
    /// Sends messages in their order, durable before this returns. One whose id was sent to the queue within its
    /// <see cref="QueueDefinition.DuplicateWindow"/> is dropped silently, whatever became of the first. Not all or nothing: after an
    /// exception the caller sends them all again.
    /// </summary>
    /// <exception cref="ArgumentException">The queue cannot take one of them; none was sent.</exception>
    Task SendAsync(QueueDefinition queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation);

    /// <summary>
    /// Takes the next message under a lock, waiting for one until <paramref name="wait"/> has passed (a remote queue may take a
    /// second longer). In a queue with sessions the lock is on the session: nobody else gets a message of it, and the first of its
    /// messages, in the order of sending, is handed out again until it is settled. Sessions take turns, so that one whose
    /// message fails again and again does not delay the others. A message with a time joins its session at that time.
    /// </summary>
    /// <returns>Null when there was nothing.</returns>
    Task<IHeldMessage?> ReceiveAsync(QueueDefinition queue, TimeSpan wait, CancellationToken cancellation);

    /// <summary>
    /// Dead letters behind the place <paramref name="after"/> (0 for the first page), at most <paramref name="limit"/>; an empty
    /// page is the end, a short one is not. Looking changes nothing.
    /// </summary>
    Task<IReadOnlyList<DeadLetter>> PeekDeadAsync(QueueDefinition queue, long after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Takes a dead letter out and sends it again at once, as <see cref="ReceivedMessage.NextId"/>, since under its old id it
    /// would be dropped as a duplicate. It joins the end of its session and its deliveries are counted anew.
    /// </summary>
    /// <returns>False when it is not there, or somebody else is just taking it.</returns>
    Task<bool> SendDeadAgainAsync(QueueDefinition queue, long sequence, CancellationToken cancellation);
}

/// <summary>
/// A message in its receiver's hands. When the lock passes without a settlement, the message is delivered again, or joins the dead
/// letters after <see cref="QueueDefinition.MaxDeliveries"/>. Disposing settles nothing: a handler that fails abandons.
/// </summary>
public interface IHeldMessage : IAsyncDisposable
{
    ReceivedMessage Message { get; }

    /// <summary>The message was handled; it is never delivered again.</summary>
    Task<Settlement> CompleteAsync(CancellationToken cancellation);

    /// <summary>
    /// Gives the message back, to be delivered again at once, as the first of its session; it joins the dead letters instead
    /// when this was its last delivery.
    /// </summary>
    Task<Settlement> AbandonAsync(CancellationToken cancellation);

    /// <summary>The message cannot be handled; it joins the dead letters, and its session goes on with the next one.</summary>
    /// <param name="reason">A short code.</param>
    /// <param name="description">What an operator needs to know; nothing personal.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    Task<Settlement> DeadLetterAsync(string reason, string description, CancellationToken cancellation);

    /// <summary>The lock lasts for another <see cref="QueueDefinition.Lock"/> from now.</summary>
    Task<Settlement> RenewAsync(CancellationToken cancellation);
}
