using Protocols.Escalating;
using Protocols.Ports;

namespace Protocols.Stores.Embedded;

/// <summary>
/// The statement that serves a list: one or more arms, each a range of one index in the list's own order, merged. So nothing is
/// sorted, and a page costs what it holds. A combination of filters walks the index of its first filter in the order below. A list by
/// due date has no such index for each filter, since due dates move with every change; <see cref="DueSql"/> says how it is served.
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

    private ListSql(ProtocolQuery query) => Query = query;

    /// <summary>The values to bind, in order.</summary>
    public ReadOnlySpan<object?> Values => values.ToArray();

    public string Text { get; private set; } = "";

    internal ProtocolQuery Query { get; }

    /// <summary>The index of the first filter.</summary>
    internal string Index { get; private set; } = "list_status";

    /// <summary>What the rows of an arm must fulfil, each condition after an <c>AND</c>.</summary>
    internal string Conditions { get; private set; } = "";

    /// <summary>Asks for one row more than the limit, which tells whether another page follows.</summary>
    /// <param name="few">Of a list by due date: few enough pass its first filter to be sorted.</param>
    public static ListSql For(ProtocolQuery query, bool few = false)
    {
        var sql = new ListSql(query);
        sql.Filter(filters.Length);
        if (query.ByDueDate)
        {
            sql.Text = new DueSql(sql).Text(few);
            return sql;
        }
        var arms = query.Keys.Count > 0 ? sql.ByKeys() : sql.ByStatus();
        sql.Text = $"{string.Join(" UNION ALL ", arms)} ORDER BY 1 DESC, 2 DESC LIMIT {sql.Add(query.Limit + 1L)}";
        return sql;
    }

    /// <summary>Counts what passes the first filter of a list by due date, up to one more than are few; null where it has no filter.</summary>
    public static ListSql? Counting(ProtocolQuery query)
    {
        if (!query.ByDueDate)
            return null;
        var sql = new ListSql(query);
        sql.Filter(1);
        var text = new DueSql(sql).Count();
        if (text is null)
            return null;
        sql.Text = text;
        return sql;
    }

    /// <summary>An arm for each hash of the first group; a protocol found by an earlier one is left out.</summary>
    private List<string> ByKeys()
    {
        AddStatus();
        Between("k");
        return KeyArms("k.opened_at, k.number, p.document");
    }

    internal List<string> KeyArms(string columns)
    {
        foreach (var group in Query.Keys.Skip(1))
            Conditions += $" AND {Exists("k", $"IN ({string.Join(", ", group.Select(Add))})")}";
        var arms = new List<string>();
        var earlier = "";
        foreach (var hash in Query.Keys[0].Distinct().Select(Add))
        {
            arms.Add(
                $"SELECT {columns} FROM lookups k CROSS JOIN protocols p ON p.number = k.number " +
                $"WHERE k.key = {hash}{Conditions}{earlier}");
            earlier += $" AND NOT {Exists("k", $"= {hash}")}";
        }
        return arms;
    }

    private List<string> ByStatus()
    {
        Between("p");
        IEnumerable<string> statuses = Query.Status is { } status ? [Codes<Status>.Of(status)] : Codes<Status>.All;
        return [.. statuses.Select(code =>
            $"SELECT p.opened_at, p.number, p.document FROM protocols p INDEXED BY {Index} WHERE p.status = {Add(code)}{Conditions}")];
    }

    /// <summary>The first filters that the query has.</summary>
    private void Filter(int most)
    {
        foreach (var (column, value) in filters.Select(filter => (filter.Column, Value: filter.Of(Query))).Where(filter => filter.Value is not null).Take(most))
        {
            var without = column == "owner" && value!.Length == 0;
            Conditions += without ? " AND p.owner IS NULL" : $" AND p.{column} = {Add(value!)}";
            if (Index == "list_status")
                Index = without ? "list_unowned" : $"list_{column}";
        }
    }

    internal void AddStatus()
    {
        if (Query.Status is { } status)
            Conditions += $" AND p.status = {Add(Codes<Status>.Of(status))}";
    }

    /// <summary>The period in which they were opened.</summary>
    internal void AddPeriod(string table, bool upTo = true)
    {
        if (Query.OpenedFrom is { } from)
            Conditions += $" AND {table}.opened_at >= {Add(from.ToUnixTimeMilliseconds())}";
        if (upTo && Query.OpenedTo is { } to)
            Conditions += $" AND {table}.opened_at < {Add(to.ToUnixTimeMilliseconds())}";
    }

    internal void Require(string condition) => Conditions += $" AND {condition}";

    internal string Add(object value)
    {
        values.Add(value);
        return $"?{values.Count}";
    }

    internal static string Exists(string table, string hashes) =>
        $"EXISTS (SELECT 1 FROM lookups e WHERE e.key {hashes} AND e.opened_at = {table}.opened_at AND e.number = {table}.number)";

    private void Between(string table)
    {
        AddPeriod(table, upTo: !(Query.After?.At < Query.OpenedTo));
        if (Query.After is { } after)
            Require($"({table}.opened_at, {table}.number) < ({Add(after.At.ToUnixTimeMilliseconds())}, {Add(after.Number)})");
    }
}
