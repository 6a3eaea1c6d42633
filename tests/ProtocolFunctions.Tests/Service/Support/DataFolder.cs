namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>A data folder of a test's own, removed with everything in it.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("protocols-");

    public string Path => folder.FullName;

    public string Database => System.IO.Path.Combine(Path, "protocols.db");

    public IEnumerable<string> Files() => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories);

    public void Dispose() => folder.Delete(recursive: true);
}
