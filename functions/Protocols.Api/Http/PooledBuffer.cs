using System.Buffers;

namespace Protocols.Api.Http;

/// <summary>Grows in rented arrays, so that an answer costs the collector nothing.</summary>
internal sealed class PooledBuffer(int size) : IBufferWriter<byte>, IDisposable
{
    private byte[] rented = ArrayPool<byte>.Shared.Rent(size);
    private int length;

    public ReadOnlyMemory<byte> Written => rented.AsMemory(0, length);

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (rented.Length - length < Math.Max(sizeHint, 1))
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(rented.Length * 2, length + sizeHint));
            rented.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
            rented = larger;
        }
        return rented.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose() => ArrayPool<byte>.Shared.Return(rented, clearArray: true);
}
