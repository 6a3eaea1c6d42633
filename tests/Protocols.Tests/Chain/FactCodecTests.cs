using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.People;

namespace Protocols.Tests.Chain;

[Trait("Requirement", "M27")]
public sealed class FactCodecTests
{
    private const string Number = "2026112300000017";
    private static readonly byte[] secret = [.. Enumerable.Range(0, KeyRing.KeyBytes).Select(b => (byte)b)];
    private static readonly byte[] salt = [.. Enumerable.Range(100, FactCodec.SaltBytes).Select(b => (byte)b)];
    private static readonly Actor ana = new("ana", "Ana Lima", "agent");

    public static TheoryData<string> Kinds => [.. FactKinds.All];

    [Fact]
    public void Every_fact_there_is_has_its_kinds_in_the_registry_and_a_sample_here()
    {
        var terms = typeof(FactTerms).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FactTerms)) && !type.IsAbstract).ToList();

        Assert.NotEmpty(terms);
        Assert.Equal(terms.ToHashSet(), FactSamples.All.Values.Select(sample => sample.Fact.Terms.GetType()).ToHashSet());
        Assert.Equal(FactKinds.All.Order(), FactSamples.All.Keys.Order());
        Assert.Subset(FactKinds.All.ToHashSet(), Codes<EntryKind>.All.ToHashSet());
    }

    [Fact]
    public void A_kind_that_is_not_in_the_registry_is_not_read()
    {
        var (_, stored) = Seal(FactSamples.All["resolved"].Fact);

        Assert.Throws<JsonException>(() => FactCodec.Open(Changed(stored, "resolved", "dissolved"), null));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_fact_reads_back_as_it_was_decided(string kind)
    {
        var sample = FactSamples.All[kind].Fact;
        var (made, stored) = Seal(sample);
        using var key = new DataKey(secret, Number);
        var read = FactCodec.Open(stored, key);

        Assert.Equal(kind, read.Terms.Kind);
        Assert.IsType(sample.Terms.GetType(), read.Terms);
        Assert.Equivalent(sample.Terms, read.Terms, strict: true);
        Assert.Equivalent(sample.Body, read.Body, strict: true);
        Assert.Equivalent(made, read, strict: true);
        Assert.Equal((7, Given.Morning, ana, sample.Visibility), (read.N, read.At, read.By, read.Visibility));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_terms_never_change_their_spelling(string kind)
    {
        var (_, stored) = Seal(FactSamples.All[kind].Fact);

        Assert.Equal(kind, stored.Header.GetProperty("kind").GetString());
        Assert.Equal(FactSamples.All[kind].Terms, Encoding.UTF8.GetString(CanonicalJson.Write(stored.Header.GetProperty("terms"))));
    }

    /// <summary>
    /// Golden values: chains written years ago must verify, so these never change. Anybody can recompute them: the link is SHA-256
    /// over the 32 bytes of the link before and the header; the body's hash is SHA-256 over the salt and the canonical body.
    /// </summary>
    [Fact]
    public void The_format_of_a_fact_never_changes()
    {
        const string Before = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        using var key = new DataKey(secret, Number);
        var (_, stored) = FactCodec.Seal(FactSamples.All["opened"].Fact, 7, Given.Morning.AddMilliseconds(5), ana, Before, key, salt);

        Assert.Equal(
            OneLine("""
                {"at":"2026-11-23T12:00:00.005Z",
                "bodyHash":"a38ffd4a6ad865c3d8e6e51c817b7ee719bdc918419ba12a7c51901c9841d44d",
                "by":{"id":"ana","name":"Ana Lima","role":"agent"},"kind":"opened","n":7,
                "terms":{"catalog":3,"channel":"in-person","number":"2026112300000017","occurrence":"cancellation","owner":{"id":"ana","name":"Ana Lima"},
                "reason":"price","receiptBy":["sms"],"subjectGiven":true,"type":"cancellation"},"visibility":"internal"}
                """),
            Encoding.UTF8.GetString(CanonicalJson.Write(stored.Header)));
        Assert.Equal("54f29035a0b99a3b2d6b534e0961d38a68c76fbb611fced2360414adc7c8f403", stored.Link);
        Assert.Equal(
            OneLine("""
                {"accessCode":"BCDFGHJK","context":{"order.state":"dispatched"},
                "customer":{"document":"11144477735","name":"José Ávila"},"detail":"Mudou-se",
                "references":[{"kind":"order","value":"A-17"}],"subject":"Cancelar"}
                """),
            Encoding.UTF8.GetString(key.Open("body:7", stored.Body).AsSpan(FactCodec.SaltBytes)));
    }

    [Fact]
    public void A_fact_without_a_body_has_no_body_hash_and_needs_no_key()
    {
        var (_, stored) = FactCodec.Seal(FactSamples.All["closed"].Fact, 7, Given.Morning, ana, FactCodec.Origin, null, salt);

        Assert.Null(stored.Body);
        Assert.False(stored.Header.TryGetProperty("bodyHash", out _));
    }

    [Fact]
    public void Where_the_key_is_gone_headers_still_read_and_texts_are_no_longer_taken()
    {
        var (_, stored) = Seal(FactSamples.All["contact"].Fact);

        Assert.Null(FactCodec.Open(stored, null).Body);
        Assert.Equal("contact", FactCodec.Open(stored, null).Terms.Kind);
        Assert.Throws<InvalidOperationException>(
            () => FactCodec.Seal(FactSamples.All["contact"].Fact, 7, Given.Morning, ana, FactCodec.Origin, null, salt));
    }

    [Fact]
    public void The_same_text_under_another_salt_has_another_hash()
    {
        using var key = new DataKey(secret, Number);
        var (_, one) = Seal(FactSamples.All["note"].Fact);
        var (_, other) = FactCodec.Seal(
            FactSamples.All["note"].Fact, 7, Given.Morning, ana, FactCodec.Origin, key, new byte[FactCodec.SaltBytes]);

        Assert.NotEqual(one.Header.GetProperty("bodyHash").GetString(), other.Header.GetProperty("bodyHash").GetString());
    }

    [Fact]
    public void A_body_opens_at_its_own_fact_only()
    {
        var (_, stored) = Seal(FactSamples.All["note"].Fact);
        using var key = new DataKey(secret, Number);

        Assert.ThrowsAny<CryptographicException>(() => FactCodec.Open(Changed(stored, "\"n\":7", "\"n\":8"), key));
    }

    [Fact]
    public void A_body_opens_in_its_own_protocol_only_even_under_the_same_key()
    {
        var (_, stored) = Seal(FactSamples.All["note"].Fact);
        using var elsewhere = new DataKey(secret, "2026112300000025");

        Assert.ThrowsAny<CryptographicException>(() => FactCodec.Open(stored, elsewhere));
    }

    [Fact]
    public void Changed_ciphertext_does_not_open()
    {
        var (_, stored) = Seal(FactSamples.All["note"].Fact);
        using var key = new DataKey(secret, Number);

        for (var at = 0; at < stored.Body!.Length; at++)
        {
            byte[] changed = [.. stored.Body];
            changed[at] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => FactCodec.Open(stored with { Body = changed }, key));
        }
        Assert.ThrowsAny<CryptographicException>(() => FactCodec.Open(stored with { Body = [1, 2, 3] }, key));
    }

    private static string OneLine(string text) => text.ReplaceLineEndings("");

    private static (Fact Fact, StoredFact Stored) Seal(NewFact fact)
    {
        using var key = new DataKey(secret, Number);
        return FactCodec.Seal(fact, 7, Given.Morning, ana, FactCodec.Origin, key, salt);
    }

    private static StoredFact Changed(StoredFact stored, string from, string to) => stored with
    {
        Header = JsonSerializer.Deserialize<JsonElement>(stored.Header.GetRawText().Replace(from, to, StringComparison.Ordinal)),
    };
}
