using System.Globalization;
using CsvHelper;
using Protocols.Accessing;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Api.Endpoints;

/// <summary>Who did what by day, whatever it was about: the company's rules, passes, searches, exports, tokens that were refused.</summary>
internal static class AuditEndpoints
{
    private const int MostEntries = 200, UsualEntries = 50;
    private const string ByDay = "audit-log", Day = "yyyy-MM-dd";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReadAuditLog",
            Method = "GET",
            Route = "api/audit-log",
            Roles = Roles.Compliance | Roles.Admin,
            Summary = "Who did what, from one day to another (today, unless others are asked for; 31 at most); whole as a table where text/csv is accepted.",
            Status = 200,
            Response = typeof(AuditLogAnswer),
            Produces = ["application/json", Csv.MediaType],
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(
            f => (f.Day("from"), f.Day("to"), f.Integer("limit", 1, MostEntries) ?? UsualEntries, f.Line("cursor", 300)),
            ReadAsync),
    ];

    private static async Task<Answer> ReadAsync(ApiCall call, (DateOnly? From, DateOnly? To, int Limit, string? Cursor) asked)
    {
        var services = call.Services;
        var today = services.Clock.Now().LocalDay(services.Zone);
        var to = asked.To ?? asked.From ?? today;
        var from = asked.From ?? to;
        if (to.DayNumber - from.DayNumber is < 0 or >= ReadActs.MostDays)
            return Answer.Of(Refusals.Invalid(new FieldError("to", "not-between", $"{from.ToString(Day, CultureInfo.InvariantCulture)}", $"+{ReadActs.MostDays - 1}")));
        var order = $"{ByDay}/{from.DayNumber}/{to.DayNumber}";
        if (!call.TryPlace(asked.Cursor, order, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        if (call.Http.Request.Prefers(Csv.MediaType))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"audit-log-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.csv");
            return Csv.Saved(name, table => WriteAsync(table, services.ActsRead.RunAsync(from, to, null, call.Cancellation), call.Cancellation));
        }
        var items = new List<Act>();
        await foreach (var act in services.ActsRead.RunAsync(from, to, Place(after), call.Cancellation))
        {
            items.Add(act);
            if (items.Count > asked.Limit)
                break;
        }
        ListPosition? next = items.Count > asked.Limit ? Place(items[asked.Limit - 1]) : null;
        return Answer.Ok(
            new([.. items.Take(asked.Limit).Select(Shown.Act)], Cursors.Write(next, order, services.Ring)), AnswerJson.Default.AuditLogAnswer);
    }

    private static ListPosition Place(Act act) =>
        new(act.Entry.At, string.Create(CultureInfo.InvariantCulture, $"{act.Day:yyyy-MM-dd}/{act.Entry.N}"));

    private static (DateOnly Day, long N)? Place(ListPosition? after) => after is { } place
        ? (DateOnly.ParseExact(place.Number[..Day.Length], Day, CultureInfo.InvariantCulture), long.Parse(place.Number[(Day.Length + 1)..], CultureInfo.InvariantCulture))
        : null;

    private static async Task WriteAsync(CsvWriter table, IAsyncEnumerable<Act> acts, CancellationToken cancellation)
    {
        table.Text("day", "n", "at", "kind", "id", "name", "role", "item", "hash");
        await table.EndRecordAsync(cancellation);
        await foreach (var (day, entry) in acts)
        {
            table.Text(day.ToString(Day, CultureInfo.InvariantCulture));
            table.Number(entry.N);
            table.Text(Instant.Write(entry.At), Codes<AccessKind>.Of(entry.Kind), entry.By.Id, entry.By.Name, entry.By.Role, entry.Item, entry.Link);
            await table.EndRecordAsync(cancellation);
        }
    }
}
