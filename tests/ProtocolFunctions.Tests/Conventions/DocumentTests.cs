using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Protocols.Api.Settings;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>What the documents say is what the code does.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void The_page_of_settings_is_as_the_program_prints_it() =>
        Assert.Equal(SettingsPage.Write(), File.ReadAllText(Path.Combine(Sources.Root(), "docs", "settings.md")));

    [Fact]
    public void The_sample_of_settings_lists_each_and_what_the_host_needs_besides()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sources.Root(), "local.settings.sample.json")));
        var listed = sample.RootElement.GetProperty("Values").EnumerateObject()
            .ToDictionary(value => value.Name.Replace("__", ":", StringComparison.Ordinal), value => value.Value.GetString());

        Assert.NotEmpty(listed);
        string[] hosts = ["AzureWebJobsDisableHomepage", "AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME"];
        Assert.Equal(ServiceSettings.All.Select(setting => setting.Name).Concat(hosts).Order(), listed.Keys.Order());
        Assert.All(ServiceSettings.All, setting => Assert.Equal(setting.Sample, listed[setting.Name]));
    }

    [Fact]
    public void The_queues_of_the_emulator_are_those_of_the_code()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sources.Root(), "infra", "local", "Config.json")));
        var queues = file.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Queues").EnumerateArray()
            .Select(queue => (Name: queue.GetProperty("Name").GetString()!, Is: queue.GetProperty("Properties"))).ToList();

        Assert.Equal(QueueDefinition.All.Select(queue => queue.Name).Order(), queues.Select(queue => queue.Name).Order());
        foreach (var (name, properties) in queues)
        {
            var queue = QueueDefinition.All.Single(one => one.Name == name);
            Assert.Equal(queue.Sessions, properties.GetProperty("RequiresSession").GetBoolean());
            Assert.Equal(queue.Lock, XmlConvert.ToTimeSpan(properties.GetProperty("LockDuration").GetString()!));
            Assert.Equal(queue.MaxDeliveries, properties.GetProperty("MaxDeliveryCount").GetInt32());
            // The emulator remembers for five minutes at the most.
            Assert.True(properties.GetProperty("RequiresDuplicateDetection").GetBoolean());
        }
    }

    [Fact]
    public void The_table_of_requirements_names_every_one_and_tests_that_show_it()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Sources.Root(), "README.md")));
        Assert.Equal(Enumerable.Range(1, 30).Select(n => $"M{n}"), rows.Select(row => row.Groups["id"].Value));

        var tests = Directory.EnumerateFiles(Path.Combine(Sources.Root(), "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file)!, File.ReadAllText);
        foreach (Match row in rows)
        {
            var id = row.Groups["id"].Value;
            foreach (Match name in Name().Matches(row.Groups["tests"].Value))
                Assert.True(tests[name.Groups[1].Value].Any(text => Shows(text, id)), $"{name.Groups[1].Value} shows no {id}");
        }
    }

    [Fact]
    public void The_page_on_security_names_every_risk_and_tests_that_are_there()
    {
        var page = File.ReadAllText(Path.Combine(Sources.Root(), "docs", "security.md"));
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"API{n}"), Risk().Matches(page).Select(row => row.Groups[1].Value));
        var named = Test().Matches(page).Select(test => test.Groups[1].Value).Distinct().ToList();
        var tests = Directory.EnumerateFiles(Path.Combine(Sources.Root(), "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).ToHashSet();

        Assert.True(named.Count > 20, $"Found only {string.Join(", ", named)}");
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [Fact]
    public void The_documents_name_only_files_that_are_there()
    {
        var pages = Directory.EnumerateFiles(Sources.Root(), "*.md").Concat(
            Directory.EnumerateFiles(Path.Combine(Sources.Root(), "docs"), "*.md", SearchOption.AllDirectories)).ToList();
        var links = pages.SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(link => (page, Target: link.Groups[1].Value))).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(
            Path.Exists(Path.Combine(Path.GetDirectoryName(link.page)!, link.Target)), $"{Path.GetFileName(link.page)} links to {link.Target}"));
    }

    private static bool Shows(string text, string id) => text.Contains($"(\"Requirement\", \"{id}\")", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| (?<id>M\d+) \|[^|]*\|(?<tests>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| (API\d+) [^|]+\|[^|]+\|[^|]*`\w+Tests`[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex Risk();

    [GeneratedRegex("`(\\w+Tests)`")]
    private static partial Regex Test();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
