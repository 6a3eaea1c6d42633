using System.Security.Cryptography;
using Protocols.Chain;

namespace Protocols.Tests.Chain;

public sealed class KeyRingTests
{
    private const string Number = "2026112300000017";
    private static readonly RingKey old = Key("2025", 1);
    private static readonly RingKey present = Key("2026", 2);
    private static readonly KeyRing ring = new([present, old]);

    [Fact]
    public void A_ring_has_keys_of_full_length_under_names_of_their_own()
    {
        Assert.Throws<ArgumentException>(() => new KeyRing([]));
        Assert.Throws<ArgumentException>(() => new KeyRing([new("2026", new byte[31])]));
        Assert.Throws<ArgumentException>(() => new KeyRing([present, Key("2026", 3)]));
    }

    [Fact]
    public void A_wrapped_key_opens_for_its_own_number_only()
    {
        var wrapped = ring.Wrap(new byte[KeyRing.KeyBytes], Number);

        Assert.ThrowsAny<CryptographicException>(() => ring.Unwrap(wrapped, "2026112300000025"));
        ring.Unwrap(wrapped, Number).Dispose();
    }

    [Fact]
    public void A_key_the_ring_lacks_is_named()
    {
        var wrapped = new KeyRing([Key("2019", 9)]).Wrap(new byte[KeyRing.KeyBytes], Number);
        var refused = Assert.ThrowsAny<CryptographicException>(() => ring.Unwrap(wrapped, Number));

        Assert.Contains("2019", refused.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => ring.Unwrap(wrapped with { KeyId = "2026" }, Number));
    }

    [Fact]
    public void The_first_key_wraps_and_the_others_still_open()
    {
        var secret = RandomNumberGenerator.GetBytes(KeyRing.KeyBytes);
        var before = new KeyRing([old]).Wrap(secret, Number);
        using var opened = ring.Unwrap(before, Number);
        using var same = new DataKey(secret, Number);

        Assert.Equal("2025", before.KeyId);
        Assert.Equal("2026", ring.Wrap(secret, Number).KeyId);
        Assert.Equal("texto"u8.ToArray(), opened.Open("body:1", same.Seal("body:1", "texto"u8)));
    }

    [Fact]
    public void What_is_sealed_opens_as_what_it_is_only()
    {
        using var key = new DataKey(new byte[KeyRing.KeyBytes], Number);
        var stored = key.Seal("body:1", "texto"u8);

        Assert.ThrowsAny<CryptographicException>(() => key.Open("body:2", stored));
        Assert.NotEqual(stored, key.Seal("body:1", "texto"u8));
    }

    [Fact]
    [Trait("Requirement", "M21")]
    public void A_look_up_asks_under_every_key_the_current_one_first()
    {
        var asked = new KeyRing([present, old, Key("2024", 7)]).LookupKeys("document", Callers.MariasDocument).ToList();

        Assert.Equal(3, asked.Count);
        Assert.Equal(ring.LookupKey("document", Callers.MariasDocument), asked[0]);
        Assert.Contains(new KeyRing([old]).LookupKey("document", Callers.MariasDocument), asked);
        Assert.Equal(asked[0], new KeyRing([old, present]).LookupKeys("document", Callers.MariasDocument).Last());
    }

    [Fact]
    [Trait("Requirement", "M21")]
    public void Equal_values_of_different_kinds_have_different_look_up_keys()
    {
        Assert.Equal(ring.LookupKey("phone", "11144477735"), ring.LookupKey("phone", "11144477735"));
        Assert.NotEqual(ring.LookupKey("phone", "11144477735"), ring.LookupKey("document", "11144477735"));
        Assert.NotEqual(ring.LookupKey("a", "bc"), ring.LookupKey("ab", "c"));
    }

    [Fact]
    public void Each_purpose_has_a_secret_of_its_own()
    {
        Assert.Equal(ring.Derive("cursors"), ring.Derive("cursors"));
        Assert.NotEqual(ring.Derive("cursors"), ring.Derive("receipts"));
        Assert.NotEqual(ring.Derive("cursors"), new KeyRing([old]).Derive("cursors"));
    }

    private static RingKey Key(string id, byte seed) => new(id, [.. Enumerable.Repeat(seed, KeyRing.KeyBytes)]);
}
