using Protocols.Recordings;

namespace Protocols.Ports;

/// <summary>
/// Keeps the bytes of recordings and attachments: written once, whole or not at all, never changed. Whatever it has answered for
/// is durable; whatever was not finished is never found, however it ended. Holds no more than a few buffers in memory. Throws
/// <see cref="StoreFullException"/> (nothing was kept, nothing that stood there is lost) and <see cref="StoreBusyException"/>.
/// </summary>
public interface IContents
{
    /// <summary>Takes the bytes in, hashing them on the way. What cannot be read from <paramref name="source"/> throws as it does, and nothing is kept.</summary>
    Task<ContentWritten> WriteAsync(ContentName name, Stream source, ContentLimits limits, CancellationToken cancellation);

    /// <summary>Begins what will come in parts, or finds what was begun under the name before.</summary>
    /// <returns>What it was begun with first; it never changes.</returns>
    Task<Upload> BeginAsync(ContentName name, Upload upload, CancellationToken cancellation);

    /// <summary>What was begun under the name, and the parts that are there; null where nothing was, or where it was left for too long.</summary>
    Task<UploadState?> FindUploadAsync(ContentName name, CancellationToken cancellation);

    /// <summary>Takes one part in, in place of the one that may be there. It counts once it is durable. Of one that is refused nothing counts, and the one before it may be gone.</summary>
    /// <param name="part">From 1.</param>
    /// <param name="limits">How long it must be, no more and no less, and what it must hash to.</param>
    Task<PartOutcome> WritePartAsync(ContentName name, int part, ContentLimits limits, Stream source, CancellationToken cancellation);

    /// <summary>Makes the parts into one, when all are there. Done already, it finds what was made.</summary>
    /// <param name="sha256">What it must hash to; where it does not, the parts stay.</param>
    Task<ContentWritten> CompleteAsync(ContentName name, string? sha256, CancellationToken cancellation);

    /// <summary>Opens what is kept for reading; null where nothing is.</summary>
    Task<IContent?> OpenAsync(ContentName name, CancellationToken cancellation);

    /// <summary>Guards it against being changed or removed before a date, as far as the store is set up to.</summary>
    /// <exception cref="InvalidOperationException">The store is set up to, and did not.</exception>
    Task ProtectAsync(ContentName name, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Sets or lifts a legal hold: while it is set, the store removes nothing.</summary>
    /// <exception cref="InvalidOperationException">The store did not.</exception>
    Task HoldAsync(ContentName name, bool held, CancellationToken cancellation);

    /// <summary>Removes it for good, with every version of it. What is not there is removed.</summary>
    /// <returns>False where a hold or its date forbids it.</returns>
    Task<bool> DeleteAsync(ContentName name, CancellationToken cancellation);

    /// <summary>Everything that was finished before a date, in no promised order.</summary>
    IAsyncEnumerable<ContentName> ListAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Removes what was begun before a date and never finished.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveAbandonedAsync(DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>Something that is kept, open for reading.</summary>
public interface IContent : IAsyncDisposable
{
    long Size { get; }

    /// <summary>Copies a range. No byte goes out that the store knows to be damaged.</summary>
    /// <exception cref="ContentDamagedException">What is kept is not what was written; earlier bytes of the range may have gone out.</exception>
    Task CopyAsync(long from, long count, Stream to, CancellationToken cancellation);
}
