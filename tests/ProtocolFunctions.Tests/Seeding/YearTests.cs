using Protocols;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Reporting;

namespace ProtocolFunctions.Tests.Seeding;

/// <summary>A seeded year has everything that reports tell of, each when its time came, and the service would have written the same.</summary>
[Trait("Requirement", "M29")]
public sealed class YearTests(YearTests.Year year) : IClassFixture<YearTests.Year>
{
    private const int Count = 240;
    private const double Minute = 60, Day = 24 * 60 * Minute;

    /// <summary>Between what a company that cares for its customers could have; shares of 1.</summary>
    private static readonly Dictionary<string, (double Least, double Most)> plausible = new()
    {
        ["protocols"] = (Count, Count * 1.05),
        ["resolved"] = (Count * 0.9, Count),
        ["unresolved"] = (1, Count * 0.05),
        ["abandoned"] = (0.001, 0.03),
        ["unreachable"] = (0.005, 0.08),
        ["handlingTime"] = (4 * 60 * Minute, 5 * Day),
        ["handlingTimeWorking"] = (60 * Minute, 2 * Day),
        ["firstResponseTime"] = (Minute, 8 * 60 * Minute),
        ["firstContactResolution"] = (0.6, 0.97),
        ["reopened"] = (0.01, 0.08),
        ["satisfaction"] = (0.6, 0.95),
        ["satisfactionScore"] = (3.5, 4.8),
        ["answerRate"] = (0.12, 0.4),
        ["returningCustomers"] = (0.02, 0.25),
        ["repeatContacts"] = (0.01, 0.15),
        ["returnPunctuality"] = (0.6, 0.98),
        ["sla"] = (0.75, 0.99),
        ["slaFirstResponse"] = (0.8, 0.999),
        ["slaNextReturn"] = (0.6, 0.99),
        ["slaResolution"] = (0.65, 0.99),
        ["legal"] = (0.85, 0.999),
        ["legalAnswer"] = (0.85, 0.999),
        ["legalNumberDelivery"] = (0.75, 0.99),
        ["legalHistoryDelivery"] = (0.6, 1),
        ["legalRecordingCopy"] = (0.5, 1),
        ["legalDataCorrection"] = (0.5, 1),
        ["procedureAdherence"] = (0.6, 0.95),
        ["procedureAnswered"] = (0.7, 0.98),
        ["escalated"] = (0.05, 0.45),
        ["escalations"] = (Count * 0.06, Count * 0.6),
        ["pingPong"] = (0.02, 0.4),
        ["helpRequests"] = (2, Count * 0.1),
        ["helped"] = (0.004, 0.08),
    };

    [Fact]
    public void It_spans_a_year_with_its_seasons()
    {
        var days = year.Views.Where(view => !IsSecond(view)).Select(view => DateOnly.FromDateTime(view.State.OpenedAt.UtcDateTime)).ToList();
        Assert.Equal(Count, days.Count);
        Assert.True(days.Max().DayNumber - days.Min().DayNumber > 350);
        Assert.True(days.Count(day => day.Month == 12) > days.Count(day => day.Month == 7));
    }

    [Theory]
    [InlineData("survey-answered")]
    [InlineData("referral-accepted")]
    [InlineData("returned")]
    [InlineData("callback-kept")]
    [InlineData("callback-missed")]
    [InlineData("deadline-warned")]
    [InlineData("deadline-breached")]
    [InlineData("reopened")]
    [InlineData("action-taken")]
    [InlineData("step-done")]
    [InlineData("step-skipped")]
    [InlineData("history-sent")]
    [InlineData("message-sent")]
    [InlineData("recording-linked")]
    [InlineData("recording-asked-for")]
    [InlineData("recording-delivered")]
    public void Whatever_reports_tell_of_happens(string kind) =>
        Assert.InRange(year.Views.Count(view => view.Facts.Any(fact => fact.Terms.Kind == kind)), 2, Count - 10);

    [Fact]
    public void What_came_due_was_written_down_within_the_minute_or_with_the_next_fact()
    {
        var breaches = year.Views.SelectMany(view => view.Facts).Where(fact => fact.Terms is DeadlineBreached).ToList();
        Assert.NotEmpty(breaches);
        Assert.All(breaches, fact => Assert.InRange(fact.At - ((DeadlineBreached)fact.Terms).DueAt, TimeSpan.Zero, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Some_customers_come_back_within_days_about_the_same()
    {
        var again = year.Views.Where(view => view.State.Personal.Customer?.Document is not null)
            .GroupBy(view => (view.State.Personal.Customer!.Document, view.State.Occurrence))
            .Count(group => group.Select(view => view.State.OpenedAt).Order().Zip(group.Select(view => view.State.OpenedAt).Order().Skip(1)).Any(pair => pair.Second - pair.First < TimeSpan.FromDays(7)));
        Assert.InRange(again, 2, Count / 5);
    }

    [Fact]
    public async Task Every_indicator_of_the_catalogue_has_a_base_and_a_value_that_a_company_could_have()
    {
        var total = (await year.Folder.SummaryAsync(new(2025, 11, 1), new(2026, 11, 30))).Total;
        Assert.Equal(Indicators.All.Select(indicator => indicator.Code).Order(), plausible.Keys.Order());
        Assert.All(Indicators.All, indicator =>
        {
            var ((least, most), (value, count)) = (plausible[indicator.Code], indicator.Told(total));
            Assert.True(count > 0 && value >= least && value <= most, $"{indicator.Code} is {value} of {count}, and not {least} to {most}.");
        });
    }

    [Fact]
    public async Task Every_dimension_tells_groups_apart_and_agents_are_known_by_name()
    {
        foreach (var by in Enum.GetValues<Dimension>())
        {
            var summary = await year.Folder.SummaryAsync(new(2025, 11, 1), new(2026, 11, 30), by);
            Assert.True(summary.Groups.Count(group => group.Code is not "") > 1, $"{by}");
            if (by == Dimension.Agent)
                Assert.All(summary.Groups.Where(group => group.Code is not ""), group => Assert.True(summary.Agents.ContainsKey(group.Code!), group.Code));
            if (by == Dimension.Tier)
                Assert.Contains(Codes<Tier>.Of(Tier.Ombudsman), summary.Groups.Select(group => group.Code));
        }
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public void The_ombudsman_has_cases_under_numbers_of_his_own_which_he_ends()
    {
        var seconds = year.Views.Where(IsSecond).ToDictionary(view => view.State.Number);
        Assert.InRange(seconds.Count, 2, Count / 20);
        Assert.Contains(seconds.Values, view => view.State is { Status: Status.Closed, Owner.Id: "otavia.reis" });
        var firsts = year.Views.SelectMany(view => view.State.Links.Where(link => link is { Kind: LinkKind.Ombudsman, End: LinkEnd.FromHere })).Select(link => link.Number);
        Assert.Equal(seconds.Keys.Order(), firsts.Order());
    }

    [Fact]
    [Trait("Requirement", "M25")]
    public async Task Recordings_are_kept_as_their_facts_say()
    {
        var recorded = year.Views.SelectMany(view => view.State.Recordings, (view, recording) => (view.State.Number, recording)).ToList();
        Assert.InRange(recorded.Count, 2, Count / 10);
        foreach (var (number, recording) in recorded)
            Assert.True(await year.Folder.IsKeptAsync(number, recording), number);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_year()
    {
        await using var first = await SeededFolder.MakeAsync(60, 3, Year.Until);
        await using var second = await SeededFolder.MakeAsync(60, 3, Year.Until);
        Assert.Contains(await first.ReadAsync(), IsSecond);
        Assert.Equal(await first.ContentAsync(), await second.ContentAsync());
    }

    [Fact]
    public async Task Nothing_of_it_is_damaged() => Assert.Empty(await year.Folder.VerifyAsync());

    private static bool IsSecond(ProtocolView view) => view.State.HomeTier == Tier.Ombudsman;

    public sealed class Year : IAsyncLifetime
    {
        internal SeededFolder Folder { get; private set; } = null!;

        internal IReadOnlyList<ProtocolView> Views { get; private set; } = [];

        public static DateTimeOffset Until { get; } = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

        public async Task InitializeAsync()
        {
            Folder = await SeededFolder.MakeAsync(Count, 7, Until);
            Views = await Folder.ReadAsync();
        }

        public async Task DisposeAsync() => await Folder.DisposeAsync();
    }
}
