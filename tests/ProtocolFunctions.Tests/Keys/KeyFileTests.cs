using System.Security.Cryptography;
using ProtocolFunctions.Tests.Stores;
using Protocols.Stores.Embedded;
using Protocols.Stores.Keys;

namespace ProtocolFunctions.Tests.Keys;

public sealed class KeyFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Ring => Path.Combine(folder.Path, "keys", "ring.json");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "keys": [] }""")]
    [InlineData("""{ "keys": [null] }""")]
    [InlineData("""{ "keys": [{ "id": "k1" }] }""")]
    [InlineData("""{ "keys": [{ "id": "k1", "secret": "AAAA" }] }""")]
    [InlineData("""{ "keys": [{ "id": null, "secret": null }] }""")]
    [InlineData("""{ "keys": [{ "id": "k1", "secret": "cut of""")]
    public void A_damaged_file_stops_the_start_and_is_left_as_it_is(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Ring)!);
        File.WriteAllText(Ring, content);

        var refused = Assert.Throws<InvalidDataException>(() => KeyFile.Load(folder.Path));

        Assert.Contains(Ring, refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Ring));
    }

    [Fact]
    public async Task A_lost_file_beside_a_database_stops_the_start_and_no_new_one_is_made()
    {
        KeyFile.Load(folder.Path);
        await EmbeddedStore.Open(folder.Path, TimeProvider.System).DisposeAsync();
        File.Delete(Ring);

        var refused = Assert.Throws<InvalidDataException>(() => KeyFile.Load(folder.Path));

        Assert.Contains(Ring, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Ring));
    }

    [Fact]
    public void The_keys_stay_the_same_over_starts()
    {
        var first = KeyFile.Load(folder.Path);
        var content = File.ReadAllText(Ring);
        var second = KeyFile.Load(folder.Path);

        Assert.Equal(first.LookupKey("phone", "1"), second.LookupKey("phone", "1"));
        Assert.StartsWith("k1.", first.LookupKey("phone", "1"), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Ring));
    }

    [Fact]
    public void A_new_key_put_first_becomes_the_current_one()
    {
        KeyFile.Load(folder.Path);
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var entry = $$"""[{ "id": "k2", "secret": "{{secret}}" }, """;
        File.WriteAllText(Ring, File.ReadAllText(Ring).Replace("[", entry, StringComparison.Ordinal));

        Assert.Equal(["k2", "k1"], KeyFile.Load(folder.Path).LookupKeys("phone", "1").Select(hash => hash[..2]));
    }

    [Fact]
    public async Task Starts_at_once_end_with_one_key()
    {
        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Task.Run(() => KeyFile.Load(folder.Path).LookupKey("phone", "1"))));

        Assert.Single(hashes.Distinct());
        Assert.Equal([Ring], Directory.GetFiles(Path.GetDirectoryName(Ring)!));
    }

    [Fact]
    public void Only_the_service_s_account_can_read_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        KeyFile.Load(folder.Path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Ring));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Ring)!));
    }
}
