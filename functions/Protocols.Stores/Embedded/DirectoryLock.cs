using System.Globalization;

namespace Protocols.Stores.Embedded;

/// <summary>Keeps a second process out of a data directory for as long as it is held.</summary>
internal sealed class DirectoryLock : IDisposable
{
    // EWOULDBLOCK on Linux and on macOS, a sharing violation on Windows.
    private static readonly int[] inUse = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream file;

    private DirectoryLock(FileStream file) => this.file = file;

    /// <exception cref="DataDirectoryInUseException">Another process holds it.</exception>
    public static DirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, "lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            using (var writer = new StreamWriter(file, leaveOpen: true))
                writer.WriteLine(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(file);
        }
        catch (IOException error) when (inUse.Contains(error.HResult))
        {
            throw new DataDirectoryInUseException(
                $"The data directory '{directory}' is in use by another process, whose id stands in '{path}'. " +
                "Stop that process, or set Data:Directory to another folder.",
                error);
        }
    }

    public void Dispose() => file.Dispose();
}

/// <summary>The data directory belongs to another running process.</summary>
public sealed class DataDirectoryInUseException : Exception
{
    public DataDirectoryInUseException()
    {
    }

    public DataDirectoryInUseException(string message)
        : base(message)
    {
    }

    public DataDirectoryInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
