using Protocols.Recordings;

namespace Protocols.Stores.Embedded.Files;

/// <summary>Where files stand. Names are checked by their type, and every path once more: it must lie under the root.</summary>
internal sealed class ContentFolder(string root)
{
    public const string ChecksumsEnding = ".crc", HoldEnding = ".hold";

    private readonly string root = Path.GetFullPath(root) + Path.DirectorySeparatorChar;

    public string Kept => Under("kept");

    public string Uploads => Under("uploads");

    /// <summary>Beside what is kept, on the same disk: what is being taken in.</summary>
    public string Coming => Under("coming");

    public string File(ContentName name) => Under("kept", name.Number, name.Id);

    public string Checksums(ContentName name) => File(name) + ChecksumsEnding;

    public string Hold(ContentName name) => File(name) + HoldEnding;

    public string Upload(ContentName name) => Under("uploads", $"{name.Number}.{name.Id}");

    /// <summary>The name of a file that is kept; null where it is something else.</summary>
    public static ContentName? NameOf(string file) =>
        ContentName.TryParse(Path.GetFileName(Path.GetDirectoryName(file)), Path.GetFileName(file), out var name) ? name : null;

    /// <summary>Creates what is missing above a path, each folder durably.</summary>
    public void Prepare(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var above = Path.GetDirectoryName(folder)!;
        if (folder.Length >= root.Length)
            Prepare(above);
        PrivateFolder.Create(folder);
        if (Directory.Exists(above))
            Disk.Flush(above);
    }

    private string Under(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([root, .. parts]));
        return path.StartsWith(root, StringComparison.Ordinal) ? path : throw new ArgumentException("That leads out of the folder.", nameof(parts));
    }
}
