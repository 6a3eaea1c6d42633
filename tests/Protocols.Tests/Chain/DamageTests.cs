using System.Text.Json;
using System.Text.Json.Nodes;
using Protocols.Documents;

namespace Protocols.Tests.Chain;

/// <summary>Every member of a kept document, removed, emptied or replaced: verifying reports and never breaks off.</summary>
[Trait("Requirement", "M27")]
public sealed class DamageTests
{
    /// <summary>Members that are not evidence: when the service next looks, and what it answered.</summary>
    private static readonly string[] unproven = ["receipts", "outbox", "nextDue", "dueAt", "returnAt", "purgeAt", "outboxAt", "sealAt"];

    /// <summary>Stands for half a surrogate pair, which no node can hold.</summary>
    private const string HalfPair = "half-a-pair";

    private readonly Desk desk = new();

    [Fact]
    public async Task Whatever_is_damaged_is_reported()
    {
        var number = await desk.OpenAsync(new() { Channel = Channel.Phone, Subject = "Internet lenta", Customer = Given.Maria });
        for (var i = 0; i < 12; i++) await desk.NoteAsync(number, new string('a', 3_000));
        var whole = desk.Store.JsonOf(number);
        Assert.NotEmpty((await desk.DocumentAsync(number)).Pages);

        var missed = new List<string>();
        var tried = 0;
        foreach (var path in Paths(JsonNode.Parse(whole)!).Where(path => !unproven.Any(path.Contains)))
        {
            foreach (var damage in Damages)
            {
                var damaged = Damaged(whole, path, damage);
                if (ReadsAs(damaged) == ReadsAs(whole))
                    continue;
                desk.Store.Put(number, damaged);
                tried++;
                try
                {
                    if ((await desk.VerifyAsync(number)).Damages.Count == 0) missed.Add($"{path} {damage.Key} unseen");
                }
                catch (Exception broken) when (broken is not OutOfMemoryException)
                {
                    missed.Add($"{path} {damage.Key} {broken.GetType().Name}");
                }
            }
        }

        Assert.True(tried > 200);
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    /// <summary>A default that is left out, or an empty list for an empty list, is no damage.</summary>
    private static string? ReadsAs(string json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, DocumentJson.Default.ProtocolDocument);
            return JsonSerializer.Serialize(document, DocumentJson.Default.ProtocolDocument!);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Dictionary<string, Func<JsonNode?>?> Damages { get; } = new()
    {
        ["removed"] = null,
        ["null"] = () => null,
        ["text"] = () => JsonValue.Create("x"),
        ["number"] = () => JsonValue.Create(-7),
        ["surrogate"] = () => JsonValue.Create(HalfPair),
        ["list"] = () => new JsonArray(),
        ["object"] = () => new JsonObject(),
    };

    private static string Damaged(string whole, string path, KeyValuePair<string, Func<JsonNode?>?> damage)
    {
        var document = JsonNode.Parse(whole)!;
        var parts = path.Split('/');
        var parent = parts[..^1].Aggregate(document, (node, part) => Child(node, part)!);
        if (parent is JsonArray list && damage.Value is null) list.RemoveAt(int.Parse(parts[^1], null));
        else if (parent is JsonArray array) array[int.Parse(parts[^1], null)] = damage.Value!();
        else if (damage.Value is null) parent.AsObject().Remove(parts[^1]);
        else parent[parts[^1]] = damage.Value();
        return document.ToJsonString().Replace(HalfPair, "\\ud800", StringComparison.Ordinal);
    }

    private static JsonNode? Child(JsonNode node, string part) => node is JsonArray list ? list[int.Parse(part, null)] : node[part];

    private static IEnumerable<string> Paths(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => Under(member.Key, member.Value)),
        JsonArray items => items.SelectMany((item, i) => Under($"{i}", item)),
        _ => [],
    };

    private static IEnumerable<string> Under(string name, JsonNode? node) =>
        node is null ? [name] : Paths(node).Select(path => $"{name}/{path}").Prepend(name);
}
