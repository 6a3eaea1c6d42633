using System.Globalization;
using Microsoft.Azure.Cosmos;
using Protocols.Escalating;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>The one query that serves a list, over indexed paths only; the composite index gives its order.</summary>
internal static class ListQuery
{
    private static readonly (string Path, Func<ProtocolQuery, string?> Of)[] filters =
    [
        ("status", query => query.Status is { } status ? Codes<Status>.Of(status) : null),
        ("type", query => query.Type),
        ("occurrence", query => query.Occurrence),
        ("channel", query => query.Channel is { } channel ? Codes<Channel>.Of(channel) : null),
        ("owner", query => query.Owner is { Length: > 0 } owner ? owner : null),
        ("executor", query => query.Executor),
        ("tier", query => query.Tier is { } tier ? Codes<Tier>.Of(tier) : null),
        ("department", query => query.Department),
        ("waitingOn", query => query.WaitingOn is { } waiting ? Codes<WaitingOn>.Of(waiting) : null),
        ("escalation", query => query.Escalation is { } escalation ? Codes<EscalationState>.Of(escalation) : null),
    ];

    /// <summary>Asks for one more than the limit, which tells whether another page follows.</summary>
    public static QueryDefinition For(ProtocolQuery query)
    {
        var values = new List<string>();
        var where = Conditions(query, values);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT TOP {query.Limit + 1} * FROM c WHERE {where} ORDER BY {(query.ByDueDate ? "c.index.nextDue, c.number" : "c.index.openedAt DESC, c.number DESC")}");
        var definition = new QueryDefinition(text);
        for (var i = 0; i < values.Count; i++)
            definition.WithParameter(Name(i), values[i]);
        return definition;
    }

    private static string Conditions(ProtocolQuery query, List<string> values)
    {
        string Add(string value)
        {
            values.Add(value);
            return Name(values.Count - 1);
        }

        var conditions = new List<string> { $"c.doc = '{CosmosJson.Protocol}'" };
        foreach (var (path, of) in filters)
        {
            if (of(query) is { } value)
                conditions.Add($"c.index.{path} = {Add(value)}");
        }
        if (query.Breached is { } breached)
            conditions.Add($"c.index.breached = {(breached ? "true" : "false")}");
        if (query.Owner is "")
            conditions.Add("NOT IS_DEFINED(c.index.owner)");
        if (query.OpenedFrom is { } from)
            conditions.Add($"c.index.openedAt >= {Add(Instant.Write(from))}");
        if (query.OpenedTo is { } to)
            conditions.Add($"c.index.openedAt < {Add(Instant.Write(to))}");
        foreach (var group in query.Keys)
            conditions.Add($"({string.Join(" OR ", group.Select(key => $"ARRAY_CONTAINS(c.index.keys, {Add(key)})"))})");
        if (query.ByDueDate)
            conditions.Add("IS_DEFINED(c.index.nextDue)");
        if (query.After is { } after)
        {
            var (date, further, at) = (query.ByDueDate ? "c.index.nextDue" : "c.index.openedAt", query.ByDueDate ? ">" : "<", Add(Instant.Write(after.At)));
            conditions.Add($"({date} {further} {at} OR ({date} = {at} AND c.number {further} {Add(after.Number)}))");
        }
        return string.Join(" AND ", conditions);
    }

    private static string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"@p{n}");
}
