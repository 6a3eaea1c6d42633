using ProtocolFunctions.Tests.Service.Support;
using Protocols.Stores.Embedded.Backups;

namespace ProtocolFunctions.Tests.Backups;

/// <summary>A backup of a running service holds everything that is linked, costs what is new, and is never half of one (M26).</summary>
[Trait("Requirement", "M26")]
public sealed class BackupTests : IAsyncLifetime, IDisposable
{
    private readonly BackedUpService backed = new();

    public Task InitializeAsync() => backed.InitializeAsync();

    public Task DisposeAsync() => backed.DisposeAsync();

    public void Dispose() => backed.Dispose();

    [Fact]
    public async Task A_second_run_copies_only_what_is_new()
    {
        Assert.Equal(2, (await backed.RunAsync()).Copied);
        var before = File.GetLastWriteTimeUtc(backed.BackedUpRecording);
        var ana = await backed.Service.AgentAsync();
        await ana.RecordedAsync(backed.Number, Audio.Wav(1000, seed: 7));
        Assert.Equal(2, (await backed.RunAsync()).Copied);
        Assert.Equal(before, File.GetLastWriteTimeUtc(backed.BackedUpRecording));
        Assert.Single(Directory.GetFiles(backed.Backup, "protocols.db", SearchOption.AllDirectories));
        Assert.Empty((await backed.CheckAsync()).Faults);
    }

    [Fact]
    public async Task What_was_removed_since_leaves_the_backup_too()
    {
        await backed.RunAsync();
        var compliance = await backed.Service.AsAsync("compliance");
        (await compliance.SendAsync("PUT", $"protocols/{backed.Number}/legal-hold", new { reason = "Ação judicial", reference = "0001" })).Expect(200);
        await backed.RunAsync();
        Assert.True(File.Exists(backed.BackedUpRecording + ".hold"));
        (await compliance.SendAsync("DELETE", $"protocols/{backed.Number}/legal-hold", null, ("Access-Reason", "Encerrada"))).Expect(200);
        await backed.RunAsync();
        Assert.False(File.Exists(backed.BackedUpRecording + ".hold"));
        Assert.Empty((await backed.CheckAsync()).Faults);
    }

    [Fact]
    public async Task A_recording_that_the_service_lost_is_told_and_stays_in_the_backup()
    {
        await backed.RunAsync();
        File.SetAttributes(backed.RecordingFile, FileAttributes.Normal);
        File.Delete(backed.RecordingFile);
        var made = await backed.RunAsync();
        Assert.Equal([$"{backed.Number} content {backed.RecordingId}: content-missing; the backup has it from before"], made.Faults);
        await backed.RestoreAsync();
        await backed.AssertSoundAsync(protocols: 1, recordings: 1);
    }

    [Fact]
    public async Task A_recording_that_was_lost_before_any_backup_is_told()
    {
        File.SetAttributes(backed.RecordingFile, FileAttributes.Normal);
        File.Delete(backed.RecordingFile);
        Assert.Equal([$"{backed.Number} content {backed.RecordingId}: content-missing"], (await backed.RunAsync()).Faults);
    }

    [Fact]
    public async Task A_damaged_recording_is_told_and_kept_until_somebody_has_mended_it()
    {
        var whole = await File.ReadAllBytesAsync(backed.RecordingFile);
        await WriteAsync([.. whole[..^1], (byte)~whole[^1]]);
        Assert.Equal([$"{backed.Number} content {backed.RecordingId}: content-changed; it was copied as it is"], (await backed.RunAsync()).Faults);
        Assert.NotEmpty((await backed.RunAsync()).Faults);
        await WriteAsync(whole);
        Assert.Empty((await backed.RunAsync()).Faults);
        Assert.Equal(whole, await File.ReadAllBytesAsync(backed.BackedUpRecording));

        async Task WriteAsync(byte[] bytes)
        {
            File.SetAttributes(backed.RecordingFile, FileAttributes.Normal);
            await File.WriteAllBytesAsync(backed.RecordingFile, bytes);
        }
    }

    [Fact]
    public async Task A_run_that_broke_off_anywhere_leaves_the_backup_before_it_whole()
    {
        await backed.RunAsync();
        var ana = await backed.Service.AgentAsync();
        for (var step = 0; step < 12; step++)
        {
            await ana.RecordedAsync(backed.Number, Audio.Wav(1000, step));
            var told = 0;
            var run = new BackupRun(backed.Service.Folder.Path, backed.Backup, KeysInBackup.Inside, null, TimeProvider.System, _ =>
            {
                if (told++ == step)
                    throw new OperationCanceledException("Killed here.");
            });
            await Record.ExceptionAsync(() => run.RunAsync(default));
            Assert.Empty((await backed.CheckAsync()).Faults);
        }
        Assert.Empty((await backed.RunAsync()).Faults);
        await backed.RestoreAsync();
        await backed.AssertSoundAsync(protocols: 1, recordings: 13);
    }

    [Fact]
    public async Task Before_it_was_whole_once_it_is_no_backup()
    {
        var run = new BackupRun(backed.Service.Folder.Path, backed.Backup, KeysInBackup.Inside, null, TimeProvider.System, _ => throw new OperationCanceledException());
        await Assert.ThrowsAsync<OperationCanceledException>(() => run.RunAsync(default));
        Assert.NotEmpty(Directory.GetFileSystemEntries(backed.Backup));
        Assert.Contains("no whole backup", (await Assert.ThrowsAsync<InvalidDataException>(() => backed.RestoreAsync())).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(backed.Target));
    }

    [Fact]
    public async Task Somebody_elses_folder_is_left_alone()
    {
        Directory.CreateDirectory(backed.Backup);
        await File.WriteAllTextAsync(Path.Combine(backed.Backup, "thesis.txt"), "mine");
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => backed.RunAsync());
        Assert.Contains("'thesis.txt'", refused.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(backed.Backup));
    }

    [Theory]
    [InlineData("")]
    [InlineData("inside")]
    public async Task The_data_folder_is_no_place_for_its_backup(string below)
    {
        var run = new BackupRun(
            backed.Service.Folder.Path, Path.Combine(backed.Service.Folder.Path, below), KeysInBackup.Inside, null, TimeProvider.System, _ => { });
        await Assert.ThrowsAsync<InvalidDataException>(() => run.RunAsync(default));
    }

    [SkippableFact]
    public async Task A_full_disk_is_told_and_the_backup_before_it_stays_whole()
    {
        using var small = SmallDisk.OrSkip(megabytes: 16);
        BackupRun Run() => new(backed.Service.Folder.Path, small.Path, KeysInBackup.Inside, null, TimeProvider.System, _ => { });
        await Run().RunAsync(default);
        var ana = await backed.Service.AgentAsync();
        await ana.RecordedAsync(backed.Number, Audio.Wav(30_000_000));
        await Assert.ThrowsAsync<Protocols.Ports.StoreFullException>(() => Run().RunAsync(default));
        var found = await new RestoreRun(small.Path, null, _ => { }).RunAsync(backed.Target, default);
        Assert.Empty(found.Faults);
        await backed.AssertSoundAsync(protocols: 1, recordings: 1);
    }
}
