using System.Reflection;
using System.Text.RegularExpressions;
using ProtocolFunctions.Tests.Telemetry;
using Protocols.Telemetry;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>Queries, the workbook and the documents ask for what the code measures, by its names.</summary>
public sealed partial class TelemetryNameTests
{
    private static readonly IReadOnlyList<string> instruments = Recorder.Instruments();

    private static readonly HashSet<string> tags =
    [
        .. typeof(Signals).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void What_is_asked_for_is_measured_with_the_tags_that_are_asked_for()
    {
        Assert.NotEmpty(instruments);
        var texts = Asked().ToList();
        Assert.True(texts.Count > 5);
        foreach (var (file, text) in texts)
        {
            var names = Metric().Matches(text).Select(name => name.Groups[1].Value).ToList();
            Assert.True(names.Count > 0, $"{file} asks for nothing.");
            Assert.All(names, name => Assert.True(instruments.Contains(name), $"{file} asks for {name}, which nobody measures."));
            Assert.All(Tag().Matches(text).Select(tag => tag.Groups[1].Value), tag => Assert.True(tags.Contains(tag), $"{file} asks for a tag {tag}, which nobody sets."));
        }
    }

    [Fact]
    public void Whatever_is_measured_is_shown_to_operators()
    {
        var workbook = InfraFiles.Read("workbook.json");
        Assert.All(instruments, name => Assert.Contains($"'{name}'", workbook, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_page_on_operating_names_is_measured()
    {
        var named = Named().Matches(File.ReadAllText(Path.Combine(Sources.Root(), "docs", "operating.md"))).Select(name => name.Groups[1].Value).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, instruments));
    }

    [Fact]
    public void Every_alert_has_its_paragraph_for_operators()
    {
        var page = File.ReadAllText(Path.Combine(Sources.Root(), "docs", "operating.md"));
        var alerts = Alert().Matches(InfraFiles.Module("alerts")).Select(alert => alert.Groups[1].Value).ToList();
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"\n### {alert}\n", page, StringComparison.Ordinal));
        var queries = Directory.GetFiles(Path.Combine(Sources.Root(), "infra", "queries")).Select(Path.GetFileName).Order();
        Assert.Equal(Loaded().Matches(InfraFiles.Module("alerts")).Select(query => query.Groups[1].Value).Order(), queries);
    }

    private static IEnumerable<(string File, string Text)> Asked() =>
        Directory.GetFiles(Path.Combine(Sources.Root(), "infra", "queries")).Append(Path.Combine(Sources.Root(), "infra", "workbook.json"))
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    [GeneratedRegex("Name == '([^']+)'")]
    private static partial Regex Metric();

    [GeneratedRegex(@"Properties\['(\w+)'\]")]
    private static partial Regex Tag();

    [GeneratedRegex(@"`(protocols\.\w[\w.]+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?: {4}|  \{ )name: '([a-z-]+)'", RegexOptions.Multiline)]
    private static partial Regex Alert();

    [GeneratedRegex(@"queries/([\w-]+\.kql)'")]
    private static partial Regex Loaded();
}
