using ProtocolFunctions.Tests.Service.Support;
using Protocols.Stores.Embedded;
using Protocols.Stores.Embedded.Backups;

namespace ProtocolFunctions.Tests.Backups;

/// <summary>What comes out of a backup is what went in, or nothing (M26).</summary>
[Trait("Requirement", "M26")]
public sealed class RestoreTests : IAsyncLifetime, IDisposable
{
    private readonly BackedUpService backed = new();

    public Task InitializeAsync() => backed.InitializeAsync();

    public Task DisposeAsync() => backed.DisposeAsync();

    public void Dispose() => backed.Dispose();

    [Theory]
    [InlineData("protocols.db")]
    [InlineData("ring.json")]
    [InlineData("recording")]
    [InlineData("????-??-??.json")]
    public async Task A_file_that_is_not_as_it_was_written_is_named_and_nothing_is_restored(string which)
    {
        await backed.Service.SweepAsync("seal");
        await backed.RunAsync();
        var file = which == "recording" ? backed.BackedUpRecording : Directory.GetFiles(backed.Backup, which, SearchOption.AllDirectories).Single();
        File.SetAttributes(file, FileAttributes.Normal);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.EndsWith("is not as it was written", Assert.Single((await backed.RestoreAsync()).Faults), StringComparison.Ordinal);
        Assert.Equal(["lock"], Directory.EnumerateFileSystemEntries(backed.Target).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named_and_nothing_is_restored()
    {
        await backed.RunAsync();
        File.SetAttributes(backed.BackedUpRecording, FileAttributes.Normal);
        File.Delete(backed.BackedUpRecording);
        Assert.EndsWith("is missing", Assert.Single((await backed.RestoreAsync()).Faults), StringComparison.Ordinal);
        Assert.Equal(["lock"], Directory.EnumerateFileSystemEntries(backed.Target).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_manifest_that_lost_a_line_is_refused()
    {
        await backed.RunAsync();
        var lines = await File.ReadAllLinesAsync(backed.Manifest);
        await File.WriteAllLinesAsync(backed.Manifest, lines[..^1]);
        await Assert.ThrowsAsync<InvalidDataException>(() => backed.RestoreAsync());
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("recordings/../../outside")]
    public async Task A_manifest_that_leads_out_of_the_backup_is_refused(string path)
    {
        await backed.RunAsync();
        var lines = await File.ReadAllLinesAsync(backed.Manifest);
        lines[^1] = $$"""{"path":"{{path}}","size":1,"sha256":"00"}""";
        await File.WriteAllLinesAsync(backed.Manifest, lines);
        Assert.Contains("outside of the backup", (await Assert.ThrowsAsync<InvalidDataException>(() => backed.RestoreAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_anything_in_it_is_never_written_over()
    {
        await backed.RunAsync();
        Directory.CreateDirectory(backed.Target);
        await File.WriteAllTextAsync(Path.Combine(backed.Target, "protocols.db"), "another");
        Assert.Contains("not empty", (await Assert.ThrowsAsync<InvalidDataException>(() => backed.RestoreAsync())).Message, StringComparison.Ordinal);
        Assert.Equal("another", await File.ReadAllTextAsync(Path.Combine(backed.Target, "protocols.db")));
    }

    [Fact]
    public async Task A_restore_that_broke_off_keeps_the_service_from_starting_and_begins_anew()
    {
        await backed.RunAsync();
        var told = 0;
        var broken = new RestoreRun(backed.Backup, null, _ => { if (++told == 3) throw new OperationCanceledException("Killed here."); });
        await Assert.ThrowsAsync<OperationCanceledException>(() => broken.RunAsync(backed.Target, default));
        var (exitCode, _, errors) = await LocalCommand.RunAsync("--urls", "http://127.0.0.1:0", "--Data:Directory", backed.Target);
        Assert.Equal(1, exitCode);
        Assert.Contains("was not finished", errors, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => EmbeddedStore.OpenReadOnly(backed.Target));
        Assert.Empty((await backed.RestoreAsync()).Faults);
        await backed.AssertSoundAsync(protocols: 1, recordings: 1);
    }

    [Theory]
    [InlineData(KeysInBackup.Apart)]
    [InlineData(KeysInBackup.LeftOut)]
    public async Task Without_its_keys_a_backup_holds_no_key_and_is_restored_by_who_has_them(KeysInBackup keys)
    {
        await backed.RunAsync(keys);
        Assert.Empty(Directory.GetFiles(backed.Backup, "ring.json", SearchOption.AllDirectories));
        Assert.Contains("--keys", (await Assert.ThrowsAsync<InvalidDataException>(() => backed.RestoreAsync())).Message, StringComparison.Ordinal);
        Assert.Empty((await backed.RestoreAsync(keys == KeysInBackup.Apart ? backed.Keys : Path.Combine(backed.Service.Folder.Path, "keys"))).Faults);
        await backed.AssertSoundAsync(protocols: 1, recordings: 1);
    }

    [Fact]
    public async Task The_keys_of_something_else_are_refused()
    {
        await backed.RunAsync(KeysInBackup.LeftOut);
        using var other = new DataFolder();
        _ = Protocols.Stores.Keys.KeyFile.Load(other.Path);
        Assert.Contains("keys/ring.json is not as it was written", (await backed.RestoreAsync(Path.Combine(other.Path, "keys"))).Faults);
    }

    [Fact]
    public async Task A_later_run_takes_the_keys_apart_with_it()
    {
        await backed.RunAsync(KeysInBackup.Apart);
        await backed.RunAsync(KeysInBackup.Apart);
        Assert.Single(Directory.GetDirectories(backed.Keys));
        Assert.Empty((await backed.RestoreAsync(backed.Keys)).Faults);
    }
}
