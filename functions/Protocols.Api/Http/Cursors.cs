using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Protocols.Chain;
using Protocols.Ports;

namespace Protocols.Api.Http;

/// <summary>Places in a list as clients carry them: encrypted, so that a cursor says nothing about what it passed.</summary>
internal static class Cursors
{
    /// <param name="order">What the list is sorted by; the cursor is good for nothing else.</param>
    public static string? Write(ListPosition? position, string order, KeyRing ring)
    {
        if (position is not { } place)
            return null;
        var plain = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(place.Number)];
        BinaryPrimitives.WriteInt64BigEndian(plain, place.At.ToUnixTimeMilliseconds());
        Encoding.UTF8.GetBytes(place.Number, plain.AsSpan(sizeof(long)));
        return Base64Url.EncodeToString(ring.Seal("cursors", plain, Bound(order)));
    }

    /// <summary>A place in one order is none in another.</summary>
    private static byte[] Bound(string order) => Encoding.ASCII.GetBytes("cursor/" + order);

    public static bool TryRead(string? text, string order, KeyRing ring, [NotNullWhen(true)] out ListPosition? position)
    {
        position = null;
        // What is asked to try throws at a character that cannot be.
        if (!Base64Url.IsValid(text))
            return false;
        var sealedBytes = new byte[Base64Url.GetMaxDecodedLength(text?.Length ?? 0)];
        if (!Base64Url.TryDecodeFromChars(text, sealedBytes, out var length))
            return false;
        try
        {
            var plain = ring.Open("cursors", sealedBytes.AsSpan(0, length), Bound(order));
            var at = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(plain));
            position = new(at, Encoding.UTF8.GetString(plain.AsSpan(sizeof(long))));
            return true;
        }
        catch (CryptographicException)
        {
            // Somebody made it up, or it was made under a key that is gone.
            return false;
        }
    }
}
