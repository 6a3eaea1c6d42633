using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.People;
using Protocols.Reporting;

namespace Protocols.Api.Endpoints;

/// <summary>How the service does (M28, M29), as JSON or as a table for spreadsheets.</summary>
internal static class ReportEndpoints
{
    private const Roles Leading = Roles.Supervisor | Roles.Ombudsman | Roles.Compliance | Roles.Admin;

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        Report("ReadSummary", "summary", typeof(ReportAnswer),
            "The indicators of the protocols opened from one day to another, told apart by a period (day, week, month), by what they are or whose, or by both: groupBy=month,channel.")
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

    private static async Task<Answer> SummaryAsync(ApiCall call, (DateOnly? From, DateOnly? To, Period? Period, Dimension? By) asked)
    {
        if (Within(call) is not null && asked.By is not (null or Dimension.Department))
            return Answer.Of(Refusals.ReportNotByDepartment);
        var (from, to) = ReportQueries.Range(asked.From, asked.To, call.Services.Reporting.Today);
        var summary = await call.Services.Reporting.SummaryAsync(new(from, to, asked.Period, asked.By) { Within = Within(call) }, call.Cancellation);
        return call.Http.Request.Prefers(Csv.MediaType)
            ? Table($"indicators-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.csv", ReportTables.Of(summary))
            : Answer.Ok(ShownReports.Of(summary), AnswerJson.Default.ReportAnswer);
    }

    private static async Task<Answer> WorkloadAsync(ApiCall call, int nearest)
    {
        var workload = await call.Services.Reporting.WorkloadAsync(nearest, Within(call), call.Cancellation);
        return call.Http.Request.Prefers(Csv.MediaType)
            ? Table($"deadlines-{call.Services.Reporting.Today:yyyy-MM-dd}.csv", ReportTables.Of(workload))
            : Answer.Ok(ShownReports.Of(workload), AnswerJson.Default.WorkloadAnswer);
    }

    private static async Task<Answer> RankingAsync(ApiCall call, (DateOnly? From, DateOnly? To, Dimension By) asked)
    {
        var (from, to) = ReportQueries.Range(asked.From, asked.To, call.Services.Reporting.Today);
        var ranking = await call.Services.Reporting.RankingAsync(from, to, asked.By, call.Cancellation);
        var rules = await call.Services.Rules.CurrentAsync(call.Cancellation);
        var answer = ShownReports.Of(ranking, rules.Catalogue, Language.Of(call.Http.Request) == Language.English);
        return call.Http.Request.Prefers(Csv.MediaType)
            ? Table($"occurrences-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.csv", ReportTables.Of(answer))
            : Answer.Ok(answer, AnswerJson.Default.RankingAnswer);
    }

    /// <summary>Whose figures he sees: as of protocols, those of his departments where he is bound to some, else all.</summary>
    private static IReadOnlyList<string>? Within(ApiCall call) => call.Caller.IsBound ? call.Caller.Departments : null;

    private static Answer Table(string name, IEnumerable<string> rows) =>
        new(200, null, null) { Send = response => Csv.SendAsync(response, name, rows.ToAsyncEnumerable()) };
}
