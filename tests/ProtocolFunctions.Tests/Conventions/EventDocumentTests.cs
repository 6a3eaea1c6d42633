using System.Text.RegularExpressions;
using Protocols.Events;
using Protocols.Ports;
using Protocols.Webhooks;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>What integrators read of events is what the registry makes.</summary>
public sealed partial class EventDocumentTests
{
    private static readonly string page = File.ReadAllText(Path.Combine(Sources.Root(), "docs", "events.md"));

    [Fact]
    public void The_page_lists_every_event_with_its_version_its_facts_and_its_members()
    {
        var rows = Row().Matches(page).Select(row => string.Join(" | ", row.Groups["type"].Value, row.Groups["version"].Value, Names(row, "facts"), Names(row, "members"))).ToList();
        Assert.NotEmpty(rows);
        Assert.Equal(EventKinds.All.Select(kind => string.Join(" | ", kind.Type, kind.Version, string.Join(' ', kind.From), string.Join(' ', kind.Members))), rows);
    }

    [Fact]
    public void The_page_says_how_long_events_and_webhooks_last()
    {
        Assert.Contains($"kept for {IEventFeed.Kept.TotalDays} days", page, StringComparison.Ordinal);
        Assert.Contains($"nothing arrives for {Webhook.Patience.TotalHours} hours", page, StringComparison.Ordinal);
    }

    private static string Names(Match row, string group) => string.Join(' ', Name().Matches(row.Groups[group].Value).Select(name => name.Groups[1].Value));

    [GeneratedRegex(@"^\| `(?<type>protocol\.[a-z-]+)` \| (?<version>\d+) \| (?<facts>[^|]*) \| (?<members>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
