using Protocols.Ports;

namespace Protocols.Stores.Embedded;

/// <summary>
/// A list by due date. Where few pass its first filter they are found by that filter's index and sorted; else due dates are walked from
/// the earliest on and what the filters leave out is passed over, which comes to a page soon because many pass. So neither costs
/// more than some thousand rows, however many protocols are open.
/// </summary>
internal sealed class DueSql(ListSql sql)
{
    /// <summary>About where both ways cost the same with a million open protocols and a page of 50.</summary>
    public const int Few = 5_000;

    private static readonly Status[] working = [Status.Open, Status.InProgress, Status.Waiting, Status.Resolved];

    private ProtocolQuery Query => sql.Query;

    /// <summary>Only what is still owed on closed protocols is asked for.</summary>
    private bool IsOwed => Query is { Status: Status.Closed, Keys.Count: 0 };

    /// <summary>The statuses whose due dates are found by the index of a filter; those of closed protocols are few and have one of their own.</summary>
    private IEnumerable<Status> Statuses => Query.Status is { } status ? working.Where(one => one == status) : working;

    public string Text(bool few)
    {
        few |= IsOwed;
        if (Query.Keys.Count == 0 || !few)
            sql.AddPeriod("p");
        if (Query.After is { } after)
            sql.Require($"(p.next_due, p.number) > ({sql.Add(after.At.ToUnixTimeMilliseconds())}, {sql.Add(after.Number)})");
        return few ? Sorted() : Walked();
    }

    /// <summary>Null where nothing but due dates is asked about, and where it needs no counting.</summary>
    public string? Count()
    {
        if (IsOwed)
            return null;
        var most = sql.Add(Few + 1L);
        if (Query.Keys.Count > 0)
            return $"SELECT count(*) FROM (SELECT 1 FROM lookups k WHERE k.key IN ({List(Query.Keys[0])}) LIMIT {most})";
        if (sql.Conditions.Length == 0 && Query is { Status: null, OpenedFrom: null, OpenedTo: null })
            return null;
        sql.AddPeriod("p");
        return $"SELECT count(*) FROM (SELECT 1 FROM protocols p INDEXED BY {sql.Index} WHERE p.status IN ({StatusList()}){sql.Conditions} LIMIT {most})";
    }

    private string Walked()
    {
        sql.AddStatus();
        foreach (var group in Query.Keys)
            sql.Require(ListSql.Exists("p", $"IN ({List(group)})"));
        return $"SELECT p.next_due, p.number, p.document FROM protocols p INDEXED BY list_due WHERE p.next_due IS NOT NULL{sql.Conditions} " +
            $"ORDER BY 1, 2 LIMIT {Limit()}";
    }

    /// <summary>Only ids are sorted; the documents of the page are read after.</summary>
    private string Sorted() =>
        "SELECT p.next_due, p.number, p.document FROM " +
        $"({string.Join(" UNION ALL ", Query.Keys.Count > 0 ? ByKeys() : ByStatus())} ORDER BY 1, 2 LIMIT {Limit()}) i " +
        "CROSS JOIN protocols p ON p.id = i.id ORDER BY 1, 2";

    private List<string> ByKeys()
    {
        sql.AddStatus();
        sql.AddPeriod("k");
        sql.Require("p.next_due IS NOT NULL");
        return sql.KeyArms("p.next_due, p.number, p.id");
    }

    private IEnumerable<string> ByStatus()
    {
        const string Found = "SELECT p.next_due, p.number, p.id FROM protocols p INDEXED BY";
        if (Statuses.Any())
            yield return $"{Found} {sql.Index} WHERE p.status IN ({StatusList()}) AND p.next_due IS NOT NULL{sql.Conditions}";
        if (Query.Status is null or Status.Closed)
            yield return $"{Found} list_owed WHERE p.status = 'closed' AND p.next_due IS NOT NULL{sql.Conditions}";
    }

    private string StatusList() => List(Statuses.Select(Codes<Status>.Of));

    private string List(IEnumerable<string> codes) => string.Join(", ", codes.Select(sql.Add));

    private string Limit() => sql.Add(Query.Limit + 1L);
}
