using System.Security.Cryptography;
using Protocols.Proving;

namespace Protocols.Tests.Proving;

[Trait("Requirement", "M27")]
public sealed class SigningKeysTests
{
    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void What_holds_no_key_is_refused(string pem) => Assert.Throws<ArgumentException>(() => SigningKeys.Read(pem));

    [Fact]
    public void A_public_key_cannot_be_the_one_that_signs() => Assert.Throws<ArgumentException>(() => SigningKeys.Read(PublicOf(SigningKeys.NewPem())));

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<ArgumentException>(() => SigningKeys.Read(larger.ExportPkcs8PrivateKeyPem()));
    }

    [Fact]
    public void A_key_that_stands_there_twice_is_refused()
    {
        var pem = SigningKeys.NewPem();
        Assert.Throws<ArgumentException>(() => SigningKeys.Read(pem + PublicOf(pem)));
    }

    [Fact]
    public void What_is_wrong_is_said_without_the_key()
    {
        var pem = SigningKeys.NewPem();
        var refused = Assert.Throws<ArgumentException>(() => SigningKeys.Read(pem + pem));
        Assert.DoesNotContain(pem.Split('\n')[1][..16], refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_was_signed_and_only_by_a_known_key_is_verified()
    {
        var (ours, theirs) = (SigningKeys.Read(SigningKeys.NewPem()), SigningKeys.Read(SigningKeys.NewPem()));
        var signature = ours.Sign("dito"u8);

        Assert.True(ours.Verify(signature, "dito"u8));
        Assert.False(ours.Verify(signature, "dita"u8));
        Assert.False(ours.Verify(signature with { Value = theirs.Sign("dito"u8).Value }, "dito"u8));
        Assert.False(ours.Verify(signature with { Value = "???" }, "dito"u8));
        Assert.False(ours.Verify(signature with { Value = "" }, "dito"u8));
        Assert.Null(theirs.Verify(signature, "dito"u8));
        Assert.Null(ours.Verify(signature with { Alg = "none" }, "dito"u8));
    }

    [Fact]
    public void A_new_key_put_first_signs_and_the_old_one_still_verifies_by_its_public_half()
    {
        var (old, young) = (SigningKeys.NewPem(), SigningKeys.NewPem());
        var signature = SigningKeys.Read(old).Sign("dito"u8);
        var both = SigningKeys.Read(young + PublicOf(old));

        Assert.True(both.Verify(signature, "dito"u8));
        Assert.Equal(SigningKeys.Read(young).Public[0], both.Public[0]);
        Assert.Equal(both.Public[0].Kid, both.Sign("dito"u8).Kid);
        Assert.Equal(2, both.Public.Count);
    }

    private static string PublicOf(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key.ExportSubjectPublicKeyInfoPem() + "\n";
    }
}
