namespace Protocols.Stores.Embedded;

/// <summary>Folders that only the service's own account may look into.</summary>
internal static class PrivateFolder
{
    /// <summary>Where the folder exists already, its permissions are left as its owner has set them.</summary>
    public static string Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
