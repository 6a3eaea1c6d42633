using Protocols.Facts;
using Protocols.Finding;

namespace ProtocolFunctions.Tests.Seeding;

/// <summary>A seeded year has everything that reports tell of, each when its time came, and the service would have written the same.</summary>
[Trait("Requirement", "M29")]
public sealed class YearTests(YearTests.Year year) : IClassFixture<YearTests.Year>
{
    private const int Count = 500;

    [Fact]
    public void It_spans_a_year_with_its_seasons()
    {
        var days = year.Views.Select(view => DateOnly.FromDateTime(view.State.OpenedAt.UtcDateTime)).ToList();
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
    public void Whatever_reports_tell_of_happens(string kind) =>
        Assert.InRange(year.Views.Count(view => view.Facts.Any(fact => fact.Terms.Kind == kind)), 2, Count - 50);

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
    public async Task Nothing_of_it_is_damaged() => Assert.Empty(await year.Folder.VerifyAsync());

    public sealed class Year : IAsyncLifetime
    {
        internal SeededFolder Folder { get; private set; } = null!;

        internal IReadOnlyList<ProtocolView> Views { get; private set; } = [];

        public async Task InitializeAsync()
        {
            Folder = await SeededFolder.MakeAsync(Count, 7, new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
            Views = await Folder.ReadAsync();
        }

        public async Task DisposeAsync() => await Folder.DisposeAsync();
    }
}
