using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Extending;
using Protocols.Facts;
using Protocols.Tests.Calendars;
using Protocols.Tests.Deadlines;

namespace Protocols.Tests.Extending;

/// <summary>The ombudsman's extension of his term (Resolução CMN 4.860/2020, art. 6º, § 2º).</summary>
[Trait("Requirement", "M15")]
public sealed class ExtendTermTests
{
    private static readonly Rules bank = new(Given.Catalogue with { DefaultPolicy = "bacen-ouvidoria" }, Given.SaoPaulo);
    private static readonly ExtendTerm extend = new("O banco emissor ainda não respondeu");

    [Fact]
    public void A_case_that_is_over_or_about_nothing_yet_is_not_extended()
    {
        Then.Refused(Decide(Opened().Closed()), "protocol-closed", RefusalKind.State);
        Then.Refused(Decide(Opened().Solved().Resolved()), "already-resolved", RefusalKind.State);
        Then.Refused(Decide(Watch.Opened("2026-02-12 10:00")), "subject-missing", RefusalKind.State);
    }

    [Fact]
    public void A_term_that_knows_no_extension_is_not_extended()
    {
        Then.Refused(extend.Decide(Opened(), Given.Rules, null, Calendar.At("2026-02-13 09:00")), "term-not-extendable", RefusalKind.State);
        foreach (var preset in Presets.Shipped.Policies.Where(policy => policy.Code != "bacen-ouvidoria"))
        {
            var rules = new Rules(Given.Catalogue with { DefaultPolicy = preset.Code }, Given.SaoPaulo);
            Then.Refused(extend.Decide(Opened(), rules, null, Calendar.At("2026-02-13 09:00")), "term-not-extendable", RefusalKind.State);
        }
    }

    [Fact]
    public void Where_another_term_ends_first_an_extension_would_move_nothing()
    {
        var both = Watch.Preset("bacen-ouvidoria").Beside(Watch.Sac);
        var rules = new Rules(
            Given.Catalogue with { Policies = [new CataloguePolicy("both", both.Name) { Targets = both.Targets }], DefaultPolicy = "both" }, Given.SaoPaulo);

        Then.Refused(extend.Decide(Opened(), rules, null, Calendar.At("2026-02-13 09:00")), "term-not-extendable", RefusalKind.State);
    }

    [Fact]
    public void It_is_extended_once()
    {
        var once = Opened().On("2026-02-27 16:00");
        once = once.Decided(Decide(once));

        Then.Refused(Decide(once), "term-already-extended", RefusalKind.State);
        Then.Refused(Decide(once.Solved().Resolved().Reopened()), "term-already-extended", RefusalKind.State);
    }

    [Fact]
    public void What_is_over_is_not_extended()
    {
        var over = Decide(Opened(), at: "2026-03-03 00:00");
        Then.Refused(over, "term-over", RefusalKind.State);
        Assert.Equal(["2026-03-03T03:00:00.000Z"], over.Refusal!.Args);
        Assert.Null(Decide(Opened(), at: "2026-03-02 23:59").Refusal);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, 9)]
    [InlineData(1, 19)]
    public void A_month_has_no_more_than_its_share(int granted, int demands)
    {
        var quota = new ExtensionQuota("bacen-ouvidoria", "2026-02", 0.1m, granted, demands);

        var refused = Decide(Opened(), quota);
        Then.Refused(refused, "extension-quota-reached", RefusalKind.State);
        Assert.Equal(["2026-02", $"{granted}", $"{demands}", "10"], refused.Refusal!.Args);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 20)]
    public void The_share_itself_is_within_it(int granted, int demands) =>
        Assert.Null(Decide(Opened(), new("bacen-ouvidoria", "2026-02", 0.1m, granted, demands)).Refusal);

    /// <summary>The vectors of the banking calendar, and ten business days after each.</summary>
    [Theory]
    [InlineData("2026-02-12", "2026-03-02", "2026-03-16")]
    [InlineData("2026-04-01", "2026-04-16", "2026-05-04")]
    [InlineData("2026-06-02", "2026-06-17", "2026-07-01")]
    [InlineData("2026-11-17", "2026-12-02", "2026-12-16")]
    [InlineData("2026-12-23", "2027-01-08", "2027-01-22")]
    public void Ten_business_days_are_added_to_the_original_date(string opened, string before, string after)
    {
        var story = Watch.Opened($"{opened} 10:00").WithSubject();
        var terms = Assert.IsType<TermExtended>(Decide(story, at: $"{before} 15:00").Facts[0].Terms);

        Assert.Equal((Target.LegalAnswer, EndOf(before), EndOf(after)), (terms.Target, terms.From, terms.To));
        var extended = story.On($"{before} 15:00");
        extended = extended.Decided(Decide(extended));
        var deadline = Watch.Deadline(extended, bank.PolicyOf(extended), Target.LegalAnswer, $"{after} 23:59");
        Assert.Equal((DeadlineState.Running, EndOf(after)), (deadline.State, deadline.DueAt));
        Assert.Equal(10, Assert.Single(bank.Ledger(extended, extended.Now), line => line.Target == Target.LegalAnswer).Extension);
        Assert.Null(Assert.Single(bank.Ledger(story, story.Now), line => line.Target == Target.LegalAnswer).Extension);
    }

    [Theory]
    [InlineData("pt", "foi prorrogado, uma única vez, até 16/03/2026. Motivo: O banco emissor ainda não respondeu")]
    [InlineData("en", "was extended, once, until 16 March 2026. Reason: O banco emissor ainda não respondeu")]
    public void The_customer_is_written_the_new_date_and_the_reason(string language, string expected)
    {
        var story = Opened().WithContext(("customer.language", language));
        var facts = Decide(story, new("bacen-ouvidoria", "2026-02", 0.1m, 0, 10)).Facts;

        Assert.Equal(["term-extended", "contact"], facts.Select(fact => fact.Terms.Kind));
        Assert.Equal(
            (extend.Reason, Visibility.Public, "2026-02", "bacen-ouvidoria"),
            (facts[0].Body!.Text, facts[0].Visibility, ((TermExtended)facts[0].Terms).Month, ((TermExtended)facts[0].Terms).Policy));
        Assert.Equal(
            new EntryAdded(Channel.Email, Direction.Outbound, null, null) { Entry = EntryKind.Contact, Template = "term-extended" }, facts[1].Terms);
        Assert.EndsWith(expected, facts[1].Body!.Text, StringComparison.Ordinal);
        Assert.Contains(Story.Number, facts[1].Body!.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_are_older_than_the_message_have_the_services_own()
    {
        var older = bank.Catalogue with { Templates = [.. bank.Catalogue.Templates.Where(template => template.Code != "term-extended")] };
        Assert.Equal(2, extend.Decide(Opened(), new(older, Given.SaoPaulo), null, Calendar.At("2026-02-13 09:00")).Facts.Count);
    }

    private static Story Opened() => Story.Begin(Channel.Email, Callers.Olga, Calendar.At("2026-02-12 10:00"), Tier.Ombudsman).WithSubject();

    private static Decision Decide(Story story, ExtensionQuota? quota = null, string? at = null) =>
        extend.Decide(story, bank, quota, at is null ? story.Now : Calendar.At(at));

    private static DateTimeOffset EndOf(string day) => Calendar.At($"{day} 00:00").AddDays(1);
}
