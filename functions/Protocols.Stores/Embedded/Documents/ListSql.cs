using Protocols.Escalating;
using Protocols.Ports;

namespace Protocols.Stores.Embedded;

/// <summary>
/// The statement that serves a list: one or more arms, each a range of one index in the list's own order, merged. So nothing is
/// sorted, and a page costs what it holds. A combination of filters walks the index of its first filter in the order below.
/// </summary>
internal sealed class ListSql
{
    // From the filter that mostly leaves fewest protocols to the one that leaves most.
    private static readonly (string Column, Func<ProtocolQuery, string?> Of)[] filters =
    [
        ("escalation", query => query.Escalation is { } escalation ? Codes<EscalationState>.Of(escalation) : null),
        ("executor", query => query.Executor),
        ("waiting_on", query => query.WaitingOn is { } waiting ? Codes<WaitingOn>.Of(waiting) : null),
        ("owner", query => query.Owner),
        ("breached", query => query.Breached is { } breached ? Columns.Breached(breached) : null),
        ("department", query => query.Department),
        ("occurrence", query => query.Occurrence),
        ("tier", query => query.Tier is { } tier ? Codes<Tier>.Of(tier) : null),
        ("type", query => query.Type),
        ("channel", query => query.Channel is { } channel ? Codes<Channel>.Of(channel) : null),
    ];

    private readonly List<object?> values = [];
    private readonly ProtocolQuery query;
    private string index = "list_status";
    private string conditions = "";

    private ListSql(ProtocolQuery query) => this.query = query;

    /// <summary>The values to bind, in order.</summary>
    public ReadOnlySpan<object?> Values => values.ToArray();

    public string Text { get; private set; } = "";

    /// <summary>Asks for one row more than the limit, which tells whether another page follows.</summary>
    public static ListSql For(ProtocolQuery query)
    {
        var sql = new ListSql(query);
        sql.Filter();
        if (query.ByDueDate)
        {
            sql.Text = $"{sql.ByDueDate()} ORDER BY 1, 2 LIMIT {sql.Add(query.Limit + 1L)}";
            return sql;
        }
        var arms = query.Keys.Count > 0 ? sql.ByKeys() : sql.ByStatus();
        sql.Text = $"{string.Join(" UNION ALL ", arms)} ORDER BY 1 DESC, 2 DESC LIMIT {sql.Add(query.Limit + 1L)}";
        return sql;
    }

    /// <summary>An arm for each hash of the first group; a protocol found by an earlier one is left out.</summary>
    private List<string> ByKeys()
    {
        if (query.Status is { } status)
            conditions += $" AND p.status = {Add(Codes<Status>.Of(status))}";
        Between("k");
        foreach (var group in query.Keys.Skip(1))
            conditions += $" AND {Exists("k", $"IN ({string.Join(", ", group.Select(Add))})")}";

        var arms = new List<string>();
        var earlier = "";
        foreach (var hash in query.Keys[0].Distinct().Select(Add))
        {
            arms.Add(
                "SELECT k.opened_at, k.number, p.document FROM lookups k CROSS JOIN protocols p ON p.number = k.number " +
                $"WHERE k.key = {hash}{conditions}{earlier}");
            earlier += $" AND NOT {Exists("k", $"= {hash}")}";
        }
        return arms;
    }

    /// <summary>Walks due dates from the earliest on and leaves out what the filters do; they are the few that are open.</summary>
    private string ByDueDate()
    {
        if (query.Status is { } status)
            conditions += $" AND p.status = {Add(Codes<Status>.Of(status))}";
        if (query.OpenedFrom is { } from)
            conditions += $" AND p.opened_at >= {Add(from.ToUnixTimeMilliseconds())}";
        if (query.OpenedTo is { } to)
            conditions += $" AND p.opened_at < {Add(to.ToUnixTimeMilliseconds())}";
        foreach (var group in query.Keys)
            conditions += $" AND {Exists("p", $"IN ({string.Join(", ", group.Select(Add))})")}";
        if (query.After is { } after)
            conditions += $" AND (p.next_due, p.number) > ({Add(after.At.ToUnixTimeMilliseconds())}, {Add(after.Number)})";
        return $"SELECT p.next_due, p.number, p.document FROM protocols p INDEXED BY list_due WHERE p.next_due IS NOT NULL{conditions}";
    }

    private List<string> ByStatus()
    {
        Between("p");
        IEnumerable<string> statuses = query.Status is { } status ? [Codes<Status>.Of(status)] : Codes<Status>.All;
        return [.. statuses.Select(code =>
            $"SELECT p.opened_at, p.number, p.document FROM protocols p INDEXED BY {index} WHERE p.status = {Add(code)}{conditions}")];
    }

    private void Filter()
    {
        foreach (var (column, of) in filters)
        {
            if (of(query) is not { } value)
                continue;
            var without = column == "owner" && value.Length == 0;
            conditions += without ? " AND p.owner IS NULL" : $" AND p.{column} = {Add(value)}";
            if (index == "list_status")
                index = without ? "list_unowned" : $"list_{column}";
        }
    }

    private void Between(string table)
    {
        if (query.OpenedFrom is { } from)
            conditions += $" AND {table}.opened_at >= {Add(from.ToUnixTimeMilliseconds())}";
        if (query.OpenedTo is { } to && !(query.After?.At < to))
            conditions += $" AND {table}.opened_at < {Add(to.ToUnixTimeMilliseconds())}";
        if (query.After is { } after)
            conditions += $" AND ({table}.opened_at, {table}.number) < ({Add(after.At.ToUnixTimeMilliseconds())}, {Add(after.Number)})";
    }

    private static string Exists(string table, string hashes) =>
        $"EXISTS (SELECT 1 FROM lookups e WHERE e.key {hashes} AND e.opened_at = {table}.opened_at AND e.number = {table}.number)";

    private string Add(object value)
    {
        values.Add(value);
        return $"?{values.Count}";
    }
}
