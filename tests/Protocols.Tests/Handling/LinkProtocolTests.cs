using Protocols.Facts;
using Protocols.Handling;

namespace Protocols.Tests.Handling;

[Trait("Requirement", "M13")]
public sealed class LinkProtocolTests
{
    private const string Other = "2026112000000042";
    private static readonly LinkProtocol followUp = new(Other, LinkKind.FollowUp, LinkEnd.FromHere);

    [Fact]
    public void Nothing_is_linked_to_itself() => Then.Invalid(
        new LinkProtocol(Story.Number, LinkKind.Related, LinkEnd.FromHere).Decide(Given.AProtocolWithSubject()),
        ("number", "link-to-itself"));

    [Fact]
    [Trait("Requirement", "M1")]
    public void Without_a_subject_nothing_is_linked_from_here() =>
        Then.Refused(followUp.Decide(Given.AnOpenedProtocol()), "subject-missing", RefusalKind.State);

    [Fact]
    public void The_named_end_takes_it_without_a_subject_too() =>
        Then.Fact<Linked>((followUp with { End = LinkEnd.ToHere }).Decide(Given.AnOpenedProtocol()));

    [Fact]
    public void The_same_link_twice_writes_nothing() =>
        Then.Nothing(followUp.Decide(Given.AProtocolWithSubject().LinkedTo(Other, LinkKind.FollowUp)));

    [Fact]
    public void Another_kind_to_the_same_protocol_is_another_link() =>
        Then.Fact<Linked>(followUp.Decide(Given.AProtocolWithSubject().LinkedTo(Other, LinkKind.Duplicate)));

    [Fact]
    public void A_closed_protocol_is_linked_too()
    {
        Then.Fact<Linked>(followUp.Decide(Given.AClosedProtocol()));
        Then.Fact<Linked>(followUp.Decide(Given.AnOpenedProtocol().Closed(Outcome.Abandoned)));
    }

    [Fact]
    public void Each_end_sees_the_link_from_its_side()
    {
        var seen = followUp.From(Story.Number);

        Assert.Equal(new(Story.Number, LinkKind.FollowUp, LinkEnd.ToHere), seen);
        Assert.Equal(followUp, seen.From(Other));
        Assert.Equal(new(Other, LinkKind.FollowUp, LinkEnd.FromHere), Then.Fact<Linked>(followUp.Decide(Given.AProtocolWithSubject())));
        Assert.Equal(
            [new Link(Other, LinkKind.FollowUp, LinkEnd.FromHere)],
            Given.AProtocolWithSubject().LinkedTo(Other, LinkKind.FollowUp).State.Links);
    }
}
