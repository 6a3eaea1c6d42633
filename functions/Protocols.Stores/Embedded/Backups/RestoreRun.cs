using Protocols.Ports;
using Protocols.Stores.Embedded.Files;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Backups;

/// <summary>What a backup was found to hold.</summary>
/// <param name="Faults">Files that are missing or not as they were written; while there is one, nothing is restored.</param>
public sealed record Restored(DateTimeOffset MadeAt, int Files, long Bytes, IReadOnlyList<string> Faults);

/// <summary>
/// Makes a data directory out of a backup: every file is copied beside and held against the manifest, and only when all are as they were written they get their
/// places, the database last. Until that is done the service does not start there.
/// </summary>
public sealed class RestoreRun(string folder, string? keyFolder, Action<string> tell)
{
    private const string Marker = ".restoring";
    private const int MostFaults = 100;

    private readonly string folder = Path.GetFullPath(folder);
    private readonly List<string> faults = [];
    private int done;

    /// <summary>Reads everything and touches nothing.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public async Task<Restored> CheckAsync(CancellationToken cancellation)
    {
        var manifest = await ReadAsync(cancellation);
        foreach (var file in manifest.Files.Values)
            await TakeAsync(file, place => Copying.HashAsync(place, cancellation), manifest.Head);
        return Found(manifest);
    }

    /// <param name="data">A folder without anything in it, or one where a restore was begun.</param>
    /// <exception cref="InvalidDataException">There is no whole backup, it is not for this release, or the data directory is not empty.</exception>
    /// <exception cref="StoreFullException">There is no room.</exception>
    /// <exception cref="DataDirectoryInUseException">Somebody uses the data directory.</exception>
    public Task<Restored> RunAsync(string data, CancellationToken cancellation) => Disk.WriteAsync(async () =>
    {
        var manifest = await ReadAsync(cancellation);
        data = PrivateFolder.Create(Path.GetFullPath(data));
        CheckEmpty(data);
        using var alone = DirectoryLock.Take(data);
        CheckEmpty(data);
        var beside = PrivateFolder.Create(Path.Combine(data, Marker));
        Clear(data, beside);
        Disk.Flush(data);
        foreach (var file in manifest.Files.Values)
            await TakeAsync(file, place => Copying.CopyAsync(place, Path.Combine(beside, Target(file.Path, manifest.Head)), cancellation), manifest.Head);
        if (faults.Count == 0)
        {
            Copying.FlushAll(beside);
            foreach (var entry in Directory.EnumerateDirectories(beside).Append(Path.Combine(beside, Database.FileName)))
                Directory.Move(entry, Path.Combine(data, Path.GetFileName(entry)));
            Disk.Flush(data);
        }
        Copying.Remove(beside);
        Disk.Flush(data);
        return Found(manifest);
    });

    /// <exception cref="InvalidDataException">A restore was begun in the folder and broke off.</exception>
    internal static void CheckFinished(string data)
    {
        if (Directory.Exists(Path.Combine(data, Marker)))
            throw new InvalidDataException($"A restore into '{data}' was not finished. Run it again; it begins anew.");
    }

    private Restored Found(BackupManifest manifest) =>
        new(manifest.Head.MadeAt, manifest.Files.Count, manifest.Files.Values.Sum(file => file.Size), faults);

    private async Task<BackupManifest> ReadAsync(CancellationToken cancellation)
    {
        var manifest = await BackupManifest.ReadAsync(folder, cancellation)
            ?? throw new InvalidDataException($"There is no whole backup in '{folder}': it has no {BackupManifest.FileName}.");
        if (manifest.Head.Schema > Schema.Newest)
        {
            throw new InvalidDataException(
                $"The backup in '{folder}' has schema version {manifest.Head.Schema}, but this service knows none above {Schema.Newest}. A later release has made it.");
        }
        if (keyFolder is null && manifest.Head.Keys is KeysInBackup.Apart or KeysInBackup.LeftOut)
            throw new InvalidDataException($"The keys are not in the backup in '{folder}', and without them nothing personal can be read: name their folder with --keys.");
        return manifest;
    }

    private async Task TakeAsync(BackedUpFile file, Func<string, Task<(long Size, string Sha256)>> take, BackupHead head)
    {
        try
        {
            if (await take(Source(file.Path, head)) != (file.Size, file.Sha256))
                Fault("is not as it was written");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            Fault("is missing");
        }
        done++;
        tell($"{done} files");

        void Fault(string what)
        {
            if (faults.Count < MostFaults)
                faults.Add($"{file.Path} {what}");
        }
    }

    /// <summary>Keys that are not in the backup lie in their folder, or, put there by the run, in one of its name.</summary>
    private string Source(string path, BackupHead head)
    {
        if (!IsKey(path))
            return Path.Combine(folder, path);
        var name = Path.GetFileName(path);
        if (keyFolder is null || head.Keys == KeysInBackup.Inside)
            return Path.Combine(folder, head.Run, path);
        var ofRun = Path.Combine(keyFolder, head.Run, name);
        return File.Exists(ofRun) ? ofRun : Path.Combine(keyFolder, name);
    }

    private static string Target(string path, BackupHead head) => path == $"{head.Run}/{Database.FileName}" ? Database.FileName : path;

    private static bool IsKey(string path) => path.StartsWith($"{BackupLayout.Keys}/", StringComparison.Ordinal);

    private static void CheckEmpty(string data)
    {
        if (Directory.Exists(Path.Combine(data, Marker)))
            return;
        if (Directory.EnumerateFileSystemEntries(data).Select(Path.GetFileName).FirstOrDefault(name => name != "lock") is { } there)
            throw new InvalidDataException($"'{data}' is not empty: it holds '{there}'. A backup is restored into an empty folder only, so that nothing is lost.");
    }

    /// <summary>What a restore that broke off has left: the folder was empty when it began, and nobody could use it since.</summary>
    private static void Clear(string data, string beside)
    {
        foreach (var folder in Directory.EnumerateDirectories(beside).Concat(Directory.EnumerateDirectories(data).Where(one => one != beside)))
            Copying.Remove(folder);
        foreach (var file in Directory.EnumerateFiles(beside).Concat(Directory.EnumerateFiles(data).Where(one => Path.GetFileName(one) != "lock")))
            Copying.Delete(file);
    }
}
