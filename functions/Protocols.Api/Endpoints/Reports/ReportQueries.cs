using Protocols.Api.Reading;
using Protocols.Reporting;

namespace Protocols.Api.Endpoints;

/// <param name="Limit">How many groups at once.</param>
internal sealed record AskedSummary(DateOnly? From, DateOnly? To, Period? Period, Dimension? By, int Limit, string? Cursor);

/// <param name="From">The first day.</param>
/// <param name="To">The last one.</param>
internal sealed record DayRange(DateOnly From, DateOnly To);

/// <summary>What a report is asked for, read and checked.</summary>
internal static class ReportQueries
{
    private const int MostNearest = 200, UsualNearest = 20;

    /// <summary>It bears the id of an agent.</summary>
    private const int MostCursor = 1_000;

    private static readonly IReadOnlyList<string> groupings = [.. Codes<Period>.All, .. Codes<Dimension>.All];
    private static readonly IReadOnlyList<string> ranked = [Codes<Dimension>.Of(Dimension.Occurrence), Codes<Dimension>.Of(Dimension.Type), Codes<Dimension>.Of(Dimension.Reason)];

    public static AskedSummary Summary(JsonFields f)
    {
        var (from, to) = (f.Day("from"), f.Day("to"));
        var (period, by) = ((Period?)null, (Dimension?)null);
        foreach (var word in f.Line("groupBy", 40)?.Split(',') ?? [])
        {
            if (period is null && Codes<Period>.TryParse(word, out var one))
                period = one;
            else if (by is null && Codes<Dimension>.TryParse(word, out var other))
                by = other;
            else
                f.Fail("groupBy", "not-a-grouping", string.Join(", ", groupings));
        }
        return new(from, to, period, by, f.Integer("limit", 1, SummaryQuery.MostGroups) ?? SummaryQuery.MostGroups, f.Line("cursor", MostCursor));
    }

    public static (DateOnly? From, DateOnly? To, Dimension By) Ranking(JsonFields f) => (
        f.Day("from"), f.Day("to"), f.Choice("by", ranked) is { } by && Codes<Dimension>.TryParse(by, out var dimension) ? dimension : Dimension.Occurrence);

    public static int Nearest(JsonFields f) => f.Integer("limit", 1, MostNearest) ?? UsualNearest;

    /// <summary>Whatever is not given is the month so far.</summary>
    public static Result<DayRange> Range(DateOnly? from, DateOnly? to, DateOnly today)
    {
        var last = to ?? (from > today ? from.Value : today);
        var first = from ?? new DateOnly(last.Year, last.Month, 1);
        return last < first || last.DayNumber - first.DayNumber >= ReadReports.MostDays
            ? Refusals.Invalid(new FieldError("to", "not-a-range", $"{ReadReports.MostDays}"))
            : new DayRange(first, last);
    }
}
