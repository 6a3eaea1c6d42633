using System.Diagnostics.CodeAnalysis;
using Protocols.Exchange;

namespace Protocols.Local;

/// <summary>A file of exported lines, for the service's account only. One that broke off is gone on with behind its last whole line.</summary>
internal sealed class ExportFile : IDisposable
{
    private readonly FileStream stream;

    private ExportFile(FileStream stream, IReadOnlySet<string> there, bool isNew) => (this.stream, There, IsNew) = (stream, there, isNew);

    /// <summary>The numbers of the protocols that stand in it already.</summary>
    public IReadOnlySet<string> There { get; }

    public bool IsNew { get; }

    /// <exception cref="InvalidDataException">There is a file of that name which is no export.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The file owns its stream.")]
    public static ExportFile Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);
        try
        {
            if (stream.Length == 0)
                return new(stream, new HashSet<string>(), isNew: true);
            CheckBegin(stream, path);
            EndAtLastLine(stream);
            var there = new HashSet<string>();
            stream.Position = 0;
            using (var reader = new StreamReader(stream, leaveOpen: true))
            {
                while (reader.ReadLine() is { } line)
                {
                    if (ExchangeLine.NumberOn(line) is { } number)
                        there.Add(number);
                }
            }
            stream.Position = stream.Length;
            return new(stream, there, isNew: stream.Length == 0);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Add(ExchangeLine line)
    {
        stream.Write(line.Write());
        stream.WriteByte((byte)'\n');
    }

    public void Flush() => stream.Flush(flushToDisk: true);

    public void Dispose() => stream.Dispose();

    private static void CheckBegin(FileStream stream, string path)
    {
        var begin = """{"export":"""u8;
        var bytes = new byte[begin.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (!begin.StartsWith(bytes.AsSpan(0, read)))
            throw new InvalidDataException($"'{path}' is there already and no export; it is left as it is.");
    }

    /// <summary>Half a line is none.</summary>
    private static void EndAtLastLine(FileStream stream)
    {
        var buffer = new byte[64 * 1024];
        for (var end = stream.Length; end > 0;)
        {
            var start = Math.Max(0, end - buffer.Length);
            stream.Position = start;
            stream.ReadExactly(buffer, 0, (int)(end - start));
            if (buffer.AsSpan(0, (int)(end - start)).LastIndexOf((byte)'\n') is >= 0 and var at)
            {
                stream.SetLength(start + at + 1);
                return;
            }
            end = start;
        }
        stream.SetLength(0);
    }
}
