using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Tests.Deadlines;

namespace Protocols.Tests.Catalog;

/// <summary>The catalogues that are ready to use are whole, and their policies and calendars count.</summary>
public sealed class ShippedCatalogueTests
{
    public static TheoryData<string> Shipped => [.. Catalogue.ShippedNames];

    [Theory]
    [MemberData(nameof(Shipped))]
    [Trait("Requirement", "M5")]
    public void Nothing_is_wrong_with_it(string name)
    {
        var catalogue = Catalogue.Shipped(name);

        Assert.Empty(CatalogueRules.Errors(catalogue));
        Assert.Equal(name, catalogue.Name);
        Assert.All(
            new[] { catalogue.Occurrences.Count, catalogue.Actions.Count, catalogue.Departments.Count, catalogue.Procedures.Count },
            count => Assert.InRange(count, 3, 40));
        Assert.Contains(catalogue.Occurrences, occurrence => occurrence.Type == "question");
        Assert.Contains(catalogue.Occurrences, occurrence => occurrence.Mandatory.Count > 0);
        Assert.Same(catalogue, Catalogue.Shipped(name));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    [Trait("Requirement", "M15")]
    public void Every_occurrence_has_due_dates(string name)
    {
        var catalogue = Catalogue.Shipped(name);
        var calendars = catalogue.CalendarsIn(Given.SaoPaulo);
        var opened = Watch.Opened("2026-05-06 09:00");

        foreach (var occurrence in catalogue.Occurrences.Select(occurrence => occurrence.Code).Append(null))
        {
            var clocks = Clocks.Of(opened, catalogue.PolicyOf(occurrence), calendars, Calendars.Calendar.At("2026-05-06 10:00"));
            Assert.Contains(clocks.Deadlines, deadline => deadline is { Target: Target.FirstResponse, DueAt: not null });
            Assert.Contains(clocks.Deadlines, deadline => deadline is { Target: Target.Resolution, DueAt: not null });
        }
    }

    [Fact]
    [Trait("Requirement", "M12")]
    public void The_seller_has_the_fifteen_actions()
    {
        string[] fifteen =
        [
            "approve-cancellation", "cancel-sale", "notify-part-sent", "confirm-address", "message-customer", "finish-case",
            "notify-pickup-at-post-office", "notify-collection-date", "notify-dispatched", "notify-new-delivery-date", "give-posting-code",
            "request-help", "refuse-cancellation", "request-photos", "request-better-photos",
        ];
        var marketplace = Catalogue.Shipped("marketplace");

        Assert.Equal(fifteen, marketplace.Actions.Select(action => action.Code));
        Assert.Equal(["request-help"], marketplace.Actions.Where(action => action.CountsAgainstPerformance).Select(action => action.Code));
    }

    [Fact]
    [Trait("Requirement", "M17")]
    public void Software_support_has_its_three_lines() => Assert.Equal(
        [Tier.N1, Tier.N2, Tier.Development], Catalogue.Shipped("software").Departments.Select(department => department.Tier).OfType<Tier>());

    [Fact]
    [Trait("Requirement", "M15")]
    public void A_policy_takes_the_terms_of_its_presets_beside_its_own()
    {
        var sac = Catalogue.General.PolicyOf("billing-complaint");
        var cancellation = Catalogue.General.PolicyOf("cancellation");

        Assert.Equal("sac", sac.Code);
        Assert.Equal(
            [Target.FirstResponse, Target.NextReturn, Target.Resolution, Target.LegalAnswer, Target.HistoryDelivery, Target.RecordingCopy, Target.DataCorrection],
            sac.Targets.Select(rule => rule.Target));
        Assert.Equal(8, cancellation.Targets.Single(rule => rule.Target == Target.Resolution).Terms.Single().Amount);
        Assert.Equal("sac", Catalogue.General.PolicyOf(null).Code);
        Assert.Equal("anatel", (Catalogue.General with { DefaultPolicy = "anatel" }).PolicyOf(null).Code);
        Assert.Equal([5, 7], Catalogue.Shipped("marketplace").PolicyOf("regret").Targets
            .Single(rule => rule.Target == Target.LegalAnswer).Terms.Select(term => term.Amount));
    }

    [Fact]
    [Trait("Requirement", "M15")]
    public void A_calendar_of_the_companys_own_takes_the_place_of_the_preset_of_its_name()
    {
        var office = Presets.Shipped.Calendars.Single(calendar => calendar.Code == "office");
        var own = Catalogue.General with { Calendars = [office with { Hours = Calendars.Calendar.Weekdays("07:00-23:00") }] };
        var opened = Watch.Opened("2026-05-06 09:00");

        Assert.Equal(Presets.Shipped.Calendars.Count, own.AllCalendars().Count);
        Assert.Equal("2026-05-06 14:00", FirstResponse(Catalogue.General));
        Assert.Equal("2026-05-06 13:00", FirstResponse(own));

        string FirstResponse(Catalogue catalogue)
        {
            var clocks = Clocks.Of(opened, catalogue.PolicyOf(null), catalogue.CalendarsIn(Given.SaoPaulo), opened.Now);
            var due = clocks.Deadlines.Single(deadline => deadline.Target == Target.FirstResponse).DueAt!.Value;
            return $"{TimeZoneInfo.ConvertTime(due, Given.SaoPaulo):yyyy-MM-dd HH:mm}";
        }
    }

    [Theory]
    [InlineData("aneel", "2026-05-21 00:00")]
    [InlineData("ans", "2026-05-16 00:00")]
    [InlineData("sac-11034", "2026-05-14 00:00")]
    [Trait("Requirement", "M18")]
    public void The_ombudsmans_own_protocol_runs_under_the_ombudsmans_term_where_there_is_one(string preset, string due)
    {
        var rules = new Rules(Catalogue.General with { DefaultPolicy = preset }, Given.SaoPaulo);
        var second = Story.Begin(Channel.Email, Callers.Ana, Calendars.Calendar.At("2026-05-06 09:00"), Tier.Ombudsman).WithSubject();

        var answer = Assert.Single(rules.Clocks(second, second.Now).Deadlines, deadline => deadline.Target == Target.LegalAnswer);
        Assert.Equal(Calendars.Calendar.At(due), answer.DueAt);
        Assert.Equal(rules.Catalogue.FindPolicy(preset)!.Ombudsman ?? preset, rules.PolicyOf(second).Code);
        Assert.Equal(preset, rules.PolicyOf(Watch.Opened("2026-05-06 09:00")).Code);
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public void A_company_names_the_ombudsmans_policy_or_has_that_of_its_presets()
    {
        var own = new CataloguePolicy("own", new("Própria", "Own")) { Presets = ["sac-11034", "aneel"] };

        Assert.Equal("aneel-ouvidoria", own.Whole(Presets.Shipped).Ombudsman);
        Assert.Equal("bacen-ouvidoria", (own with { Ombudsman = "bacen-ouvidoria" }).Whole(Presets.Shipped).Ombudsman);
        Assert.All(
            Presets.Shipped.Policies.Where(policy => policy.Ombudsman is not null),
            policy => Assert.NotNull(Presets.Shipped.Find(policy.Ombudsman!)));
    }

    [Fact]
    public void There_is_no_other() => Assert.Throws<InvalidOperationException>(() => Catalogue.Shipped("moon"));
}
