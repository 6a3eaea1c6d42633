using Protocols.Escalating;
using Protocols.Facts;
using Protocols.People;

namespace Protocols.Tests.Escalating;

[Trait("Requirement", "M17")]
public sealed class ReturnReferralTests
{
    private static Story WithN2 => Given.AProtocolWithSubject().Analysed().Tested().ReferredTo(Tier.N2).Accepted();

    [Fact]
    public void What_is_not_open_is_not_given_back()
    {
        Then.Refused(Decide(Given.AProtocolWithSubject(), Callers.Davi, 4), "referral-not-found", RefusalKind.NotFound);
        Then.Refused(Decide(WithN2.GivenBack(), Callers.Davi, 5), "referral-not-found", RefusalKind.NotFound);
        Then.Refused(Decide(WithN2.Solved().Resolved(), Callers.Davi, 5), "already-resolved", RefusalKind.State);
        Then.Refused(Decide(WithN2.Solved().CustomerTold().Closed(), Callers.Davi, 5), "protocol-closed", RefusalKind.State);
    }

    [Fact]
    public void Only_an_agent_of_the_line_gives_it_back()
    {
        Then.Refused(Decide(WithN2, Callers.Lia), "not-receiver", RefusalKind.Forbidden);
        var returned = Then.Only(Decide(WithN2, Callers.Davi));
        Assert.Equal((new Returned(5), "Medir de novo à noite"), (returned.Terms, returned.Body?.Text));
    }

    [Fact]
    public void Where_somebody_of_the_line_executes_it_is_his_alone()
    {
        var taken = WithN2.ExecutedBy(Callers.Bruno);
        Then.Refused(Decide(taken, Callers.Davi), "not-receiver", RefusalKind.Forbidden);
        Then.Fact<Returned>(Decide(taken, Callers.Bruno));
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public void A_department_a_person_and_the_roles_above_have_their_own_receivers()
    {
        var story = Given.AProtocolWithSubject();
        OnlyFor(story.ReferredTo("logistics"), Callers.Lia, new Caller("rui", null, Roles.Agent) { Departments = ["billing"] });
        OnlyFor(story.ReferredTo(Callers.Bruno), Callers.Bruno, Callers.Davi);
        OnlyFor(story.ReferredTo(Tier.Supervisor), Callers.Carla, Callers.Bruno);
        OnlyFor(story.ReferredTo(Tier.Ombudsman), Callers.Olga, Callers.Carla);

        static void OnlyFor(Story referred, Caller receiver, Caller other)
        {
            foreach (var story in new[] { referred, referred.Accepted("2026112300000025") })
            {
                Then.Refused(Decide(story, other), "not-receiver", RefusalKind.Forbidden);
                Then.Fact<Returned>(Decide(story, receiver));
            }
        }
    }

    [Fact]
    [Trait("Requirement", "M7")]
    public void The_case_comes_back_to_where_it_was_and_its_owner_never_changed()
    {
        var back = WithN2.ExecutedBy(Callers.Bruno).GivenBack().State;

        Assert.Equal((Tier.N1, null, null, "ana"), (back.Tier, back.Department, back.Executor, back.Owner?.Id));
        Assert.Empty(back.Referrals);
        Assert.Null(back.WaitingOn);
    }

    [Fact]
    public void What_went_further_comes_back_step_by_step()
    {
        var further = WithN2.ExecutedBy(Callers.Davi).ReferredTo(Tier.Development).Accepted();
        Assert.Equal((Tier.Development, WaitingOn.Development), (further.State.Tier, further.State.WaitingOn));
        Then.Refused(Decide(further, Callers.Davi, 5), "later-referral-open", RefusalKind.State);

        var withN2 = further.GivenBack().State;
        Assert.Equal((Tier.N2, "davi", WaitingOn.N2), (withN2.Tier, withN2.Executor?.Id, withN2.WaitingOn));
    }

    [Fact]
    public void One_that_has_not_arrived_moves_nothing_when_it_comes_back()
    {
        var back = Given.AProtocolWithSubject().ReferredTo("logistics").GivenBack();
        Assert.Equal((Tier.N1, null), (back.State.Tier, back.State.Department));
        Then.Nothing(new AcceptReferrals(new Dictionary<long, string>()).Decide(back));
    }

    private static Decision Decide(Story story, Caller by, long? referral = null) =>
        new ReturnReferral(referral ?? story.State.Referrals[^1].Id, "Medir de novo à noite").Decide(story, by);
}
