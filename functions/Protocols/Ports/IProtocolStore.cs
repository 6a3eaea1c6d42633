using Protocols.Documents;

namespace Protocols.Ports;

/// <summary>
/// Keeps protocols. Whatever it has answered for is durable: it survives the process, and the machine's power where the store
/// promises that. A write is done whole or not at all. Every method may throw <see cref="StoreFullException"/> (nothing was
/// written), <see cref="StoreBusyException"/> and <see cref="OperationCanceledException"/> (a write may or may not have been done); writes also
/// <see cref="TooLargeException"/>.
/// </summary>
public interface IProtocolStore
{
    /// <summary>The protocol and the version it stands under; null where there is none.</summary>
    Task<StoredProtocol?> FindAsync(string number, CancellationToken cancellation);

    /// <summary>
    /// Writes a new protocol with its look-up keys, and the receipt of its opening where there is one. Nothing is written when
    /// the number exists, or when a live receipt with the same key does.
    /// </summary>
    Task<CreateResult> CreateAsync(ProtocolDocument document, OpeningReceipt? receipt, CancellationToken cancellation);

    /// <summary>The live receipt of an opening under this key; null where there is none.</summary>
    Task<OpeningReceipt?> FindReceiptAsync(string key, CancellationToken cancellation);

    /// <summary>
    /// Replaces the protocol if it still stands under <paramref name="expected"/>'s version, with its look-up keys; writes
    /// <paramref name="sealedPage"/> with it. A page that is already there is adopted if it holds the same facts.
    /// </summary>
    /// <returns>False, with nothing replaced, when the protocol was changed meanwhile.</returns>
    Task<bool> ReplaceAsync(StoredProtocol expected, ProtocolDocument document, FactPage? sealedPage, CancellationToken cancellation);

    /// <summary>
    /// Writes a page that a protocol names and that is not there yet, as when one comes from elsewhere that is too large for one document. One that is already there is adopted if
    /// it holds the same facts.
    /// </summary>
    Task AddPageAsync(FactPage page, CancellationToken cancellation);

    /// <summary>The page of older facts that begins with fact <paramref name="first"/>; null where there is none.</summary>
    Task<FactPage?> FindPageAsync(string number, long first, CancellationToken cancellation);

    /// <summary>
    /// Protocols that match every part of the query, in its order, at most <see cref="ProtocolQuery.Limit"/>. Paging by
    /// <see cref="ProtocolPage.Next"/> neither skips nor repeats one that stood there when paging began, while others write; by
    /// due date that holds for those whose date does not move meanwhile.
    /// </summary>
    Task<ProtocolPage> ListAsync(ProtocolQuery query, CancellationToken cancellation);

    /// <summary>How many protocols are filed under a key, counted no further than <paramref name="most"/>; reads no document, and the cost follows the count.</summary>
    Task<int> CountAsync(string key, int most, CancellationToken cancellation);

    /// <summary>
    /// The numbers of protocols whose time has come: the date that their index names for it is not after <paramref name="until"/>.
    /// Earliest first, at most <paramref name="limit"/>; the cost follows what is found, not what exists. Reads no document, so
    /// that one which cannot be read keeps nobody else waiting.
    /// </summary>
    Task<IReadOnlyList<string>> AwaitingAsync(Awaited what, DateTimeOffset until, int limit, CancellationToken cancellation);

    /// <summary>
    /// The numbers of protocols whose last fact can be sealed at <paramref name="since"/> or later (<see cref="ProtocolIndex.SealAt"/>), in no promised order;
    /// one that changes meanwhile may come twice, never not at all. The cost follows what is found. Reads no document.
    /// </summary>
    IAsyncEnumerable<string> ChangedAsync(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>The number of every protocol once, in no promised order; those written meanwhile may be missing.</summary>
    IAsyncEnumerable<string> NumbersAsync(CancellationToken cancellation);
}

/// <summary>What the clock brings to a protocol.</summary>
public enum Awaited
{
    /// <summary>The service itself must look at it: <see cref="ProtocolIndex.DueAt"/>.</summary>
    Attention,

    /// <summary>A return to the customer was not made: <see cref="ProtocolIndex.ReturnAt"/>.</summary>
    Return,

    /// <summary>Something of it must be removed: <see cref="ProtocolIndex.PurgeAt"/>.</summary>
    Purge,

    /// <summary>Messages of it wait to leave: <see cref="ProtocolIndex.OutboxAt"/>.</summary>
    Relay,
}

/// <summary>A protocol and the store's own version of it, which means nothing outside the store.</summary>
public sealed record StoredProtocol(ProtocolDocument Document, string Version);

/// <summary>What became of a creation.</summary>
/// <param name="Outcome">What was done.</param>
/// <param name="Existing">The receipt that was there, for <see cref="CreateOutcome.ReceiptExists"/>.</param>
public readonly record struct CreateResult(CreateOutcome Outcome, OpeningReceipt? Existing = null);

public enum CreateOutcome
{
    Created,
    NumberExists,
    ReceiptExists,
}

/// <summary>Written with an opening that bears an idempotency key; lives until <paramref name="ExpiresAt"/>.</summary>
/// <param name="Key">Keyed hash over caller, method, route and key.</param>
/// <param name="Body">Keyed hash over the request's body.</param>
/// <param name="Number">The number this opening got; a repetition gets the same.</param>
public sealed record OpeningReceipt(string Key, string Body, string Number, DateTimeOffset ExpiresAt);

/// <summary>It is more than the store keeps as one document: nothing was written, and trying again is of no use.</summary>
public sealed class TooLargeException : Exception
{
    public TooLargeException()
    {
    }

    public TooLargeException(string message)
        : base(message)
    {
    }

    public TooLargeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The store's disk or quota is used up: nothing was written, nothing that stood there is lost.</summary>
public sealed class StoreFullException : Exception
{
    public StoreFullException()
    {
    }

    public StoreFullException(string message)
        : base(message)
    {
    }

    public StoreFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
