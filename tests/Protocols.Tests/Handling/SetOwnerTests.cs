using Protocols.Facts;
using Protocols.Handling;

namespace Protocols.Tests.Handling;

[Trait("Requirement", "M7")]
public sealed class SetOwnerTests
{
    private static readonly SetOwner toBruno = new(Callers.Bruno.AsStaff(), "Ana saiu da empresa");

    [Fact]
    public void A_closed_protocol_keeps_its_owner() =>
        Then.Refused(toBruno.Decide(Given.AClosedProtocol()), "protocol-closed", RefusalKind.State);

    [Fact]
    public void Without_a_subject_the_owner_stays() =>
        Then.Refused(toBruno.Decide(Given.AnOpenedProtocol()), "subject-missing", RefusalKind.State);

    [Fact]
    public void Naming_the_owner_there_is_writes_nothing() =>
        Then.Nothing(toBruno.Decide(Given.AProtocolWithSubject(by: Callers.Bruno)));

    [Fact]
    public void Another_owner_is_named_and_the_reason_is_on_record()
    {
        var fact = Then.Only(toBruno.Decide(Given.AProtocolWithSubject()));

        Assert.Equal(new OwnerSet(Callers.Bruno.AsStaff()), fact.Terms);
        Assert.Equal("Ana saiu da empresa", fact.Body!.Text);
        Assert.Equal(Visibility.Internal, fact.Visibility);
    }

    [Fact]
    public void The_new_owner_answers_from_then_on()
    {
        var handed = Given.AProtocolReadyToClose().State;
        var fact = Then.Only(toBruno.Decide(handed));
        var owned = handed.Apply(new(handed.Facts + 1, handed.LastAt, Callers.Carla.Actor, fact.Visibility, fact.Terms, fact.Body, "", default));

        Assert.Equal(Callers.Bruno.AsStaff(), owned.Owner);
    }
}
