using Protocols.Facts;
using Protocols.Handling;

namespace Protocols.Tests.Handling;

[Trait("Requirement", "M7")]
public sealed class ClaimProtocolTests
{
    private static readonly Story unowned = Given.AProtocolWithSubject(Channel.Web, Callers.Website);

    [Fact]
    [Trait("Requirement", "M18")]
    public void What_was_opened_for_the_ombudsman_is_his_alone_to_claim()
    {
        var story = Story.Begin(Channel.Phone, Callers.Website, tier: Tier.Ombudsman).WithSubject();
        Then.Refused(ClaimProtocol.Decide(story, Callers.Carla), "role-forbidden", RefusalKind.Forbidden);
        Assert.Equal("olga", Then.Fact<Claimed>(ClaimProtocol.Decide(story, Callers.Olga)).Owner.Id);
    }

    [Fact]
    public void A_closed_protocol_is_not_claimed() => Then.Refused(
        ClaimProtocol.Decide(unowned.Closed(Outcome.Abandoned), Callers.Ana), "protocol-closed", RefusalKind.State);

    [Fact]
    [Trait("Requirement", "M1")]
    public void Without_a_subject_nothing_is_claimed() => Then.Refused(
        ClaimProtocol.Decide(Given.AnOpenedProtocol(Channel.Web, Callers.Website), Callers.Ana), "subject-missing", RefusalKind.State);

    [Fact]
    public void What_another_owns_is_not_claimed()
    {
        Then.Refused(ClaimProtocol.Decide(unowned.ClaimedBy(Callers.Ana), Callers.Bruno), "already-owned", RefusalKind.State);
        Then.Refused(ClaimProtocol.Decide(Given.AProtocolWithSubject(), Callers.Carla), "already-owned", RefusalKind.State);
    }

    [Fact]
    public void Claiming_what_is_ones_own_writes_nothing()
    {
        Then.Nothing(ClaimProtocol.Decide(unowned.ClaimedBy(Callers.Ana), Callers.Ana));
        Then.Nothing(ClaimProtocol.Decide(Given.AProtocolWithSubject(), Callers.Ana));
    }

    [Fact]
    public void An_unowned_protocol_gets_its_owner()
    {
        Assert.Equal(new(Callers.Ana.AsStaff()), Then.Fact<Claimed>(ClaimProtocol.Decide(unowned, Callers.Ana)));
        Assert.Equal(Callers.Ana.AsStaff(), unowned.ClaimedBy(Callers.Ana).State.Owner);
    }

    [Fact]
    public void The_owner_stays_whoever_executes_and_however_it_ends()
    {
        var handed = Given.AProtocolWithSubject().ExecutedBy(Callers.Bruno);
        Assert.Equal(Callers.Ana.AsStaff(), handed.State.Owner);

        var again = handed.Solved().CustomerTold().Resolved().Closed().Reopened();
        Assert.Equal(Callers.Ana.AsStaff(), again.State.Owner);
        Assert.Null(again.State.Executor);
    }
}
