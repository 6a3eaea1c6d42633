using System.Text.Json;
using Protocols.Deadlines;
using Protocols.Documents;
using Protocols.Facts;
using Protocols.Notifying;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

/// <summary>What the state keeps for its clocks.</summary>
[Trait("Requirement", "M15")]
public sealed class ClockMarkTests
{
    private static readonly Story opened = Watch.Opened("2026-05-06 09:00").WithSubject();

    [Fact]
    public void What_moves_no_clock_leaves_no_mark() => Assert.Empty(
        opened.WithDetail().ClassifiedAs("request").Analysed().Noted().CustomerSpoke().WaitingFor(WaitingOn.Development).State.Clock);

    [Fact]
    public void Contacts_waiting_and_endings_are_kept_in_order() => Assert.Equal(
        [
            ClockEvent.Contacted, ClockEvent.Waiting, ClockEvent.Resumed, ClockEvent.Contacted, ClockEvent.Informed, ClockEvent.Resolved,
            ClockEvent.Closed, ClockEvent.Reopened,
        ],
        Events(opened.WrittenTo().WaitingFor(WaitingOn.Customer).CustomerSpoke().Solved().CustomerTold().Resolved().Closed().Reopened()));

    [Theory]
    [InlineData(WaitingOn.ThirdParty)]
    [InlineData(WaitingOn.Development)]
    public void Waiting_ends_when_somebody_else_is_waited_for(WaitingOn on) => Assert.Equal(
        [ClockEvent.Waiting, ClockEvent.Resumed], Events(opened.WaitingFor(WaitingOn.Customer).WaitingFor(WaitingOn.Customer).WaitingFor(on)));

    [Fact]
    public void Resolving_and_closing_end_the_waiting_at_the_same_instant()
    {
        Assert.Equal([ClockEvent.Waiting, ClockEvent.Resumed, ClockEvent.Resolved], Events(opened.WaitingFor(WaitingOn.Customer).Resolved()));
        Assert.Equal([ClockEvent.Waiting, ClockEvent.Resumed, ClockEvent.Closed], Events(opened.WaitingFor(WaitingOn.Customer).Closed()));
    }

    [Fact]
    public void Telling_the_customer_again_adds_nothing_but_the_contact_and_another_solution_outdates_it() => Assert.Equal(
        [ClockEvent.Contacted, ClockEvent.Informed, ClockEvent.Contacted, ClockEvent.Outdated],
        Events(opened.Solved().CustomerTold().CustomerTold().Solved("Outra").Solved("Mais uma")));

    [Fact]
    [Trait("Requirement", "M4")]
    public void The_number_is_asked_for_by_a_receipt_and_sent_by_nothing_but_one_that_left() => Assert.Equal(
        [ClockEvent.NumberAsked, ClockEvent.NumberSent],
        Events(opened
            .Then(new(new ReceiptAsked(Means.Sms)))
            .Then(new(new NotificationFailed(3, ReservedTemplates.NumberReceipt, Means.Sms, MessageState.Failed, "no-address")))
            .Then(new(new LetterListed(3, ReservedTemplates.NumberReceipt)))
            .Then(new(new NotificationSent(3, ReservedTemplates.DeadlineWarned, Means.Email, MessageState.Sent)))
            .Then(new(new NotificationSent(3, ReservedTemplates.NumberReceipt, Means.Sms, MessageState.Accepted)))));

    [Fact]
    [Trait("Requirement", "M4")]
    public void A_receipt_that_came_back_never_met_the_deadline_and_one_that_stands_does()
    {
        var mailed = opened.On("2026-05-06 10:00").Then(Receipt(Means.Email));
        var both = mailed.On("2026-05-06 11:00").Then(Receipt(Means.Sms)).Then(new(new NotificationDelivered(1, Means.Email)));
        var contact = both.Then(new(new NotificationSent(7, "photos", Means.Email, MessageState.Sent)));
        var policy = Watch.Preset("anatel");

        Assert.Equal(mailed.State.LastAt, Number(both).MetAt);
        Assert.Equal(mailed.State.LastAt, Number(contact.Then(new(new NotificationBounced(7, Means.Email, "mailbox-full")))).MetAt);
        var one = both.Then(new(new NotificationBounced(1, Means.Email, "mailbox-full")));
        Assert.Equal(Calendar.At("2026-05-06 11:00"), Number(one).MetAt);
        var none = one.Then(new(new NotificationBounced(1, Means.Sms, "number-unknown")));
        Assert.Equal((DeadlineState.Running, Number(opened).DueAt, null), (Number(none).State, Number(none).DueAt, Number(none).MetAt));
        Assert.Equal(DeadlineState.Breached, Watch.Deadline(none, policy, Target.NumberDelivery, "2026-05-07 09:00").State);

        Deadline Number(Story story) => Watch.Deadline(story, policy, Target.NumberDelivery, "2026-05-06 12:00");
        static NewFact Receipt(Means by) => new(new NotificationSent(1, ReservedTemplates.NumberReceipt, by, MessageState.Accepted));
    }

    [Fact]
    public void A_mark_takes_about_fifty_bytes_of_the_document()
    {
        var story = opened;
        for (var i = 0; i < 20; i++) story = story.WaitingFor(WaitingOn.Customer).CustomerSpoke();
        var (one, all) = (Size(opened.WaitingFor(WaitingOn.Customer)), Size(story.WaitingFor(WaitingOn.Customer)));

        Assert.InRange((all - one) / 40.0, 1, 55);
    }

    [Fact]
    public void A_document_without_marks_reads_as_one_with_none()
    {
        var json = JsonSerializer.SerializeToNode(opened.State, DocumentJson.Default.Protocol)!.AsObject();
        foreach (var member in new[] { "clock", "warnings", "breaches" }) Assert.True(json.Remove(member));
        var read = JsonSerializer.Deserialize(json, DocumentJson.Default.Protocol)!;

        Assert.Empty(read.Clock);
        Assert.Empty(read.Warnings);
        Assert.Empty(read.Breaches);
    }

    private static IEnumerable<ClockEvent> Events(Story story) => story.State.Clock.Select(mark => mark.Is);

    private static int Size(Story story) => JsonSerializer.SerializeToUtf8Bytes(story.State, DocumentJson.Default.Protocol).Length;
}
