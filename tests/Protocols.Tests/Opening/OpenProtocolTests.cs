using Protocols.Facts;
using Protocols.Opening;
using Protocols.People;

namespace Protocols.Tests.Opening;

[Trait("Requirement", "M1")]
public sealed class OpenProtocolTests
{
    private const string AccessCode = "BCDFGHJK";

    [Fact]
    public void An_unknown_occurrence_is_refused_and_the_known_ones_named()
    {
        var decision = Open(new() { Channel = Channel.Phone, Occurrence = "earthquake" });

        Then.Invalid(decision, ("occurrence", "not-one-of"));
        Assert.Contains("billing-complaint", decision.Refusal!.Errors[0].Args[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_of_another_occurrence_is_refused() => Then.Invalid(
        Open(new() { Channel = Channel.Phone, Occurrence = "billing-complaint", Reason = "slow-service" }), ("reason", "not-one-of"));

    [Fact]
    public void An_occurrence_without_reasons_takes_none() => Then.Invalid(
        Open(new() { Channel = Channel.Phone, Occurrence = "praise", Reason = "other" }), ("reason", "not-one-of"));

    [Fact]
    public void A_reason_without_an_occurrence_is_refused() => Then.Invalid(
        Open(new() { Channel = Channel.Phone, Reason = "other" }), ("reason", "needs-occurrence"));

    [Theory]
    [MemberData(nameof(AllChannels))]
    [Trait("Requirement", "M3")]
    public void Any_channel_is_enough_to_open(Channel channel)
    {
        var opened = Then.Fact<Opened>(Open(new() { Channel = channel }));

        Assert.Equal(new(channel, Given.Catalogue.Version, Callers.Ana.AsStaff(), null, null, null, null), opened);
    }

    [Fact]
    [Trait("Requirement", "M7")]
    public void Staff_who_opens_it_owns_it()
    {
        Assert.Equal(new("ana", "Ana Lima"), Then.Fact<Opened>(Open(new() { Channel = Channel.Phone }, Callers.Ana)).Owner);
        Assert.Equal(new("carla", "Carla Dias"), Then.Fact<Opened>(Open(new() { Channel = Channel.Phone }, Callers.Carla)).Owner);
    }

    [Fact]
    [Trait("Requirement", "M7")]
    public void What_a_channels_back_end_opens_has_no_owner() =>
        Assert.Null(Then.Fact<Opened>(Open(new() { Channel = Channel.Web }, Callers.Website)).Owner);

    [Theory]
    [InlineData("information", "question")]
    [InlineData("delivery-problem", "problem")]
    [InlineData("cancellation", "cancellation")]
    [Trait("Requirement", "M5")]
    public void Its_type_is_the_catalogues(string occurrence, string type) =>
        Assert.Equal(type, Then.Fact<Opened>(Open(new() { Channel = Channel.Chat, Occurrence = occurrence })).Type);

    [Fact]
    [Trait("Requirement", "M4")]
    public void How_the_customer_wants_the_number_is_kept() => Assert.Equal(
        ["sms", "email"], Then.Fact<Opened>(Open(new() { Channel = Channel.Phone, ReceiptBy = ["sms", "email"] })).ReceiptBy);

    [Fact]
    [Trait("Requirement", "M5")]
    public void Whatever_is_known_comes_with_it_and_stays_out_of_the_terms()
    {
        var body = Then.Only(Open(new()
        {
            Channel = Channel.Phone,
            Subject = "Cobrança dobrada",
            Detail = "Duas faturas em outubro",
            Customer = Given.Maria,
            References = [new("order", "A-17")],
            Context = new Dictionary<string, string> { ["order.state"] = "dispatched" },
        })).Body!;

        Assert.Equal("Cobrança dobrada", body.Subject);
        Assert.Equal("Duas faturas em outubro", body.Detail);
        Assert.Equal(Given.Maria, body.Customer);
        Assert.Equal([new("order", "A-17")], body.References!);
        Assert.Equal("dispatched", body.Context!["order.state"]);
        Assert.Equal(AccessCode, body.AccessCode);
    }

    [Fact]
    public void The_opening_itself_is_not_shown_as_an_entry_to_the_customer() =>
        Assert.Equal(Visibility.Internal, Then.Only(Open(new() { Channel = Channel.Phone })).Visibility);

    public static TheoryData<Channel> AllChannels => [.. Enum.GetValues<Channel>()];

    private static Decision Open(OpenProtocol command, Caller? by = null) =>
        command.Decide(by ?? Callers.Ana, Given.Catalogue, AccessCode);
}
