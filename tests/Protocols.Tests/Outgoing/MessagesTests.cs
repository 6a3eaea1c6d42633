using System.Text;
using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Notifying;
using Protocols.Outgoing;
using Protocols.Ports;

namespace Protocols.Tests.Outgoing;

[Trait("Requirement", "M19")]
public sealed class MessagesTests
{
    [Fact]
    public void The_registry_names_kinds_that_exist_and_queues_that_exist()
    {
        Assert.NotEmpty(Messages.All);
        Assert.All(Messages.All, entry =>
        {
            Assert.Contains(entry.Key, FactKinds.All);
            Assert.NotEmpty(entry.Value);
            Assert.Subset(QueueDefinition.All.ToHashSet(), entry.Value.ToHashSet());
        });
    }

    [Fact]
    public void A_fact_makes_a_message_for_each_of_its_queues_and_every_other_makes_none()
    {
        var story = Given.AProtocolWithSubject().ReferredTo("logistics").Noted();

        var message = Assert.Single(Messages.Of(Story.Number, story.Facts));

        Assert.Equal(($"{Story.Number}:3:1", "escalations", 3, story.Facts[2].At), (message.Id, message.Queue, message.Fact, message.At));
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void What_nobody_is_to_be_told_of_makes_no_message()
    {
        Assert.Empty(Messages.Of(Story.Number, Given.AProtocolWithSubject().WrittenTo().CustomerSpoke().CustomerTold().Facts));
        Assert.Empty(Messages.Of(Story.Number, Given.AProtocolWithSubject()
            .Then(new(new ActionTaken("notify-dispatched", [ActionEffect.MessageSent]) { Department = "logistics" }))
            .Then(new(new ActionTaken("cancel-sale", [ActionEffect.SaleCancelled]))).Facts));
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void What_an_action_wrote_or_asks_of_a_department_and_what_the_clock_flags_is_told()
    {
        var facts = Given.AProtocolWithSubject()
            .Then(new(new ActionTaken("cancel-sale", [ActionEffect.SaleCancelled]) { Department = "finance" }))
            .Then(new(new EntryAdded(Channel.Email, Direction.Outbound, null, null) { Entry = EntryKind.Contact, Template = "photos" }))
            .Then(new(new DeadlineWarned(Target.Resolution, Given.Morning)))
            .Then(new(new DeadlineBreached(Target.Resolution, Given.Morning)))
            .Then(new(new CallbackMissed(3)))
            .Then(new(new ReceiptAsked(Means.Letter)))
            .Facts;

        Assert.Equal([3, 4, 5, 6, 7, 8], Messages.Of(Story.Number, facts).Select(message => message.Fact));
        Assert.All(Messages.Of(Story.Number, facts), message => Assert.Equal(QueueDefinition.NotificationsName, message.Queue));
    }

    [Fact]
    public void What_is_sent_points_to_the_fact_and_says_nothing_else()
    {
        var message = Messages.Of(Story.Number, Given.AProtocolWithSubject().ReferredTo("logistics").Facts)[0];

        var sent = Messages.ToSend(message, Story.Number, QueueDefinition.Escalations);

        Assert.Equal(Story.Number, sent.Session);
        Assert.Equal($$"""{"v":1,"number":"{{Story.Number}}","fact":3}""", Encoding.UTF8.GetString(sent.Body));
        Assert.Null(Messages.ToSend(message, Story.Number, QueueDefinition.Notifications).Session);
    }

    [Fact]
    public void A_pointer_is_read_as_it_was_written_by_every_version_so_far()
    {
        Assert.True(Pointer.TryRead("""{"v":1,"number":"2026112300000017","fact":3}"""u8, out var first));
        Assert.Equal(new Pointer("2026112300000017", 3), first);
        Assert.True(Pointer.TryRead(first.Write(), out var again));
        Assert.Equal(first, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"v":2,"number":"2026112300000017","fact":3}""")]
    [InlineData("""{"v":1,"number":"","fact":3}""")]
    [InlineData("""{"v":1,"number":"2026112300000017","fact":0}""")]
    [InlineData("""{"v":1,"fact":3}""")]
    public void What_is_no_pointer_is_not_taken_for_one(string body) =>
        Assert.False(Pointer.TryRead(Encoding.UTF8.GetBytes(body), out _));
}
