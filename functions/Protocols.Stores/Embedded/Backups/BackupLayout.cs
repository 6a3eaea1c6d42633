using System.Globalization;
using System.Text.RegularExpressions;
using Protocols.Stores.Embedded.Files;

namespace Protocols.Stores.Embedded.Backups;

/// <summary>How things are called in a backup: a folder per run for what is new each time, one for what stays, and the manifest.</summary>
internal static partial class BackupLayout
{
    public const string Keys = "keys", Contents = "recordings";

    public static IReadOnlyList<string> KeyFiles { get; } = ["ring.json", "signing.pem"];

    /// <summary>A name that no run into this folder had.</summary>
    public static string NameRun(string folder, DateTimeOffset now)
    {
        var name = now.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        return Directory.Exists(Path.Combine(folder, name)) ? NameRun(folder, now.AddMilliseconds(1)) : name;
    }

    public static bool IsRun(string name) => Run().IsMatch(name);

    public static bool IsOurs(string name) =>
        IsRun(name) || name is "lock" or Contents or SealFiles.Folder or BackupManifest.FileName or BackupManifest.FileName + Copying.Beside;

    /// <summary>Whether one folder is the other or lies in it.</summary>
    public static bool Holds(string outer, string inner) =>
        (Path.TrimEndingDirectorySeparator(inner) + Path.DirectorySeparatorChar)
            .StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    [GeneratedRegex(@"^\d{8}T\d{9}Z$", RegexOptions.CultureInvariant)]
    private static partial Regex Run();
}
