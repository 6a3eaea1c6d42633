using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Stores.Embedded.Files;

/// <summary>A file that is kept, open for reading; each block is held against its checksum before it goes out.</summary>
internal sealed class ContentFile(SafeFileHandle file, byte[] sums) : IContent
{
    private const int BufferBytes = 4 * Checksums.BlockBytes;

    public long Size { get; } = RandomAccess.GetLength(file);

    public async Task CopyAsync(long from, long count, Stream to, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, Size);
        if (sums.Length != Checksums.LengthFor(Size))
            throw new ContentDamagedException("Its checksums are missing or of another size.");
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var end = from + count; from < end;)
            {
                var block = from / Checksums.BlockBytes;
                var start = block * Checksums.BlockBytes;
                var read = buffer.AsMemory(0, (int)Math.Min(BufferBytes, Size - start));
                await ReadAsync(read, start, cancellation);
                if (!Checksums.Match(sums, block, read.Span))
                    throw new ContentDamagedException("A block of it is not as it was written.");
                var wanted = read[(int)(from - start)..(int)Math.Min(read.Length, end - start)];
                await to.WriteAsync(wanted, cancellation);
                from += wanted.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask ReadAsync(Memory<byte> into, long at, CancellationToken cancellation)
    {
        while (into.Length > 0)
        {
            var read = await RandomAccess.ReadAsync(file, into, at, cancellation);
            if (read == 0)
                throw new ContentDamagedException("It ends before its end.");
            (into, at) = (into[read..], at + read);
        }
    }
}
