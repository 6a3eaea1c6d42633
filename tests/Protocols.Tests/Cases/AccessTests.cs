using Protocols.Cases;
using Protocols.Customers;
using Protocols.People;

namespace Protocols.Tests.Cases;

public sealed class AccessTests
{
    private static readonly Protocol byWebsite = Given.AProtocolWithSubject(Channel.Web, Callers.Website).WithCustomer(Given.Maria);
    private static readonly Protocol byAna = Given.AProtocolWithSubject();

    [Fact]
    public void A_client_sees_what_it_opened_only()
    {
        Assert.True(Callers.Website.CanSee(byWebsite));
        Assert.False(Callers.Telephony.CanSee(byWebsite));
        Assert.False(Callers.Website.CanSee(byAna));
    }

    [Fact]
    public void A_client_does_not_see_what_an_agent_of_the_same_id_opened() =>
        Assert.False(new Caller("ana", null, Roles.Client).CanSee(byAna));

    [Fact]
    [Trait("Requirement", "M20")]
    public void A_consumer_sees_what_bears_his_document_only()
    {
        Assert.True(Callers.Maria.CanSee(byWebsite));
        Assert.False(Callers.Jose.CanSee(byWebsite));
        Assert.False(Callers.Maria.CanSee(byAna));
    }

    [Fact]
    [Trait("Requirement", "M20")]
    public void A_consumer_without_a_document_sees_nothing_not_even_what_bears_none()
    {
        var nobody = new Caller("x", null, Roles.Consumer);

        Assert.False(nobody.CanSee(byAna));
        Assert.False(nobody.CanSee(byWebsite));
        Assert.False((nobody with { Document = default(PersonDocument) }).CanSee(byAna));
    }

    [Theory]
    [InlineData(Roles.Agent)]
    [InlineData(Roles.Supervisor)]
    [InlineData(Roles.Ombudsman)]
    [InlineData(Roles.Compliance)]
    [InlineData(Roles.Regulator)]
    [InlineData(Roles.Admin)]
    [Trait("Requirement", "M23")]
    public void Reading_staff_sees_all(Roles role) => Assert.True(new Caller("x", null, role).CanSee(byWebsite));

    [Fact]
    public void Nobody_in_particular_sees_nothing() => Assert.False(new Caller("ana", null, Roles.None).CanSee(byAna));

    [Theory]
    [InlineData(Roles.Agent, View.Staff)]
    [InlineData(Roles.Supervisor, View.Staff)]
    [InlineData(Roles.Admin, View.Staff)]
    [InlineData(Roles.Client, View.Staff)]
    [InlineData(Roles.Compliance, View.Full)]
    [InlineData(Roles.Regulator, View.Full)]
    [InlineData(Roles.Agent | Roles.Compliance, View.Full)]
    [InlineData(Roles.Consumer, View.Public)]
    [InlineData(Roles.None, View.Public)]
    public void How_much_is_shown_depends_on_who_asks(Roles roles, View view) =>
        Assert.Equal(view, Access.ViewOf(new("x", null, roles)));
}
