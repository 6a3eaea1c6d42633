using Protocols.Customers;
using Protocols.Finding;
using Protocols.Tracking;

namespace Protocols.Tests.Finding;

[Trait("Requirement", "M21")]
public sealed class LookupKeysTests
{
    private static readonly Personal maria = Given.AProtocolWithSubject()
        .WithCustomer(Given.Maria)
        .WithReferences(new Reference("order", " a-17 "))
        .State.Personal;

    [Fact]
    public void Another_value_finds_nothing()
    {
        Assert.False(Finds(new(Callers.Jose.Id, null, null, null, null)));
        Assert.False(Finds(new(null, "Marta", null, null, null)));
        Assert.False(Finds(new(null, null, "+5511987654322", null, null)));
        Assert.False(Finds(new(null, null, null, "m@exemplo.com.br", null)));
        Assert.False(Finds(new(null, null, null, null, "A-18")));
    }

    [Fact]
    public void Every_part_given_must_match()
    {
        Assert.False(Finds(new(Callers.MariasDocument, "João", null, null, null)));
        Assert.False(Finds(new(null, "Maria Souza", null, null, null)));
    }

    [Fact]
    public void A_lost_number_is_found_by_whatever_the_customer_knows()
    {
        Assert.True(Finds(new(Callers.MariasDocument, null, null, null, null)));
        Assert.True(Finds(new(null, null, Given.Maria.Phone, null, null)));
        Assert.True(Finds(new(null, null, null, Given.Maria.Email, null)));
        Assert.True(Finds(new(null, null, null, null, "A-17 ")));
        Assert.True(Finds(new(null, "silva MAR", null, null, null)));
        Assert.True(Finds(new(Callers.MariasDocument, "maría", Given.Maria.Phone, Given.Maria.Email, "a-17")));
    }

    [Fact]
    public void A_value_of_one_kind_is_not_found_as_another() =>
        Assert.False(Finds(new(null, null, null, null, Callers.MariasDocument)));

    [Fact]
    public void What_was_filed_before_there_was_a_list_stands_as_it_was_filed_and_what_no_list_made_does_not()
    {
        Protocol asked = Given.AProtocolWithSubject().Decided(new AskCorrection("name", "Maria Souza").Decide()).ReferredTo("logistics");
        var now = LookupKeys.Lists(asked).ToList();
        Assert.Equal(2, now.Count);

        Assert.True(LookupKeys.AreOf(asked, now, Desk.Keys(1)));
        Assert.True(LookupKeys.AreOf(asked, now[1..], Desk.Keys(1)));
        Assert.True(LookupKeys.AreOf(asked, [], Desk.Keys(1)));
        Assert.False(LookupKeys.AreOf(asked, now[..1], Desk.Keys(1)));
        Assert.False(LookupKeys.AreOf(asked, [.. now, "letters:waiting"], Desk.Keys(1)));
    }

    [Fact]
    public void During_a_rotation_what_was_filed_under_the_old_key_is_found_too()
    {
        var filed = LookupKeys.Of(maria, Desk.Keys(1));

        Assert.True(Matches(filed, LookupKeys.Ask(new(Callers.MariasDocument, "Maria", null, null, null), Desk.Keys(2, 1))));
        Assert.False(Matches(filed, LookupKeys.Ask(new(Callers.MariasDocument, null, null, null, null), Desk.Keys(2))));
    }

    [Fact]
    public void Without_a_customer_there_is_nothing_to_file_under() => Assert.Empty(LookupKeys.Of(new(), Desk.Keys(1)));

    private static bool Finds(PersonQuery query) => Matches(LookupKeys.Of(maria, Desk.Keys(1)), LookupKeys.Ask(query, Desk.Keys(1)));

    private static bool Matches(IReadOnlyList<string> filed, IReadOnlyList<IReadOnlyList<string>> asked) =>
        asked.Count > 0 && asked.All(group => group.Any(filed.Contains));
}
