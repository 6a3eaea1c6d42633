using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Protocols.Stores.Embedded.Files;

/// <summary>
/// A checksum for each block of a file, so that a range is held against what was written before it goes out. SHA-256 over the whole
/// says whether somebody changed it; these say, at the price of next to nothing, whether the disk did.
/// </summary>
internal sealed class Checksums
{
    public const int BlockBytes = 64 * 1024;

    private readonly List<uint> sums = [];

    /// <summary>Adds the sums of what follows. All but the last call must bring whole blocks.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length > 0; bytes = bytes[Math.Min(BlockBytes, bytes.Length)..])
            sums.Add(Of(bytes[..Math.Min(BlockBytes, bytes.Length)]));
    }

    public byte[] Write()
    {
        var bytes = new byte[sums.Count * sizeof(uint)];
        for (var i = 0; i < sums.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), sums[i]);
        return bytes;
    }

    /// <summary>Whether these bytes, from the beginning of block <paramref name="first"/> on, are those that were written.</summary>
    public static bool Match(ReadOnlySpan<byte> written, long first, ReadOnlySpan<byte> bytes)
    {
        for (var block = first; bytes.Length > 0; block++)
        {
            var here = bytes[..Math.Min(BlockBytes, bytes.Length)];
            if (BinaryPrimitives.ReadUInt32LittleEndian(written[(int)(block * sizeof(uint))..]) != Of(here))
                return false;
            bytes = bytes[here.Length..];
        }
        return true;
    }

    /// <summary>How many bytes the sums of a file of this size take.</summary>
    public static long LengthFor(long size) => (size + BlockBytes - 1) / BlockBytes * sizeof(uint);

    private static uint Of(ReadOnlySpan<byte> block)
    {
        var sum = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(block);
        foreach (var word in words)
            sum = BitOperations.Crc32C(sum, word);
        foreach (var single in block[(words.Length * sizeof(ulong))..])
            sum = BitOperations.Crc32C(sum, single);
        return ~sum;
    }
}
