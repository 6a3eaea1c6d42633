using System.Text.RegularExpressions;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>Pictures show what is there.</summary>
public sealed partial class PictureTests
{
    private static readonly HashSet<string> types =
    [
        .. Directory.EnumerateFiles(Path.Combine(Sources.Root(), "functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Type().Matches(File.ReadAllText(file)).Select(type => type.Groups[1].Value)),
    ];

    [Fact]
    public void Everyone_in_a_picture_is_a_type_a_module_or_a_folder()
    {
        var pictures = Picture().Matches(File.ReadAllText(Path.Combine(Sources.Root(), "docs", "pictures.md"))).Select(picture => picture.Groups[1].Value).ToList();
        Assert.Equal(2, pictures.Count);
        var modules = InfraFiles.Modules().Keys.ToHashSet();

        var shown = pictures.SelectMany(Names).Distinct().ToList();
        Assert.True(shown.Count > 20);
        Assert.All(shown, name => Assert.True(types.Contains(name) || modules.Contains(name), $"There is no {name}."));
        Assert.All(pictures.SelectMany(picture => Folder().Matches(picture)), folder => Assert.True(
            Directory.Exists(Path.Combine(Sources.Root(), folder.Groups[1].Value)), $"There is no {folder.Groups[1].Value}."));
        Assert.All([QueueDefinition.EscalationsName, QueueDefinition.NotificationsName], queue => Assert.Contains(queue, pictures[0], StringComparison.Ordinal));
    }

    /// <summary>Nodes and participants, and whoever an arrow goes from or to; outsiders are drawn as such.</summary>
    private static IEnumerable<string> Names(string picture)
    {
        var outside = Outsider().Matches(picture).SelectMany(one => one.Groups["name"].Captures.Select(name => name.Value)).ToHashSet();
        return Shown().Matches(picture).Select(name => name.Groups["name"].Value).Where(name => !outside.Contains(name));
    }

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?(\w+)")]
    private static partial Regex Type();

    [GeneratedRegex("```mermaid\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex(@"subgraph \w+\[([^\]]+)\]")]
    private static partial Regex Folder();

    [GeneratedRegex(@"(?<name>\w+)\(\[|actor (?<name>\w+)")]
    private static partial Regex Outsider();

    [GeneratedRegex(@"participant (?<name>\w+)|^\s+(?<name>(?!end\b|autonumber\b)\w+)(?=\s*(?:-->|->>|-->>|\[|$))|(?:-->|->>|-->>|&|\|)\s*(?<name>[A-Za-z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Shown();
}
