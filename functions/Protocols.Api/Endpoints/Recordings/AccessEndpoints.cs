using System.Globalization;
using CsvHelper;
using Protocols.Accessing;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Api.Endpoints;

/// <summary>Who saw or heard what, when and why (M25).</summary>
internal static class AccessEndpoints
{
    private const int MostEntries = 200, UsualEntries = 50;
    private const string ByNumber = "access-log";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReadAccessLog",
            Method = "GET",
            Route = "api/protocols/{number}/access-log",
            Roles = Roles.Compliance | Roles.Regulator,
            Summary = "Who saw or heard what of the protocol, when and why; whole as a table where text/csv is accepted.",
            Status = 200,
            Response = typeof(AccessLogAnswer),
            Produces = ["application/json", Csv.MediaType],
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(ReadPage, ReadAsync),
    ];

    private static (int Limit, string? Cursor) ReadPage(JsonFields f) =>
        (f.Integer("limit", 1, MostEntries) ?? UsualEntries, f.Line("cursor", 300));

    private static async Task<Answer> ReadAsync(ApiCall call, (int Limit, string? Cursor) asked)
    {
        var services = call.Services;
        var order = $"{ByNumber}/{call.Number.Value}";
        if (!call.TryPlace(asked.Cursor, order, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var csv = call.Http.Request.Prefers(Csv.MediaType);
        if (csv)
            await services.Logging.RunAsync(call.Number.Value, call.Caller, AccessKind.Exported, null, null, call.Cancellation);
        var from = after is { } place ? long.Parse(place.Number, CultureInfo.InvariantCulture) : 0;
        var page = await services.Accesses.RunAsync(call.Number.Value, call.Caller, csv ? 0 : from, csv ? MostEntries : asked.Limit, call.Cancellation);
        if (!page.Succeeded)
            return Answer.Of(page.Refusal);
        if (csv)
            return Csv.Saved($"access-log-{call.Number.Value}.csv", table => WriteAsync(table, call, page.Value));
        ListPosition? next = page.Value.Next is { } last
            ? new(page.Value.Items[^1].At, last.ToString(CultureInfo.InvariantCulture))
            : null;
        return Answer.Ok(
            new([.. page.Value.Items.Select(Shown.Access)], Cursors.Write(next, order, services.Ring)), AnswerJson.Default.AccessLogAnswer);
    }

    private static async Task WriteAsync(CsvWriter table, ApiCall call, AccessPage first)
    {
        table.Text("n", "at", "kind", "id", "name", "role", "item", "reason", "hash");
        await table.EndRecordAsync(call.Cancellation);
        for (var page = first; ;)
        {
            foreach (var entry in page.Items)
            {
                table.Number(entry.N);
                table.Text(
                    Instant.Write(entry.At), Codes<AccessKind>.Of(entry.Kind), entry.By.Id, entry.By.Name, entry.By.Role, entry.Item, entry.Reason, entry.Link);
                await table.EndRecordAsync(call.Cancellation);
            }
            if (page.Next is not { } after)
                return;
            var next = await call.Services.Accesses.RunAsync(call.Number.Value, call.Caller, after, MostEntries, call.Cancellation);
            // What is cut short would be taken for the whole.
            page = next.Succeeded ? next.Value : throw new InvalidDataException("The access log ended while it was read.");
        }
    }
}
