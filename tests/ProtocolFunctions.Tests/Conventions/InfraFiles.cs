using System.Text.RegularExpressions;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>The deployment's files as text: what they name is held against the code, how they are written is checked by <c>infra/check</c>.</summary>
internal static partial class InfraFiles
{
    private static readonly string folder = Path.Combine(Sources.Root(), "infra");

    /// <summary>A file under <c>infra</c>.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([folder, .. path]));

    public static string Module(string name) => Read("modules", $"{name}.bicep");

    public static IReadOnlyDictionary<string, string> Modules() => Directory.GetFiles(Path.Combine(folder, "modules"), "*.bicep")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, File.ReadAllText);

    /// <summary>The rows of a list of objects that stand on a line each, by the names of their fields.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Rows(string text, string variable)
    {
        var from = text.IndexOf($"var {variable} = [", StringComparison.Ordinal);
        Assert.True(from >= 0, $"There is no list {variable}.");
        var list = text[from..text.IndexOf("\n]", from, StringComparison.Ordinal)];
        return [.. Row().Matches(list).Select(row => Field().Matches(row.Groups[1].Value).ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Value))];
    }

    /// <summary>The fields of an object whose fields stand on a line each.</summary>
    public static Dictionary<string, string> Fields(string text, string variable)
    {
        var from = text.IndexOf($"var {variable} = {{", StringComparison.Ordinal);
        Assert.True(from >= 0, $"There is no object {variable}.");
        var fields = text[from..text.IndexOf("\n}", from, StringComparison.Ordinal)];
        return Line().Matches(fields).ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Value);
    }

    [GeneratedRegex(@"\{ (name: [^\n]*?) \}")]
    private static partial Regex Row();

    [GeneratedRegex(@"(\w+): '?([^',\s]+)'?")]
    private static partial Regex Field();

    [GeneratedRegex(@"^  (\w+): (.+?)(?: //.*)?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
