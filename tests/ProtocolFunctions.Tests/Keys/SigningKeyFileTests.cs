using System.Net;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using ProtocolFunctions.Tests.Stores;
using Protocols.Proving;
using Protocols.Stores.Keys;

namespace ProtocolFunctions.Tests.Keys;

[Trait("Requirement", "M27")]
public sealed class SigningKeyFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Pem => Path.Combine(folder.Path, "keys", "signing.pem");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_damaged_file_stops_the_start_and_is_left_as_it_is(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Pem)!);
        File.WriteAllText(Pem, content);
        var refused = Assert.Throws<InvalidDataException>(() => SigningKeyFile.Load(folder.Path));
        Assert.Contains(Pem, refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Pem));
    }

    [Fact]
    public async Task Starts_at_once_end_with_one_key_which_stays()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SigningKeyFile.Load(folder.Path).Public[0].Kid)));
        Assert.Equal([SigningKeyFile.Load(folder.Path).Public[0].Kid], ids.Distinct());
        Assert.Equal([Pem], Directory.GetFiles(Path.GetDirectoryName(Pem)!));
    }

    [Fact]
    public void Only_the_service_s_account_can_read_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        SigningKeyFile.Load(folder.Path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Pem));
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("")]
    public async Task A_vault_s_secret_that_is_no_key_is_refused_and_not_repeated(string secret)
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => FromVaultAsync(HttpStatusCode.OK, secret));
        Assert.Contains("protocols-signing-keys", refused.Message, StringComparison.Ordinal);
        Assert.Null(refused.InnerException);
    }

    [Fact]
    public async Task A_vault_that_gives_nothing_is_named()
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => FromVaultAsync(HttpStatusCode.NotFound, null));
        Assert.Contains("company.vault.azure.net", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_holds_what_a_key_file_does()
    {
        var ours = SigningKeyFile.Load(folder.Path);
        var theirs = await FromVaultAsync(HttpStatusCode.OK, await File.ReadAllTextAsync(Pem));
        Assert.True(theirs.Verify(ours.Sign("dito"u8), "dito"u8));
    }

    private static async Task<SigningKeys> FromVaultAsync(HttpStatusCode status, string? secret)
    {
        using var vault = new PlayedVault(status, secret);
        var client = new SecretClient(
            new("https://company.vault.azure.net"), new Anybody(), new() { Transport = new HttpClientTransport(vault), Retry = { MaxRetries = 0 } });
        return await KeyVaultSigning.LoadAsync(client, "protocols-signing-keys", CancellationToken.None);
    }
}
