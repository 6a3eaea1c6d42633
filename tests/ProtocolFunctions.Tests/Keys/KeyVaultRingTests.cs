using System.Net;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Protocols.Chain;
using Protocols.Stores.Keys;

namespace ProtocolFunctions.Tests.Keys;

/// <summary>The ring of a vault, over the vault's own client; only the network is played.</summary>
public sealed class KeyVaultRingTests
{
    private static readonly Uri address = new("https://company.vault.azure.net");

    [Fact]
    public async Task The_ring_is_what_a_key_file_holds()
    {
        var (old, current) = (new RingKey("k1", new byte[32]), new RingKey("k2", [.. Enumerable.Repeat((byte)7, 32)]));
        using var written = new MemoryStream();
        RingFormat.Write(written, [current, old]);
        using var vault = new PlayedVault(HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(written.ToArray()));

        var ring = await LoadAsync(vault);

        Assert.Equal("k2", ring.Wrap(new byte[32], "1").KeyId);
        ring.Unwrap(new KeyRing([old]).Wrap(new byte[32], "1"), "1").Dispose();
        Assert.Equal(["/secrets/protocols-key-ring/"], vault.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"id":"k1","secret":"c2VjcmV0"}]}""")]
    [InlineData("""{"keys":[null]}""")]
    public async Task A_secret_that_is_no_ring_is_refused_and_not_repeated(string secret)
    {
        using var vault = new PlayedVault(HttpStatusCode.OK, secret);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => LoadAsync(vault));
        Assert.Contains("protocols-key-ring", refused.Message, StringComparison.Ordinal);
        Assert.Null(refused.InnerException);
        Assert.DoesNotContain("c2VjcmV0", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_vault_that_gives_nothing_is_named(HttpStatusCode status)
    {
        using var vault = new PlayedVault(status, null);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => LoadAsync(vault));
        Assert.Contains("company.vault.azure.net", refused.Message, StringComparison.Ordinal);
    }

    private static Task<KeyRing> LoadAsync(PlayedVault vault)
    {
        var client = new SecretClient(address, new Anybody(), new() { Transport = new HttpClientTransport(vault), Retry = { MaxRetries = 0 } });
        return KeyVaultRing.LoadAsync(client, "protocols-key-ring", CancellationToken.None);
    }
}
