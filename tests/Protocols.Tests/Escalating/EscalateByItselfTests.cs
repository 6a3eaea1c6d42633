using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Sweeping;

namespace Protocols.Tests.Escalating;

/// <summary>What the policy says goes up by itself (M16, M18): resolution breached or the law's answer near to the supervisor, the law's breached to the ombudsman.</summary>
[Trait("Requirement", "M16")]
public sealed class EscalateByItselfTests
{
    private static readonly Story open = Given.AProtocolWithSubject(Channel.Email);

    [Fact]
    public void Nothing_goes_up_before_its_time_or_for_a_target_that_the_policy_does_not_name()
    {
        var facts = At(open, Due(open, Target.FirstResponse));
        Assert.Contains(facts, terms => terms is DeadlineBreached { Target: Target.FirstResponse });
        Assert.DoesNotContain(facts, terms => terms is Referred);
    }

    [Fact]
    public void A_breach_is_followed_by_the_referral_it_brings_about()
    {
        var facts = At(open, Due(open, Target.Resolution));
        var breach = facts.FindIndex(terms => terms is DeadlineBreached { Target: Target.Resolution });
        Assert.Equal(new Referred(Tier.Supervisor, null, null) { Because = Target.Resolution }, facts[breach + 1]);
        Assert.Single(facts, terms => terms is Referred);
    }

    [Fact]
    public void Then_the_ombudsman_and_each_only_once()
    {
        var escalated = open.At(Due(open, Target.Resolution)).Decided(Decide(open, Due(open, Target.Resolution)));
        Assert.DoesNotContain(At(escalated, Due(open, Target.LegalAnswer).AddMinutes(-1)), terms => terms is Referred);
        var facts = At(escalated, Due(open, Target.LegalAnswer));
        Assert.Equal(Tier.Ombudsman, Assert.Single(facts.OfType<Referred>()).Tier);
        var again = escalated.At(Due(open, Target.LegalAnswer)).Decided(Decide(escalated, Due(open, Target.LegalAnswer)));
        Assert.Empty(At(again, Due(open, Target.LegalAnswer).AddDays(30)).OfType<Referred>());
    }

    [Fact]
    public void After_a_week_of_downtime_both_go_out_in_order()
    {
        var referred = At(open, Due(open, Target.LegalAnswer).AddDays(1)).OfType<Referred>().ToList();
        Assert.Equal([Tier.Supervisor, Tier.Ombudsman], referred.Select(one => one.Tier!.Value));
    }

    [Fact]
    public void Nobody_is_given_what_he_or_somebody_above_him_already_has()
    {
        var due = Due(open, Target.Resolution);
        Assert.DoesNotContain(At(open.ReferredTo(Tier.Supervisor), due), terms => terms is Referred);
        Assert.DoesNotContain(At(Story.Begin(Channel.Email, Callers.Ana, tier: Tier.Ombudsman).WithSubject(), due.AddDays(30)), terms => terms is Referred);
        Assert.Contains(At(open.ReferredTo(Tier.N2), due), terms => terms is Referred { Tier: Tier.Supervisor });
    }

    [Fact]
    [Trait("Requirement", "M6")]
    public void Questions_and_what_is_about_nothing_yet_stay_where_they_are()
    {
        Assert.DoesNotContain(At(open.ClassifiedAs("question"), open.Now.AddDays(60)), terms => terms is Referred);
        Assert.DoesNotContain(At(Given.AnOpenedProtocol(Channel.Email), open.Now.AddHours(23)), terms => terms is Referred);
    }

    [Fact]
    public void What_was_done_late_before_the_sweep_came_by_needs_nobody()
    {
        var due = Due(open, Target.Resolution);
        var solved = open.At(due.AddMinutes(5)).Solved().Resolved();
        var facts = At(solved, due.AddHours(1));
        Assert.Contains(facts, terms => terms is DeadlineBreached { Target: Target.Resolution });
        Assert.DoesNotContain(facts, terms => terms is Referred);
    }

    [Fact]
    public void An_earlier_round_that_was_made_up_for_needs_nobody_either()
    {
        var rules = new Rules(
            Given.Catalogue with
            {
                Policies =
                [
                    .. Given.Catalogue.Policies.Select(policy => policy.Code != "sac" ? policy : policy with
                    {
                        Escalations = [new(Target.NextReturn, FlagKind.Breach, Tier.Supervisor)],
                    }),
                ],
            },
            Given.SaoPaulo);
        var due = Due(open, Target.NextReturn);
        var late = open.At(due.AddHours(1)).Reached();
        var facts = Attention.Decide(late, rules, due.AddHours(2)).Facts.Select(fact => fact.Terms).ToList();
        Assert.Contains(facts, terms => terms is DeadlineBreached { Target: Target.NextReturn });
        Assert.DoesNotContain(facts, terms => terms is Referred);
        Assert.Contains(Attention.Decide(open, rules, due).Facts, fact => fact.Terms is Referred);
    }

    [Fact]
    public void A_policy_sends_cases_up_only_for_targets_it_has_to_lines_above_and_once()
    {
        var wrong = Catalogue.General with
        {
            Policies =
            [
                .. Catalogue.General.Policies,
                new("own", new("Nossa", "Ours"))
                {
                    Presets = ["company"],
                    Escalations =
                    [
                        new(Target.LegalAnswer, FlagKind.Breach, Tier.Ombudsman), new(Target.Resolution, FlagKind.Breach, Tier.N1),
                        new(Target.Resolution, FlagKind.Warning, Tier.N2), new(Target.Resolution, FlagKind.Warning, Tier.N2),
                    ],
                },
            ],
        };
        var at = $"policies[{Catalogue.General.Policies.Count}].escalations";
        Assert.Equal(
            [$"{at}[0].target not-one-of", $"{at}[1].to not-one-of", $"{at}[2] given-twice", $"{at}[3] given-twice"],
            CatalogueRules.Errors(wrong).Select(error => $"{error.Field} {error.Code}"));
    }

    private static Decision Decide(Protocol protocol, DateTimeOffset at) => Attention.Decide(protocol, Given.Rules, at);

    private static List<FactTerms> At(Protocol protocol, DateTimeOffset at) => [.. Decide(protocol, at).Facts.Select(fact => fact.Terms)];

    private static DateTimeOffset Due(Protocol protocol, Target target) =>
        Given.Rules.Clocks(protocol, protocol.LastAt).Deadlines.Single(deadline => deadline.Target == target).DueAt!.Value;
}
