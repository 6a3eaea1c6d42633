using System.Diagnostics;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>A disk of a few megabytes that may be filled: one of the test's own where it may mount it, else the folder that SMALL_DISK names.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string? mounted;

    private SmallDisk(string path, string? mounted) => (Path, this.mounted) = (path, mounted);

    /// <summary>A folder on it that is not there yet.</summary>
    public string Path { get; }

    public static SmallDisk OrSkip(int megabytes)
    {
        if (Environment.GetEnvironmentVariable("SMALL_DISK") is { } named)
            return new(Inside(named), null);
        var place = Directory.CreateTempSubdirectory("protocols-small-").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", place))
            return new(Inside(place), place);
        Directory.Delete(place);
        throw new SkipException("This user may mount no tmpfs, and SMALL_DISK names no folder on a disk of some 16 MB that can be filled.");
    }

    public void Dispose()
    {
        if (mounted is null)
        {
            Directory.Delete(Path, recursive: true);
            return;
        }
        Run("umount", "--lazy", mounted);
        Directory.Delete(mounted);
    }

    private static string Inside(string folder) => System.IO.Path.Combine(folder, "data");

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program here.
            return false;
        }
    }
}
