using System.Globalization;
using Protocols.Ports;
using Protocols.Recordings;
using Protocols.Stores.Embedded.Files;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Backups;

/// <summary>What became of a backup that is whole.</summary>
/// <param name="Copied">Files that were not in the backup before.</param>
/// <param name="Faults">What the service's own folder lacks or holds damaged, in words for the operator.</param>
public sealed record BackedUp(int Files, int Copied, long Bytes, IReadOnlyList<string> Faults);

/// <summary>
/// Backs a data directory up while the service writes it: first the archive of sealed days, whose files always come after their day's row, then the database, then every recording
/// and attachment, whose bytes always come before the fact that they belong to a case. A recording that was removed in between makes it begin anew. What an earlier run copied into the
/// same folder is not copied again; that backup stays whole until this one is.
/// </summary>
public sealed class BackupRun
{
    private const int MostAttempts = 5;

    private readonly string data;
    private readonly string folder;
    private readonly string? keyFolder;
    private readonly KeysInBackup keys;
    private readonly TimeProvider clock;
    private readonly Action<string> tell;
    private readonly Dictionary<string, BackedUpFile> files = [];
    private readonly HashSet<string> touched = [];
    private readonly List<string> faults = [];
    private int copied;

    /// <param name="keyFolder">Where the keys go; only with <see cref="KeysInBackup.Apart"/>.</param>
    /// <param name="tell">Told how far it is, often.</param>
    public BackupRun(string data, string folder, KeysInBackup keys, string? keyFolder, TimeProvider clock, Action<string> tell)
    {
        (this.data, this.folder, this.keys) = (Path.GetFullPath(data), Path.GetFullPath(folder), keys);
        (this.keyFolder, this.clock, this.tell) = (keyFolder is null ? null : Path.GetFullPath(keyFolder), clock, tell);
    }

    /// <exception cref="InvalidDataException">There is no database, it is damaged, or the folder is not one for backups; an earlier backup is as it was.</exception>
    /// <exception cref="StoreFullException">There is no room; an earlier backup is as it was.</exception>
    /// <exception cref="DataDirectoryInUseException">Another backup into the folder is under way.</exception>
    public Task<BackedUp> RunAsync(CancellationToken cancellation) => Disk.WriteAsync(async () =>
    {
        CheckPlace();
        PrivateFolder.Create(folder);
        CheckContents();
        using var alone = DirectoryLock.Take(folder);
        var before = await BackupManifest.ReadAsync(folder, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var run = BackupLayout.NameRun(folder, clock.GetUtcNow());
            if (await TryAsync(run, before, last: attempt == MostAttempts, cancellation) is not { } head)
                continue;
            await BackupManifest.WriteAsync(folder, head, files.Values, cancellation);
            RemoveLeftovers(run, before);
            return new BackedUp(files.Count, copied, files.Values.Sum(file => file.Size), faults);
        }
    });

    private void CheckPlace()
    {
        if (BackupLayout.Holds(data, folder) || BackupLayout.Holds(folder, data))
            throw new InvalidDataException($"'{folder}' and the data directory '{data}' must not lie in each other.");
        if (!File.Exists(Path.Combine(data, Database.FileName)))
            throw new InvalidDataException($"There is no database in '{data}'.");
    }

    /// <summary>Whatever is not a backup's is somebody's, and left alone.</summary>
    private void CheckContents()
    {
        if (Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(name => !BackupLayout.IsOurs(name!)) is { } other)
            throw new InvalidDataException($"'{folder}' holds '{other}', which is no backup's. Choose an empty folder, or one that holds a backup.");
    }

    /// <returns>Null where something was removed or the keys changed while it ran, and it must begin anew.</returns>
    private async Task<BackupHead?> TryAsync(string run, BackupManifest? before, bool last, CancellationToken cancellation)
    {
        files.Clear();
        faults.Clear();
        var place = PrivateFolder.Create(Path.Combine(folder, run));
        PrivateFolder.Create(Path.Combine(folder, BackupLayout.Contents));
        var keysBefore = await CopyKeysAsync(run, cancellation);
        await CopyNewAsync(Path.Combine(data, SealFiles.Folder), "*.json", SealFiles.Folder, before, cancellation);
        var madeAt = clock.GetUtcNow();
        DatabaseCopy.Make(data, place, madeAt, done => tell($"database {done:P0}"), cancellation);
        var database = Path.Combine(place, Database.FileName);
        var (size, sha256) = await Copying.HashAsync(database, cancellation);
        Add(new($"{run}/{Database.FileName}", size, sha256));
        var contents = new ContentFolder(Path.Combine(data, EmbeddedStore.RecordingsFolder));
        await CopyNewAsync(contents.Kept, "*", $"{BackupLayout.Contents}/kept", before, cancellation);
        await using var copy = EmbeddedStore.OpenReadOnly(place);
        await using var live = EmbeddedStore.OpenReadOnly(data);
        await CheckSealsAsync(copy.Seals, before, cancellation);
        var complete = await CheckLinkedAsync(copy.Protocols, live.Protocols, before, last, cancellation)
            && keysBefore == await KeyHashesAsync(cancellation);
        if (!complete)
        {
            if (last)
                throw new InvalidDataException("Keys changed again and again while the backup ran; try again later.");
            Copying.Remove(place);
            return null;
        }
        foreach (var written in touched.Append(place))
            Disk.Flush(written);
        return new(BackupManifest.Format, madeAt, Schema.Newest, run, keys);
    }

    private async Task<string> CopyKeysAsync(string run, CancellationToken cancellation)
    {
        if (keys == KeysInBackup.Vault)
            return "";
        foreach (var name in BackupLayout.KeyFiles.Where(name => File.Exists(Path.Combine(data, BackupLayout.Keys, name))))
        {
            var key = Path.Combine(data, BackupLayout.Keys, name);
            var place = keys switch
            {
                KeysInBackup.Inside => Path.Combine(folder, run, BackupLayout.Keys),
                KeysInBackup.Apart => Path.Combine(keyFolder!, run),
                _ => null,
            };
            var (size, sha256) = place is null
                ? await Copying.HashAsync(key, cancellation)
                : await Copying.CopyAsync(key, Path.Combine(place, name), cancellation);
            if (place is not null)
                Copying.FlushAll(keys == KeysInBackup.Apart ? keyFolder! : place);
            Add(new($"{BackupLayout.Keys}/{name}", size, sha256));
        }
        return await KeyHashesAsync(cancellation);
    }

    private async Task<string> KeyHashesAsync(CancellationToken cancellation)
    {
        var all = "";
        foreach (var name in BackupLayout.KeyFiles)
        {
            var key = Path.Combine(data, BackupLayout.Keys, name);
            all += keys != KeysInBackup.Vault && File.Exists(key) ? (await Copying.HashAsync(key, cancellation)).Sha256 : "";
        }
        return all;
    }

    /// <summary>Copies what is written once and was not in the backup before.</summary>
    /// <param name="into">The folder's place in the backup.</param>
    private async Task CopyNewAsync(string from, string pattern, string into, BackupManifest? before, CancellationToken cancellation)
    {
        foreach (var file in Directory.Exists(from) ? Directory.EnumerateFiles(from, pattern, SearchOption.AllDirectories) : [])
        {
            var path = $"{into}/{Path.GetRelativePath(from, file).Replace('\\', '/')}";
            var place = Path.Combine(folder, path);
            // They never change, so what is there is what was written, also where the service's own disk has lost some of it.
            if (before?.Files.GetValueOrDefault(path) is { } known && IsThere(place, known.Size))
                Add(known);
            else
                await CopyAsync(file, path, cancellation);
            tell($"{files.Count} files, {copied} new");
        }
    }

    private async Task CopyAsync(string file, string path, CancellationToken cancellation)
    {
        try
        {
            var place = Path.Combine(folder, path);
            var (size, sha256) = await Copying.CopyAsync(file, place, cancellation);
            Add(new(path, size, sha256));
            copied++;
            for (var above = Path.GetDirectoryName(place)!; above.Length >= folder.Length && touched.Add(above);)
                above = Path.GetDirectoryName(above)!;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // Removed since it was listed: whether it may be is asked of the database.
        }
    }

    /// <summary>Every archived seal must be the one that the database has of that day; one that an earlier run copied and the service has lost since stays.</summary>
    private async Task CheckSealsAsync(ISeals copy, BackupManifest? before, CancellationToken cancellation)
    {
        var archive = new SealFiles(Path.Combine(folder, SealFiles.Folder));
        foreach (var path in (before?.Files.Keys ?? []).Concat(files.Keys).Where(IsSeal).Distinct().ToList())
        {
            if (!DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(path), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                continue;
            var written = (await copy.FindAsync(day, cancellation))?.Write();
            if (files.GetValueOrDefault(path) is not { } there)
            {
                if (written is not null && Keep(path, before))
                    faults.Add($"{path}: missing; the backup has it from before");
                continue;
            }
            // An earlier run may have found it changed, and somebody has mended it.
            if (!await IsTheSealAsync() && before?.Files.GetValueOrDefault(path) == there)
                await CopyAsync(Path.Combine(data, path), path, cancellation);
            if (!await IsTheSealAsync())
                faults.Add($"{path}: seal-not-as-archived; it was copied as it is");

            async Task<bool> IsTheSealAsync() => (await archive.FindAsync(day, cancellation))?.AsSpan().SequenceEqual(written) == true;
        }
    }

    /// <summary>Everything that the database says is kept must be in the backup, as it says.</summary>
    /// <returns>False where something was removed since the database was copied.</returns>
    private async Task<bool> CheckLinkedAsync(
        IProtocolStore copy, IProtocolStore live, BackupManifest? before, bool last, CancellationToken cancellation)
    {
        long looked = 0;
        await foreach (var number in copy.NumbersAsync(cancellation))
        {
            if (++looked % 256 == 0)
                tell($"{looked} protocols looked through");
            foreach (var linked in await LinkedAsync(copy, number, cancellation))
            {
                var path = $"{BackupLayout.Contents}/kept/{number}/{linked.Id}";
                if (files.GetValueOrDefault(path) is { } there)
                {
                    // An earlier run may have found it damaged, and somebody has mended it.
                    if (there.Sha256 != linked.Sha256 && before?.Files.GetValueOrDefault(path) == there)
                        await CopyAsync(Path.Combine(data, path), path, cancellation);
                    if (files[path].Sha256 != linked.Sha256)
                        faults.Add($"{number} content {linked.Id}: content-changed; it was copied as it is");
                    continue;
                }
                if (!last && (await LinkedAsync(live, number, cancellation)).All(one => one.Id != linked.Id))
                    return false;
                faults.Add($"{number} content {linked.Id}: content-missing{(Keep(path, before) ? "; the backup has it from before" : "")}");
            }
        }
        return true;
    }

    /// <summary>What an earlier run copied and the service has lost since.</summary>
    private bool Keep(string path, BackupManifest? before)
    {
        if (before?.Files.GetValueOrDefault(path) is not { } known || !IsThere(Path.Combine(folder, path), known.Size))
            return false;
        Add(known);
        if (before.Files.GetValueOrDefault(path + ContentFolder.ChecksumsEnding) is { } sums)
            files.TryAdd(sums.Path, sums);
        return true;
    }

    private async Task<IEnumerable<(string Id, string Sha256)>> LinkedAsync(IProtocolStore store, string number, CancellationToken cancellation)
    {
        try
        {
            return await store.FindAsync(number, cancellation) is { } stored ? VerifyContents.Kept(stored.Document.State).Select(one => (one.Id, one.Sha256)) : [];
        }
        catch (Exception damaged) when (damaged is System.Text.Json.JsonException or FormatException)
        {
            // Its files are copied with all others; that the document is damaged is for the verification to tell, and kept as it is.
            faults.Add($"{number} document: document-unreadable");
            return [];
        }
    }

    /// <summary>What no longer belongs to the backup goes once the new one is whole.</summary>
    private void RemoveLeftovers(string run, BackupManifest? before)
    {
        foreach (var other in Directory.EnumerateDirectories(folder).Where(other => BackupLayout.IsRun(Path.GetFileName(other)) && Path.GetFileName(other) != run))
            Copying.Remove(other);
        if (before?.Head is { Keys: KeysInBackup.Apart } head && keyFolder is not null)
            Copying.Remove(Path.Combine(keyFolder, head.Run));
        foreach (var shared in new[] { BackupLayout.Contents, SealFiles.Folder }.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(shared, "*", SearchOption.AllDirectories))
            {
                if (!files.ContainsKey(Path.GetRelativePath(folder, file).Replace('\\', '/')))
                    Copying.Delete(file);
            }
        }
    }

    private static bool IsSeal(string path) => path.StartsWith($"{SealFiles.Folder}/", StringComparison.Ordinal);

    private void Add(BackedUpFile file) => files[file.Path] = file;

    private static bool IsThere(string file, long size) => new FileInfo(file) is { Exists: true } info && info.Length == size;
}
