using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Backups;

/// <summary>The archive of sealed days is part of a backup, and is held against the database on the way (M27).</summary>
[Trait("Requirement", "M27")]
public sealed class SealBackupTests : IAsyncLifetime, IDisposable
{
    private readonly BackedUpService backed = new();

    public async Task InitializeAsync()
    {
        await backed.InitializeAsync();
        await backed.Service.SweepAsync("seal");
    }

    public Task DisposeAsync() => backed.DisposeAsync();

    public void Dispose() => backed.Dispose();

    [Fact]
    public async Task After_a_restore_every_sealed_day_is_in_the_archive_again()
    {
        await backed.RunAsync();
        Assert.Empty((await backed.RestoreAsync()).Faults);
        var seal = Assert.Single(Seals(backed.Target));
        Assert.Equal(await File.ReadAllBytesAsync(Assert.Single(Seals(backed.Service.Folder.Path))), await File.ReadAllBytesAsync(seal));
        Assert.True(File.GetAttributes(seal).HasFlag(FileAttributes.ReadOnly));
        var (exitCode, output, errors) = await CommandHere.RunAsync("verify", "--Data:Directory", backed.Target);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("1 sealed days read, 0 of them not in the archive", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_copies_only_the_seal_that_is_new()
    {
        await backed.RunAsync();
        var before = File.GetLastWriteTimeUtc(Assert.Single(Seals(backed.Backup)));
        await backed.Service.AdvanceAsync("P1D");
        await backed.Service.SweepAsync("seal");
        Assert.Equal(1, (await backed.RunAsync()).Copied);
        var seals = Seals(backed.Backup);
        Assert.Equal((2, before), (seals.Length, File.GetLastWriteTimeUtc(seals[0])));
        Assert.Empty((await backed.CheckAsync()).Faults);
    }

    [Fact]
    public async Task One_that_the_service_lost_is_told_and_stays_in_the_backup()
    {
        await backed.RunAsync();
        var lost = Assert.Single(Seals(backed.Service.Folder.Path));
        File.SetAttributes(lost, FileAttributes.Normal);
        File.Delete(lost);
        Assert.Equal([$"seals/{Path.GetFileName(lost)}: missing; the backup has it from before"], (await backed.RunAsync()).Faults);
        Assert.Empty((await backed.RestoreAsync()).Faults);
        Assert.Single(Seals(backed.Target));
    }

    [Fact]
    public async Task One_that_is_not_the_databases_is_told_and_none_that_was_good_is_written_over()
    {
        var seal = Assert.Single(Seals(backed.Service.Folder.Path));
        var whole = await File.ReadAllBytesAsync(seal);
        await WriteAsync(seal, [.. whole.Reverse()]);
        Assert.Equal([$"seals/{Path.GetFileName(seal)}: seal-not-as-archived; it was copied as it is"], (await backed.RunAsync()).Faults);
        await WriteAsync(seal, whole);
        Assert.Empty((await backed.RunAsync()).Faults);
        await WriteAsync(seal, [.. whole.Reverse()]);
        await backed.RunAsync();
        Assert.Equal(whole, await File.ReadAllBytesAsync(Assert.Single(Seals(backed.Backup))));
    }

    private static string[] Seals(string folder) => [.. Directory.GetFiles(Path.Combine(folder, "seals")).Order()];

    private static Task WriteAsync(string file, byte[] bytes)
    {
        File.SetAttributes(file, FileAttributes.Normal);
        return File.WriteAllBytesAsync(file, bytes);
    }
}
