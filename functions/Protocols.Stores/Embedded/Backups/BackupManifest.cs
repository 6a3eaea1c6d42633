using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Stores.Embedded.Files;

namespace Protocols.Stores.Embedded.Backups;

/// <summary>What a backup holds. It is written last and replaced whole, so a folder with one is a whole backup, whatever became of the run after it.</summary>
/// <param name="Files">By their path in the backup, with slashes.</param>
internal sealed record BackupManifest(BackupHead Head, IReadOnlyDictionary<string, BackedUpFile> Files)
{
    public const int Format = 1;
    public const string FileName = "manifest.jsonl";

    /// <summary>The first line has what the backup is, each further one a file.</summary>
    public static async Task WriteAsync(string folder, BackupHead head, IReadOnlyCollection<BackedUpFile> files, CancellationToken cancellation)
    {
        var place = Path.Combine(folder, FileName);
        var beside = place + Copying.Beside;
        await using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(stream, head with { Files = files.Count }, BackupJson.Default.BackupHead, cancellation);
            foreach (var file in files)
            {
                stream.WriteByte((byte)'\n');
                await JsonSerializer.SerializeAsync(stream, file, BackupJson.Default.BackedUpFile, cancellation);
            }
            await stream.FlushAsync(cancellation);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        }
        File.Move(beside, place, overwrite: true);
        Disk.Flush(folder);
    }

    /// <returns>Null where the folder holds no whole backup.</returns>
    /// <exception cref="InvalidDataException">The manifest is damaged, or a later release has written it.</exception>
    public static async Task<BackupManifest?> ReadAsync(string folder, CancellationToken cancellation)
    {
        var place = Path.Combine(folder, FileName);
        if (!File.Exists(place))
            return null;
        BackupHead? head = null;
        var files = new Dictionary<string, BackedUpFile>();
        try
        {
            await foreach (var line in File.ReadLinesAsync(place, cancellation))
            {
                if (head is null)
                    head = Known(JsonSerializer.Deserialize(line, BackupJson.Default.BackupHead)!, place);
                else if (JsonSerializer.Deserialize(line, BackupJson.Default.BackedUpFile) is { } file && IsInside(file.Path))
                    files.Add(file.Path, file);
                else
                    throw new InvalidDataException($"'{place}' is damaged: it names a file outside of the backup.");
            }
        }
        catch (Exception damaged) when (damaged is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"'{place}' is damaged: {damaged.Message}", damaged);
        }
        return head is not null && head.Files == files.Count
            ? new(head, files)
            : throw new InvalidDataException($"'{place}' is damaged: it names {files.Count} files where there were {head?.Files ?? 0}.");
    }

    private static BackupHead Known(BackupHead head, string place) => head.Format == Format
        ? head
        : throw new InvalidDataException($"'{place}' is of format {head.Format}, which this release does not read; it reads {Format}.");

    /// <summary>A manifest may come from anywhere; no path in it leads out of the folder.</summary>
    private static bool IsInside(string path) =>
        path.Split('/').All(part => part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
}

/// <param name="Schema">Of the database.</param>
/// <param name="Run">The folder that holds what this run alone has written: the database, and the keys where they are inside.</param>
internal sealed record BackupHead(int Format, DateTimeOffset MadeAt, int Schema, string Run, KeysInBackup Keys, int Files = 0);

/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record BackedUpFile(string Path, long Size, string Sha256);

/// <summary>Where the keys are without which nothing personal can be read.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KeysInBackup>))]
public enum KeysInBackup
{
    [JsonStringEnumMemberName("inside")] Inside,

    /// <summary>In a folder that was named when the backup was made.</summary>
    [JsonStringEnumMemberName("apart")] Apart,

    /// <summary>Whoever restores it brings them.</summary>
    [JsonStringEnumMemberName("left-out")] LeftOut,

    /// <summary>In a key vault, which has backups of its own.</summary>
    [JsonStringEnumMemberName("vault")] Vault,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(BackupHead))]
[JsonSerializable(typeof(BackedUpFile))]
internal sealed partial class BackupJson : JsonSerializerContext;
