using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Protocols.Recordings;

namespace Protocols.Stores.Embedded.Files;

/// <summary>Takes a stream into a file through two buffers: while one is written the other is filled and hashed.</summary>
internal static class Intake
{
    private const int BufferBytes = 8 * Checksums.BlockBytes;

    /// <param name="file">Null where it is only to be hashed.</param>
    /// <returns>What came, up to the limit; the file holds it where the outcome is <see cref="ContentOutcome.Written"/>.</returns>
    public static async Task<(ContentWritten Written, Checksums Sums)> RunAsync(
        Stream source, SafeFileHandle? file, ContentLimits limits, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sums = new Checksums();
        var (filling, writing) = (ArrayPool<byte>.Shared.Rent(BufferBytes), ArrayPool<byte>.Shared.Rent(BufferBytes));
        var written = Task.CompletedTask;
        long size = 0;
        try
        {
            while (true)
            {
                var length = await source.ReadAtLeastAsync(filling.AsMemory(0, BufferBytes), BufferBytes, throwOnEndOfStream: false, cancellation);
                await written;
                if (size + length > limits.MaxBytes)
                    return (new(ContentOutcome.TooLarge, size + length), sums);
                if (length == 0)
                    break;
                (filling, writing) = (writing, filling);
                written = file is null ? Task.CompletedTask : WriteAsync(file, writing.AsMemory(0, length), size, cancellation);
                hash.AppendData(writing.AsSpan(0, length));
                sums.Add(writing.AsSpan(0, length));
                size += length;
                if (length < BufferBytes)
                    break;
            }
            await written;
        }
        finally
        {
            // Nobody may get a buffer that is still being written from.
            await written.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(filling);
            ArrayPool<byte>.Shared.Return(writing);
        }
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        var outcome = size == 0 ? ContentOutcome.Empty
            : limits.Sha256 is { } told && told != sha256 ? ContentOutcome.OtherDigest
            : ContentOutcome.Written;
        return (new(outcome, size, sha256), sums);
    }

    private static async Task WriteAsync(SafeFileHandle file, ReadOnlyMemory<byte> bytes, long at, CancellationToken cancellation)
    {
        await RandomAccess.WriteAsync(file, bytes, at, cancellation);
        Disk.Begin(file, at, bytes.Length);
    }
}
