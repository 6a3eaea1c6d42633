using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.Finding;
using Protocols.Ports;

namespace Protocols.Api.Endpoints;

/// <summary>What a list or search asks for, as it came.</summary>
internal sealed record Filters
{
    private const int Name = 120, MostPerPage = 200, UsualPerPage = 50;
    private const string ByOpening = "openedAt", ByDueDate = "dueAt";
    private static readonly string[] sorts = [ByOpening, ByDueDate];

    public required ProtocolQuery Query { get; init; }
    public required Moment? From { get; init; }
    public required Moment? To { get; init; }
    public required string? Cursor { get; init; }
    public PersonQuery? Person { get; init; }

    /// <summary>What the list is sorted by.</summary>
    public string Order => Query.ByDueDate ? ByDueDate : ByOpening;

    public static Filters Read(JsonFields f)
    {
        return new()
        {
            Query = new()
            {
                Status = f.Code<Status>("status"),
                Type = f.Line("type", 64),
                Occurrence = f.Line("occurrence", 64),
                Channel = f.Code<Channel>("channel"),
                Owner = f.Line("owner", Name, blank: true),
                Executor = f.Line("executor", Name),
                Tier = f.Code<Tier>("tier"),
                Department = f.Line("department", 64),
                WaitingOn = f.Code<WaitingOn>("waitingOn"),
                Breached = f.Flag("breached"),
                ByDueDate = f.Choice("sort", sorts) == ByDueDate,
                Limit = f.Integer("limit", 1, MostPerPage) ?? UsualPerPage,
            },
            From = f.Moment("openedFrom"),
            To = f.Moment("openedTo"),
            Cursor = f.Line("cursor", 300),
        };
    }

    public static Filters ReadWithPerson(JsonFields f) => Read(f) with { Person = Requests.Person(f) };

    /// <summary>The store's query; null where the cursor is none of ours.</summary>
    public ProtocolQuery? ToQuery(ApiServices services)
    {
        var query = Query with { OpenedFrom = From?.From(services.Zone), OpenedTo = To?.Until(services.Zone) };
        if (Cursor is null)
            return query;
        return Cursors.TryRead(Cursor, Order, services.Ring, out var position) ? query with { After = position } : null;
    }
}
