using System.Text;
using ProtocolFunctions.Tests.Escalating;
using Protocols;
using Protocols.Customers;
using Protocols.Facts;
using Protocols.Notifying;
using Protocols.Opening;
using Protocols.Outgoing;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Notifying;

/// <summary>Whoever is to be told is told, once, and the history says how that went, whatever breaks.</summary>
[Trait("Requirement", "M4")]
public sealed class SendNotificationsTests : IAsyncDisposable
{
    private static readonly Customer maria = new() { Name = "Maria Souza", Email = "maria@exemplo.com.br", Phone = "+5511987654321" };

    private readonly Switchboard switchboard = new();

    public ValueTask DisposeAsync() => switchboard.DisposeAsync();

    [Fact]
    public async Task What_is_no_pointer_or_points_to_nothing_is_dead_at_once()
    {
        var number = await OpenAsync();
        await switchboard.Queues.SendAsync(
            QueueDefinition.Notifications,
            [
                new("x1", Encoding.UTF8.GetBytes("not json")), new("x2", new Pointer("2020020300000012", 1).Write()),
                new("x3", new Pointer(number, 99).Write()),
            ],
            default);

        await HandleAllAsync();

        Assert.Equal(["unreadable", "protocol-not-found", "fact-not-found"], (await DeadAsync()).Select(letter => letter.Reason));
        Assert.Empty(switchboard.Postman.Taken);
    }

    [Fact]
    public async Task Without_an_address_the_message_has_failed_and_nobody_is_troubled_with_it()
    {
        var number = await OpenAsync(new() { Channel = Channel.Phone, Subject = "Internet lenta", ReceiptBy = ["email"] });

        await HandleAllAsync();

        var failed = Assert.IsType<NotificationFailed>((await FactsAsync(number))[^1].Terms);
        Assert.Equal((1, "number-receipt", Means.Email, MessageState.Failed, "no-address"), (failed.For, failed.Template, failed.By, failed.State, failed.Reason));
        Assert.Empty(await DeadAsync());
    }

    [Fact]
    public async Task A_means_that_nobody_carries_fails_with_its_reason()
    {
        var number = await OpenAsync(Opening("sms"));

        await HandleAllAsync();

        Assert.Equal("no-carrier", Assert.IsType<NotificationFailed>((await FactsAsync(number))[^1].Terms).Reason);
        Assert.Equal("no-carrier", Assert.Single(await DeadAsync()).Reason);
    }

    [Fact]
    public async Task What_is_refused_has_failed_for_good_and_says_masked_where_it_was_to_go()
    {
        switchboard.Postman.Answer = _ => Carried.Refused("smtp-550");
        var number = await OpenAsync(Opening("email"));

        await HandleAllAsync();
        await HandleAllAsync();

        var failed = (await FactsAsync(number))[^1];
        Assert.Equal(("message-failed", "m***@exemplo.com.br"), (failed.Terms.Kind, failed.Body!.Data!["to"]));
        Assert.Equal(1, switchboard.Postman.Given);
        Assert.Equal("smtp-550", Assert.Single(await DeadAsync()).Reason);
    }

    [Fact]
    public async Task What_is_not_taken_now_is_tried_at_once_then_for_about_a_day_and_then_has_failed()
    {
        switchboard.Postman.Answer = _ => Carried.NotNow("smtp-unreachable");
        var number = await OpenAsync(Opening("email"));

        await HandleAllAsync();
        Assert.Equal((3, 1), (switchboard.Postman.Given, (await FactsAsync(number)).Count));

        for (var hours = 0; hours < 24; hours++)
        {
            switchboard.Clock.Pass(TimeSpan.FromHours(1));
            await HandleAllAsync();
        }
        Assert.Single(await FactsAsync(number));
        for (var hours = 0; hours < 24; hours++)
        {
            switchboard.Clock.Pass(TimeSpan.FromHours(1));
            await HandleAllAsync();
        }

        Assert.Equal(["opened", "message-failed"], (await FactsAsync(number)).Select(fact => fact.Terms.Kind));
        Assert.Equal("smtp-unreachable", Assert.Single(await DeadAsync()).Reason);
        Assert.Equal(9, switchboard.Postman.Given);
    }

    [Fact]
    public async Task Once_the_server_is_back_it_leaves_and_is_tried_no_more()
    {
        switchboard.Postman.Answer = _ => Carried.NotNow("smtp-unreachable");
        var number = await OpenAsync(Opening("email"));
        await HandleAllAsync();
        switchboard.Postman.Answer = _ => new(CarriedAs.Sent);

        switchboard.Clock.Pass(TimeSpan.FromMinutes(1));
        await HandleAllAsync();
        switchboard.Clock.Pass(TimeSpan.FromDays(2));
        await HandleAllAsync();

        Assert.Equal(["opened", "message-sent"], (await FactsAsync(number)).Select(fact => fact.Terms.Kind));
        Assert.Single(switchboard.Postman.Taken);
        Assert.Empty(await DeadAsync());
    }

    [Fact]
    public async Task A_dead_letter_that_is_sent_again_is_tried_again()
    {
        switchboard.Postman.Answer = _ => Carried.Refused("smtp-550");
        var number = await OpenAsync(Opening("email"));
        await HandleAllAsync();
        switchboard.Postman.Answer = _ => new(CarriedAs.Sent);

        Assert.True(await switchboard.Queues.SendDeadAgainAsync(QueueDefinition.Notifications, Assert.Single(await DeadAsync()).Sequence, default));
        await HandleAllAsync();

        Assert.Equal(["opened", "message-failed", "message-sent"], (await FactsAsync(number)).Select(fact => fact.Terms.Kind));
        Assert.Equal(MessageState.Sent, Assert.Single((await StateAsync(number)).Deliveries).State);
    }

    [Fact]
    public async Task The_receipt_leaves_by_each_means_and_the_deadline_of_the_number_is_met()
    {
        var number = await OpenAsync(Opening("email"));

        await HandleAllAsync();

        var sent = Assert.Single(switchboard.Postman.Taken);
        Assert.Equal(($"{number}-1-email", "maria@exemplo.com.br"), (sent.Id, sent.To));
        var fact = (await FactsAsync(number))[^1];
        var terms = Assert.IsType<NotificationSent>(fact.Terms);
        Assert.Equal((1, "number-receipt", Means.Email, MessageState.Sent, "p-1"), (terms.For, terms.Template, terms.By, terms.State, terms.CarrierId));
        Assert.Equal(("m***@exemplo.com.br", Visibility.Public, "service"), (fact.Body!.Data!["to"], fact.Visibility, fact.By.Id));
        Assert.Contains((await StateAsync(number)).Clock, mark => mark.Is == Protocols.Deadlines.ClockEvent.NumberSent);
    }

    [Fact]
    public async Task One_means_that_fails_does_not_keep_the_others()
    {
        switchboard.Postman.Answer = message => message.By == Means.Email ? Carried.NotNow("smtp-451") : new(CarriedAs.Sent);
        var number = await OpenAsync(Opening("email", "sms"));

        await HandleAllAsync();
        Assert.Equal(["opened", "message-failed"], (await FactsAsync(number)).Select(fact => fact.Terms.Kind));
        switchboard.Postman.Answer = _ => new(CarriedAs.Sent);
        switchboard.Clock.Pass(TimeSpan.FromHours(1));
        await HandleAllAsync();

        Assert.Equal(["opened", "message-failed", "message-sent"], (await FactsAsync(number)).Select(fact => fact.Terms.Kind));
        Assert.Equal([Means.Sms, Means.Email], (await StateAsync(number)).Deliveries.Select(delivery => delivery.By));
    }

    [Fact]
    public async Task A_letter_is_listed_as_waiting()
    {
        var number = await OpenAsync();
        await switchboard.DoAsync(number, (protocol, _) => new AskReceipt(Means.Letter).Decide(protocol));

        await HandleAllAsync();

        Assert.Equal(MessageState.Waiting, Assert.Single((await StateAsync(number)).Deliveries).State);
        Assert.Equal("letter-listed", (await FactsAsync(number))[^1].Terms.Kind);
    }

    [Fact]
    public async Task A_message_that_comes_again_finds_it_done()
    {
        var number = await OpenAsync(Opening("email"));
        var message = (await TakeAsync())!.Message;

        for (var times = 0; times < 3; times++)
            Assert.Equal(Verdict.Done, await Consumer.Handle(message, default));

        Assert.Single(switchboard.Postman.Taken);
        Assert.Equal(2, (await FactsAsync(number)).Count);
    }

    [Fact]
    public async Task Killed_between_sending_and_writing_it_is_sent_again_under_the_same_id_and_written_once()
    {
        var number = await OpenAsync(Opening("email"));
        switchboard.Store.BeforeReplace = _ => throw new IOException("The power went.");
        await Assert.ThrowsAsync<IOException>(async () => await Consumer.Handle((await TakeAsync())!.Message, default));

        await switchboard.KillAsync();
        switchboard.Clock.Pass(TimeSpan.FromMinutes(2));
        await HandleAllAsync();

        Assert.Equal([$"{number}-1-email", $"{number}-1-email"], switchboard.Postman.Taken.Select(sent => sent.Id));
        Assert.Equal(["opened", "message-sent"], (await FactsAsync(number)).Select(fact => fact.Terms.Kind));
    }

    [Fact]
    public async Task Two_who_hold_it_at_once_leave_one_outcome()
    {
        var number = await OpenAsync(Opening("email"));
        var message = (await TakeAsync())!.Message;

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Consumer.Handle(message, default))));

        Assert.All(verdicts, verdict => Assert.Equal(Verdict.Done, verdict));
        Assert.Equal(["opened", "message-sent"], (await FactsAsync(number)).Select(fact => fact.Terms.Kind));
        Assert.Single(switchboard.Postman.Taken.Select(sent => sent.Id).Distinct());
    }

    [Fact]
    public async Task Killed_between_writing_and_settling_it_is_not_sent_again()
    {
        var number = await OpenAsync(Opening("email"));
        Assert.Equal(Verdict.Done, await Consumer.Handle((await TakeAsync())!.Message, default));

        await switchboard.KillAsync();
        switchboard.Clock.Pass(TimeSpan.FromMinutes(2));
        await HandleAllAsync();

        Assert.Single(switchboard.Postman.Taken);
        Assert.Equal(2, (await FactsAsync(number)).Count);
    }

    [Fact]
    public async Task A_store_that_is_busy_does_not_make_it_leave_twice()
    {
        var number = await OpenAsync(Opening("email"));
        switchboard.Store.BeforeReplace = _ => throw new StoreBusyException("Not now.");
        var message = (await TakeAsync())!.Message;
        Assert.Equal(Verdict.Again, await Consumer.Handle(message, default));
        Assert.Equal(Verdict.Again, await Consumer.Handle(message, default));

        switchboard.Store.BeforeReplace = _ => { };
        Assert.Equal(Verdict.Done, await Consumer.Handle(message, default));

        Assert.Single(switchboard.Postman.Taken);
        Assert.Equal(["opened", "message-sent"], (await FactsAsync(number)).Select(fact => fact.Terms.Kind));
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public async Task A_department_is_told_of_its_referral_without_the_customers_address_on_record()
    {
        var number = await switchboard.ReferredAsync();
        await switchboard.HandleAllAsync();

        await HandleAllAsync();

        Assert.Equal("logistica@empresa.example", Assert.Single(switchboard.Postman.Taken).To);
        var fact = (await FactsAsync(number))[^1];
        Assert.Equal(("logistics", null, Visibility.Internal), (Assert.IsType<NotificationSent>(fact.Terms).Department, fact.Body, fact.Visibility));
    }

    private static OpenProtocol Opening(params string[] receiptBy) =>
        new() { Channel = Channel.Phone, Subject = "Internet lenta", Customer = maria, ReceiptBy = receiptBy };

    private Consumer Consumer => switchboard.Services.Consumers.Single(consumer => consumer.Queue == QueueDefinition.Notifications);

    private async Task<string> OpenAsync(OpenProtocol? opening = null) => opening is null
        ? await switchboard.OpenAsync()
        : (await switchboard.Services.Opening.RunAsync(opening, Switchboard.Ana, null, default)).Value!.State.Number;

    private Task<IHeldMessage?> TakeAsync() => switchboard.TakeAsync(QueueDefinition.Notifications);

    private Task<IReadOnlyList<string>> HandleAllAsync() => switchboard.HandleAllAsync(QueueDefinition.Notifications);

    private Task<IReadOnlyList<DeadLetter>> DeadAsync() => switchboard.Queues.PeekDeadAsync(QueueDefinition.Notifications, 0, 100, default);

    private async Task<IReadOnlyList<Fact>> FactsAsync(string number) =>
        (await switchboard.Services.Reading.RunAsync(number, Switchboard.Ana, default)).Value!.Facts;

    private async Task<Protocol> StateAsync(string number) => (await switchboard.DocumentAsync(number)).State;
}
