using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Texts;
using Protocols.People;
using Protocols.Ports;
using Protocols.Reporting;

namespace Protocols.Api.Endpoints;

/// <summary>How the service does (M28, M29), as JSON or as a table for spreadsheets.</summary>
internal static class ReportEndpoints
{
    private const Roles Leading = Roles.Supervisor | Roles.Ombudsman | Roles.Compliance | Roles.Admin;

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        Report("ReadSummary", "summary", typeof(ReportAnswer),
            "The indicators of the protocols opened from one day to another, told apart by a period (day, week, month), by what they are or whose, or by both: groupBy=month,channel. Page by page; whole as a table where text/csv is accepted.")
            .Asking(ReportQueries.Summary, SummaryAsync),
        Report("ReadWorkload", "deadlines", typeof(WorkloadAnswer), "What is due in the next days, what is overdue, and how long what is not resolved has waited.")
            .Asking(ReportQueries.Nearest, WorkloadAsync),
        (Report("ReadRanking", "occurrences", typeof(RankingAnswer), "What customers contacted the company for most from one day to another, and how that has changed.")
            with { OfAllDepartments = true }).Asking(ReportQueries.Ranking, RankingAsync),
    ];

    private static Endpoint Report(string name, string path, Type response, string summary) => new()
    {
        Name = name,
        Method = "GET",
        Route = $"api/reports/{path}",
        Roles = Leading,
        Summary = summary,
        Status = 200,
        Response = response,
        Produces = ["application/json", Csv.MediaType],
        Problems = ["invalid", "report-not-by-department"],
        Handle = Endpoint.Unread,
    };

    private static async Task<Answer> SummaryAsync(ApiCall call, AskedSummary asked)
    {
        var reporting = call.Services.Reporting;
        if (Within(call) is not null && asked.By is not (null or Dimension.Department))
            return Answer.Of(Refusals.ReportNotByDepartment);
        var order = $"summary/{asked.Period}/{asked.By}";
        if (!call.TryPlace(asked.Cursor, order, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var range = ReportQueries.Range(asked.From, asked.To, reporting.Today);
        if (!range.Succeeded)
            return Answer.Of(range.Refusal);
        var (from, to) = range.Value;
        var query = new SummaryQuery(from, to, asked.Period, asked.By) { Within = Within(call), Limit = asked.Limit, After = Place(after) };
        if (call.Http.Request.Prefers(Csv.MediaType))
        {
            var agents = (await reporting.MarkAsync(call.Cancellation))?.Agents ?? ReportMark.NoNames;
            var all = reporting.GroupsAsync(query with { After = null }, call.Cancellation);
            var known = await NamesAsync(call, agents);
            return Csv.Saved(
                $"indicators-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.csv", table => ReportTables.WriteAsync(table, query, all, known, call.Cancellation));
        }
        var summary = await reporting.SummaryAsync(query, call.Cancellation);
        var names = await NamesAsync(call, summary.Agents);
        return Answer.Ok(ShownReports.Of(summary, names, Cursors.Write(Place(summary.Next), order, call.Services.Ring)), AnswerJson.Default.ReportAnswer);
    }

    private static async Task<Answer> WorkloadAsync(ApiCall call, int nearest)
    {
        var workload = await call.Services.Reporting.WorkloadAsync(nearest, Within(call), call.Cancellation);
        var names = await NamesAsync(call, workload.Agents);
        return call.Http.Request.Prefers(Csv.MediaType)
            ? Csv.Saved($"deadlines-{call.Services.Reporting.Today:yyyy-MM-dd}.csv", table => ReportTables.WriteAsync(table, workload, names, call.Cancellation))
            : Answer.Ok(ShownReports.Of(workload, names), AnswerJson.Default.WorkloadAnswer);
    }

    private static async Task<Answer> RankingAsync(ApiCall call, (DateOnly? From, DateOnly? To, Dimension By) asked)
    {
        var range = ReportQueries.Range(asked.From, asked.To, call.Services.Reporting.Today);
        if (!range.Succeeded)
            return Answer.Of(range.Refusal);
        var (from, to) = range.Value;
        var ranking = await call.Services.Reporting.RankingAsync(from, to, asked.By, call.Cancellation);
        var answer = ShownReports.Of(ranking, await NamesAsync(call, ReportMark.NoNames));
        return call.Http.Request.Prefers(Csv.MediaType)
            ? Csv.Saved($"occurrences-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.csv", table => ReportTables.WriteAsync(table, answer, call.Cancellation))
            : Answer.Ok(answer, AnswerJson.Default.RankingAnswer);
    }

    private static async Task<CodeNames> NamesAsync(ApiCall call, IReadOnlyDictionary<string, string> agents) =>
        new((await call.Services.Rules.CurrentAsync(call.Cancellation)).Catalogue, Language.Of(call.Http.Request), agents);

    /// <summary>Whose figures he sees: as of protocols, those of his departments where he is bound to some, else all.</summary>
    private static IReadOnlyList<string>? Within(ApiCall call) => call.Caller.IsBound ? call.Caller.Departments : null;

    private static ListPosition? Place(SummaryPlace? place) => place is { } group ? new(new(group.Start.ToDateTime(default), TimeSpan.Zero), group.Code) : null;

    private static SummaryPlace? Place(ListPosition? place) => place is { } group ? new(DateOnly.FromDateTime(group.At.UtcDateTime), group.Number) : null;
}
