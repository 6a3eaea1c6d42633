using Protocols.Cases;
using Protocols.Facts;
using Protocols.Opening;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Tests.Cases;

/// <summary>Where the company keeps its departments apart, whoever works for some sees the protocols of these.</summary>
public sealed class DepartmentTests
{
    private static readonly Caller lia = Bound(Callers.Ana, "south");
    private static readonly Caller colleague = Bound(Callers.Bruno, "south");
    private static readonly Caller stranger = Bound(Callers.Davi with { Tiers = [] }, "north");

    private static Story Opened => Of(lia);

    [Fact]
    public void What_others_opened_in_another_department_is_not_there()
    {
        Assert.False(stranger.CanSee(Opened));
        Assert.False(Bound(Callers.Carla, "north").CanSee(Opened));
        Assert.False(stranger.CanSee(Given.AProtocolWithSubject()));
        Assert.True(colleague.CanSee(Opened));
        Assert.True(lia.CanSee(Opened));
    }

    [Fact]
    public void Who_is_of_no_department_or_watches_over_all_sees_all()
    {
        Assert.True((stranger with { Departments = [] }).CanSee(Opened));
        Assert.True((stranger with { ByDepartment = false }).CanSee(Opened));
        foreach (var role in new[] { RoleNames.Granted("ombudsman"), Roles.Compliance, Roles.Regulator, Roles.Admin })
            Assert.True((stranger with { Roles = role }).CanSee(Opened), $"{role}");
    }

    [Fact]
    public void A_case_that_was_referred_is_seen_by_those_it_went_to_and_those_it_comes_back_to()
    {
        var waiting = Opened.ReferredTo("north");
        var there = waiting.Accepted();
        foreach (var story in new[] { waiting, there })
        {
            Assert.True(stranger.CanSee(story));
            Assert.True(colleague.CanSee(story));
            Assert.False(Bound(Callers.Davi, "west").CanSee(story));
        }
        Assert.False(stranger.CanSee(there.GivenBack()));
        Assert.True(colleague.CanSee(there.GivenBack()));
    }

    [Fact]
    public void Another_line_sees_it_whose_token_names_the_line_and_the_case_stays_its_departments()
    {
        var there = Opened.Analysed().Tested().ReferredTo(Tier.N2).Accepted();
        Assert.Equal((Tier.N2, "south"), (there.State.Tier, there.State.Department));
        Assert.True(Bound(Callers.Davi, "north").CanSee(there));
        Assert.False(stranger.CanSee(there));
        Assert.Equal("south", there.Solved().Resolved().State.Department);
        Assert.Equal("south", Opened.ReferredTo("north").Accepted().Solved().CustomerTold().Resolved().Closed().Reopened().State.Department);
    }

    [Fact]
    public void Who_owns_or_executes_a_case_sees_it_wherever_it_is()
    {
        Assert.True(stranger.CanSee(Opened.ExecutedBy(stranger)));
        Assert.True(stranger.CanSee(Opened.Then(new(new OwnerSet(stranger.AsStaff())))));
        Assert.True(lia.CanSee(Opened.ReferredTo("north").Accepted()));
    }

    [Fact]
    public void A_case_is_of_the_department_it_is_opened_in_only_where_these_are_kept_apart()
    {
        Assert.Equal("south", Department(lia with { Departments = ["south", "west"] }));
        Assert.Equal("south", Department(Bound(Callers.Website, "south")));
        Assert.Null(Department(lia with { ByDepartment = false }));
        Assert.Null(Department(lia with { Departments = [] }));
        Assert.Null(Department(Bound(Callers.Olga, "south")));
    }

    [Fact]
    public void A_list_asks_for_what_a_case_is_filed_under_and_nothing_more()
    {
        var asked = Assert.Single(new ProtocolQuery().SeenBy(colleague).Keys);
        Assert.Equal(["department:south", "staff:bruno"], asked);
        Assert.Equal(["department:south"], Circles.Of(Opened.State));
        Assert.Equal(["department:north", "department:south", "staff:bruno"], Circles.Of(Opened.ReferredTo("north").Accepted().ExecutedBy(Callers.Bruno).State));
        Assert.Empty(Circles.Of(Given.AProtocolWithSubject().State));

        Assert.Empty(new ProtocolQuery().SeenBy(Callers.Ana).Keys);
        Assert.Empty(new ProtocolQuery { Owner = colleague.Id }.SeenBy(colleague).Keys);
    }

    [Fact]
    public void Of_several_kinds_only_those_act_that_may_and_that_see_the_protocol()
    {
        Protocol byWebsite = Given.AProtocolWithSubject(Channel.Web, Callers.Website), byAna = Given.AProtocolWithSubject();
        var both = Callers.Website with { Roles = Roles.Client | Roles.Compliance };
        Assert.True(both.IsOfSeveralKinds());
        Assert.False(Callers.Olga.IsOfSeveralKinds());
        Assert.Equal(Roles.Client, both.Acting(Roles.WorkingStaff | Roles.Client, byWebsite).Roles);
        Assert.Equal(Roles.None, both.Acting(Roles.WorkingStaff | Roles.Client, byAna).Roles);
        Assert.Equal(Roles.Compliance, both.Acting(Roles.Everyone, byAna).Roles);
        Assert.Equal(both.Roles, both.Acting(Roles.Everyone, byWebsite).Roles);

        // The ladder stays whole: an ombudsman acts as one where an agent may.
        var olga = Callers.Olga with { Roles = Callers.Olga.Roles | Roles.Admin };
        Assert.Equal(Roles.WorkingStaff, olga.Acting(Roles.Agent, byAna).Roles);
    }

    private static Caller Bound(Caller caller, string department) => caller with { ByDepartment = true, Departments = [department] };

    private static string? Department(Caller caller) =>
        ((Opened)new OpenProtocol { Channel = Channel.Phone }.Decide(caller, Given.Catalogue, "code").Facts[0].Terms).Department;

    /// <summary>As it stands after its opening by this caller, with a subject.</summary>
    private static Story Of(Caller caller) => Given.AProtocolWithSubject(by: caller);
}
