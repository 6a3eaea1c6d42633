using Protocols.Calendars;
using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Tests.Calendars;
using Protocols.Tracking;

namespace Protocols.Tests.Deadlines;

[Trait("Requirement", "M15")]
public sealed class PolicyTests
{
    private static readonly string[] calendars = ["office", "national"];

    public static TheoryData<string> Presets => [.. Protocols.Deadlines.Presets.Shipped.Policies.Select(policy => policy.Code)];

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        var policy = new Policy("", Calendar.Name,
        [
            new(Target.Resolution, [], WarnShare: 0),
            new(Target.Resolution, [Watch.Term(-1, TermUnit.WorkingHours, "moon")], WarnShare: 1.01m, WarnMinutes: -1),
            new(Target.NextReturn,
            [
                Watch.Term(0, TermUnit.Closings, pauses: true), Watch.Term(3661, TermUnit.BusinessDays) with { Extension = -1, ExtensionShare = 0 },
            ]),
        ]);

        Assert.Equal(
            [
                ("code", "required"), ("targets[0].terms", "required"), ("targets[0].warnShare", "not-a-share"),
                ("targets[1].target", "given-twice"), ("targets[1].warnShare", "not-a-share"), ("targets[1].warnMinutes", "not-between"),
                ("targets[1].terms[0].amount", "not-between"), ("targets[1].terms[0].calendar", "not-one-of"),
                ("targets[2].terms[0].amount", "not-between"), ("targets[2].terms[0].pauses", "never-pauses"),
                ("targets[2].terms[1].amount", "not-between"), ("targets[2].terms[1].extension", "not-between"), ("targets[2].terms[1].extensionShare", "not-a-share"),
            ],
            PolicyRules.Errors(policy, calendars).Select(error => (error.Field, error.Code)));
    }

    [Fact]
    public void Beside_another_both_terms_of_a_target_stand()
    {
        var both = Watch.Preset("sac-11034").Beside(Watch.Preset("aneel-visit"));

        Assert.Equal("sac-11034", both.Code);
        Assert.Equal([7, 10], both.Targets.Single(rule => rule.Target == Target.LegalAnswer).Terms.Select(term => term.Amount));
        Assert.Single(both.Targets, rule => rule.Target == Target.NumberDelivery);
    }

    [Fact]
    public void What_the_law_asks_of_everybody_stands_beside_every_policy_and_shortens_none()
    {
        var stock = Protocols.Deadlines.Presets.Shipped;
        Assert.All(stock.Policies.Select(policy => policy.Code).Append("sac"), code => Assert.Single(
            Catalogue.General.FindPolicy(code)!.Targets, rule => rule.Target == Target.DataCorrection && rule.Terms.Count == 1));
        Assert.Equal([5, 15], Catalogue.General.FindPolicy("sac")!.Targets.Single(rule => rule.Target == Target.HistoryDelivery).Terms.Select(term => term.Amount));

        // Rules that were made before it go on as they were.
        var before = Catalogue.General with { Stock = stock with { Policies = [.. stock.Policies.Where(policy => policy.Code != "lgpd")] } };
        Assert.DoesNotContain(before.PolicyOf(null).Targets, rule => rule.Target == Target.DataCorrection);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_can_be_used_as_it_is(string code)
    {
        var presets = Protocols.Deadlines.Presets.Shipped;
        var policy = presets.Find(code)!;

        Assert.Empty(PolicyRules.Errors(policy, [.. presets.Calendars.Select(calendar => calendar.Code)]));
        Assert.All(policy.Targets.SelectMany(rule => rule.Terms), term =>
            Assert.False(string.IsNullOrWhiteSpace(term.Rule.Article) || string.IsNullOrWhiteSpace(term.Rule.Source)));
        var asked = Watch.Opened("2026-05-06 09:00").Decided(new AskCorrection("name", "Maria Souza").Decide());
        Assert.NotEmpty(Watch.Clocks(asked, policy, "2026-05-06 10:00").Deadlines);
    }

    [Fact]
    public void The_presets_are_those_of_the_regulation_and_their_calendars_are_right()
    {
        var presets = Protocols.Deadlines.Presets.Shipped;

        Assert.Subset(
            presets.Policies.Select(policy => policy.Code).ToHashSet(),
            new HashSet<string> { "company", "sac-11034", "anatel", "ans", "bacen-ouvidoria", "aneel", "sac-6523" });
        Assert.Equal(presets.Policies.Count, presets.Policies.Select(policy => policy.Code).Distinct().Count());
        Assert.All(presets.Calendars, calendar => Assert.Empty(CalendarRules.Errors(calendar)));
        Assert.Null(presets.Find("moon"));
    }

    [Theory]
    [InlineData("sac-11034", "7 calendar-days False")]
    [InlineData("anatel", "5 business-days False, 7 calendar-days False")]
    [InlineData("anatel-charge-dispute", "30 calendar-days False")]
    [InlineData("ans", "5 business-days False")]
    [InlineData("ans-urgent", "0 hours False")]
    [InlineData("ans-elective", "10 business-days False")]
    [InlineData("ans-non-care", "7 business-days False, 7 calendar-days False")]
    [InlineData("ans-reanalysis", "7 business-days False")]
    [InlineData("bacen-ouvidoria", "10 business-days False")]
    [InlineData("aneel", "5 business-days True, 7 calendar-days False")]
    [InlineData("aneel-visit", "10 business-days True")]
    [InlineData("aneel-other", "30 calendar-days True")]
    [InlineData("aneel-ouvidoria", "10 business-days True")]
    [InlineData("sac-6523", "5 business-days False")]
    public void The_answer_is_due_by_these_terms_verified_or_not(string code, string terms) =>
        Assert.Equal(terms, Terms(code, Target.LegalAnswer));

    [Fact]
    public void The_other_terms_of_the_regulators_are_these()
    {
        Assert.Equal("5 calendar-days True", Terms("sac-11034", Target.HistoryDelivery));
        Assert.Equal("72 hours True", Terms("sac-6523", Target.HistoryDelivery));
        Assert.Equal("72 hours False, 5 calendar-days True", Terms("ans", Target.HistoryDelivery));
        Assert.Equal("3 business-days True", Terms("aneel", Target.HistoryDelivery));
        Assert.Equal("10 calendar-days True", Terms("anatel", Target.RecordingCopy));
        Assert.Equal("5 business-days True", Terms("aneel", Target.RecordingCopy));
        Assert.Equal("15 calendar-days False", Terms("lgpd", Target.HistoryDelivery));
        Assert.Equal("15 calendar-days False", Terms("lgpd", Target.DataCorrection));
        Assert.Equal("24 hours False", Terms("anatel", Target.NumberDelivery));
        Assert.Equal("1 business-days True", Terms("aneel", Target.NumberDelivery));
        Assert.True(Watch.Preset("aneel").Targets[0].Terms[0].RollForward);
        Assert.False(Watch.Preset("sac-11034").Targets[0].Terms[0].RollForward);
    }

    [Fact]
    public void The_company_answers_within_four_hours_returns_daily_and_resolves_within_sixteen()
    {
        Assert.Equal("4 working-hours True", Terms("company", Target.FirstResponse));
        Assert.Equal("1 closings True", Terms("company", Target.NextReturn));
        Assert.Equal("16 working-hours True", Terms("company", Target.Resolution));
        Assert.True(Watch.Company.Targets[2].Terms[0].Pauses);
        Assert.Equal(0.8m, Watch.Company.Targets[2].WarnShare);
    }

    private static string Terms(string code, Target target) => string.Join(", ", Watch.Preset(code).Targets
        .Single(rule => rule.Target == target).Terms.Select(term => $"{term.Amount} {Codes<TermUnit>.Of(term.Unit)} {term.Rule.Verified}"));
}
