using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Keeping;

namespace Protocols.Tests.Keeping;

/// <summary>What was taken to a regulator is kept as long as that regulator says.</summary>
[Trait("Requirement", "M26")]
public sealed class ComplaintTests
{
    private static readonly Rules ans = new(Given.Catalogue with { DefaultPolicy = "ans" }, Given.SaoPaulo);
    private static readonly Story closed = Given.AClosedProtocol();

    private static DateOnly Ended => closed.State.ResolvedAt!.Value.LocalDay(Given.SaoPaulo);

    [Fact]
    public void A_day_that_has_not_come_is_refused() =>
        Then.Invalid(new FileComplaint("ans", Ended.AddDays(1), "NIP 1").Decide(closed, Ended), ("day", "in-the-future"));

    [Fact]
    public void It_is_filed_once_also_when_the_case_is_over()
    {
        var filed = Filed(Ended);
        Assert.Equal(new Complaint("ans", Ended, "NIP 1"), Assert.Single(filed.State.Complaints));
        Then.Nothing(new FileComplaint("ans", Ended, "NIP 1").Decide(filed, Ended));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(90, 5)]
    [InlineData(91, 2)]
    public void Filed_within_ninety_days_of_the_solution_a_health_plans_record_is_kept_five_years(int days, int years)
    {
        var filed = Filed(Ended.AddDays(days));
        Assert.Equal(RecordingTerm.EndOf(Ended.AddYears(years), Given.SaoPaulo), Retention.Of(filed, ans).RecordUntil);
        Assert.DoesNotContain(Erased(filed, closed.Now.AddYears(years).AddDays(-1)), terms => terms is PersonalDataErased);
        Assert.Contains(Erased(filed, closed.Now.AddYears(years).AddDays(2)), terms => terms is PersonalDataErased);
    }

    [Fact]
    public void Where_the_rule_says_nothing_of_complaints_it_changes_nothing() =>
        Assert.Equal(Retention.Of(closed, Given.Rules), Retention.Of(Filed(Ended), Given.Rules));

    private static Story Filed(DateOnly day) => closed.Decided(new FileComplaint("ans", day, "NIP 1").Decide(closed, day));

    private static IEnumerable<FactTerms> Erased(Protocol protocol, DateTimeOffset at) =>
        RemoveWhatIsDue.Decide(protocol, ans, at, new HashSet<string>()).Facts.Select(fact => fact.Terms);
}
