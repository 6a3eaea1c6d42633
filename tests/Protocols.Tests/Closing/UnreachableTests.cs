using Protocols.Closing;
using Protocols.Facts;

namespace Protocols.Tests.Closing;

/// <summary>Three local days and a written message close a case whose customer cannot be reached (M11).</summary>
[Trait("Requirement", "M11")]
public sealed class UnreachableTests
{
    private static readonly Story started = Given.AProtocolWithSubject();

    [Fact]
    public void Without_a_subject_nobody_was_looked_for() =>
        Then.Refused(Close(Given.AnOpenedProtocol()), "subject-missing", RefusalKind.State);

    [Fact]
    public void Nobody_was_tried_and_nothing_written()
    {
        var decision = Close(started);

        Then.Refused(decision, "customer-not-written-to", RefusalKind.State);
        Assert.Equal(["0", "3"], decision.Refusal!.Args);
    }

    [Fact]
    public void Three_tries_on_one_day_are_one_day()
    {
        var decision = Close(started.NotReached().NotReached().NotReached().WrittenTo());

        Then.Refused(decision, "customer-not-tried", RefusalKind.State);
        Assert.Equal(["1", "3"], decision.Refusal!.Args);
    }

    [Fact]
    public void Three_days_without_a_written_message_are_not_enough()
    {
        var decision = Close(TriedOnThreeDays());

        Then.Refused(decision, "customer-not-written-to", RefusalKind.State);
        Assert.Equal(["3", "3"], decision.Refusal!.Args);
    }

    [Fact]
    public void Minutes_around_midnight_are_two_days_of_the_company_though_one_of_utc()
    {
        var tried = started.At("2026-11-24T23:30:00-03:00").NotReached().At("2026-11-25T00:30:00-03:00").NotReached().WrittenTo();

        Assert.Equal(["2", "3"], Close(tried).Refusal!.Args);
        Assert.Null(Close(tried.At("2026-11-26T00:00:00-03:00").NotReached()).Refusal);
    }

    [Fact]
    public void An_evening_is_one_day_of_the_company_though_two_of_utc()
    {
        var tried = started.At("2026-11-24T20:30:00-03:00").NotReached().At("2026-11-24T21:30:00-03:00").NotReached().WrittenTo();

        Assert.Equal(["1", "3"], Close(tried).Refusal!.Args);
    }

    [Theory]
    [InlineData(Channel.Phone, false)]
    [InlineData(Channel.Skype, false)]
    [InlineData(Channel.InPerson, false)]
    [InlineData(Channel.Email, true)]
    [InlineData(Channel.WhatsApp, true)]
    [InlineData(Channel.Sms, true)]
    public void A_message_is_what_stays_with_the_customer(Channel channel, bool written) =>
        Assert.Equal(written, Close(TriedOnThreeDays().WrittenTo(channel)).Refusal is null);

    [Fact]
    public void A_contact_that_reached_him_is_no_failed_try()
    {
        var tried = started.NotReached().After(TimeSpan.FromDays(1)).NotReached().After(TimeSpan.FromDays(1)).CustomerTold().WrittenTo();

        Then.Refused(Close(tried), "customer-not-tried", RefusalKind.State);
    }

    [Fact]
    [Trait("Requirement", "M13")]
    public void Reopening_begins_the_tries_and_the_writing_anew()
    {
        var reopened = TriedOnThreeDays().WrittenTo().Closed(Outcome.Unreachable).Reopened();

        Assert.Empty(reopened.State.Missed);
        var decision = Close(reopened);
        Then.Refused(decision, "customer-not-written-to", RefusalKind.State);
        Assert.Equal(["0", "3"], decision.Refusal!.Args);
    }

    [Fact]
    [Trait("Requirement", "M7")]
    public void Only_the_owner_gives_up() => Then.Refused(
        new CloseProtocol(Outcome.Unreachable).Decide(TriedOnThreeDays().WrittenTo(), Callers.Bruno, Given.Catalogue, Given.SaoPaulo),
        "not-owner", RefusalKind.Forbidden);

    [Fact]
    public void It_closes_without_being_resolved() =>
        Assert.Equal(new(Outcome.Unreachable), Then.Fact<Closed>(Close(TriedOnThreeDays().WrittenTo())));

    private static Story TriedOnThreeDays() =>
        started.NotReached().After(TimeSpan.FromDays(1)).NotReached().After(TimeSpan.FromDays(1)).NotReached();

    private static Decision Close(Protocol protocol) =>
        new CloseProtocol(Outcome.Unreachable).Decide(protocol, Callers.Ana, Given.Catalogue, Given.SaoPaulo);
}
