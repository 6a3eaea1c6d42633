using System.Numerics;
using System.Security.Cryptography;

namespace Protocols.Proving;

/// <summary>
/// The hash tree of RFC 6962: a leaf is SHA-256(0 ‖ content), a node SHA-256(1 ‖ left ‖ right), and the left side of a tree is the
/// largest power of two below its size. One root stands for all leaves, and a handful of hashes shows that one is among them.
/// </summary>
public static class Merkle
{
    public static byte[] Leaf(ReadOnlySpan<byte> content) => SHA256.HashData([0, .. content]);

    /// <summary>The root over hashes of leaves, or of whole subtrees of one size that is a power of two (the last may be smaller).</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        0 => SHA256.HashData([]),
        1 => leaves[0],
        _ => Node(Root(leaves[..Left(leaves.Length)]), Root(leaves[Left(leaves.Length)..])),
    };

    /// <summary>What must be hashed with the leaf, from the bottom up, to come to the root.</summary>
    public static IReadOnlyList<byte[]> Proof(ReadOnlySpan<byte[]> leaves, int index)
    {
        if (leaves.Length <= 1)
            return [];
        var left = Left(leaves.Length);
        return index < left
            ? [.. Proof(leaves[..left], index), Root(leaves[left..])]
            : [.. Proof(leaves[left..], index - left), Root(leaves[..left])];
    }

    /// <summary>The root that a leaf and its proof lead to; null where the proof cannot be one for this place in a tree of this size.</summary>
    public static byte[]? RootFrom(byte[] leaf, long index, long size, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size)
            return null;
        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var beside in proof)
        {
            if (last == 0)
                return null;
            if ((node & 1) == 1 || node == last)
            {
                hash = Node(beside, hash);
                for (; (node & 1) == 0 && node != 0; last >>= 1)
                    node >>= 1;
            }
            else
            {
                hash = Node(hash, beside);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 ? hash : null;
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    private static int Left(int size) => 1 << BitOperations.Log2((uint)size - 1);
}
