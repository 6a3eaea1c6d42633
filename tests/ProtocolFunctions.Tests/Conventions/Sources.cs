using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>The product's sources, for conventions that no compiled thing shows.</summary>
internal static class Sources
{
    private static readonly Lazy<IReadOnlyList<string>> product = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root(), "functions"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText),
    ]);

    /// <summary>What the group <c>code</c> matched, everywhere.</summary>
    public static IEnumerable<string> Codes(Regex pattern) => product.Value
        .SelectMany(text => pattern.Matches(text))
        .SelectMany(match => match.Groups["code"].Captures)
        .Select(capture => capture.Value);

    public static string Root([CallerFilePath] string here = "")
    {
        for (var folder = Directory.GetParent(here); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "functions")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"There is no functions folder above {here}.");
    }
}
