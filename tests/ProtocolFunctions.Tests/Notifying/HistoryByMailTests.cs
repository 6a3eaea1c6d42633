using ProtocolFunctions.Tests.Escalating;
using ProtocolFunctions.Tests.Service.Support;
using Protocols;
using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Journal;
using Protocols.Keeping;
using Protocols.Notifying;
using Protocols.Opening;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Tracking;

namespace ProtocolFunctions.Tests.Notifying;

/// <summary>Who asked for his history by mail has it from the service, once, or the record says why not and a member of staff sees to it.</summary>
[Trait("Requirement", "M22")]
public sealed class HistoryByMailTests : IAsyncDisposable
{
    private readonly Switchboard switchboard = new();

    public ValueTask DisposeAsync() => switchboard.DisposeAsync();

    [Fact]
    public async Task Without_an_address_any_more_it_is_still_owed_and_staff_hand_it_over()
    {
        var (number, id) = await AskedAsync();
        await switchboard.DoAsync(number, (protocol, rules, _) => new AmendProtocol { Customer = new(true, new() { Email = new(true, null) }) }.Decide(protocol, rules.Catalogue));

        await HandleAllAsync();

        await AssertOwedAsync(number, "no-address");
        Assert.Empty(await DeadAsync());
        await switchboard.DoAsync(number, (protocol, _) => new SendHistory(id, "Em mãos").Decide(protocol));
        Assert.Equal(DeadlineState.Met, await StateAsync(number));
    }

    [Fact]
    public async Task Refused_it_is_a_dead_letter_that_sends_nothing_more_once_staff_handed_it_over()
    {
        switchboard.Postman.Answer = _ => Carried.Refused("smtp-550");
        var (number, id) = await AskedAsync();

        await HandleAllAsync();

        await AssertOwedAsync(number, "smtp-550");
        switchboard.Postman.Answer = _ => new(CarriedAs.Sent);
        await switchboard.DoAsync(number, (protocol, _) => new SendHistory(id, "Em mãos").Decide(protocol));
        Assert.True(await switchboard.Queues.SendDeadAgainAsync(QueueDefinition.Notifications, Assert.Single(await DeadAsync()).Sequence, default));
        await HandleAllAsync();
        Assert.Empty(switchboard.Postman.Taken);
    }

    [Fact]
    public async Task Given_up_after_a_day_it_is_still_owed()
    {
        switchboard.Postman.Answer = _ => Carried.NotNow("smtp-unreachable");
        var (number, _) = await AskedAsync();

        for (var hours = 0; hours < 30; hours++)
        {
            await HandleAllAsync();
            switchboard.Clock.Pass(TimeSpan.FromHours(1));
        }

        await AssertOwedAsync(number, "smtp-unreachable");
    }

    [Theory]
    [InlineData(AttachedFile.MostBytes + 1, "history-too-large")]
    [InlineData(null, "data-blocked")]
    public async Task What_no_mail_brings_is_refused_by_name_and_never_given_to_a_carrier(int? bytes, string reason)
    {
        var (number, _) = await AskedAsync();
        var services = switchboard.Services;
        DrawUpHistory drawn = (_, _) => Task.FromResult<Result<AttachedFile>>(
            bytes is { } size ? new AttachedFile("protocolo.pdf", "application/pdf", new byte[size]) : Refusals.DataBlocked);
        var sending = new SendNotifications(services.Store, services.Queues, services.Ring, services.Rules, services.Changing, services.Carriers, drawn, services.Clock);

        Assert.Equal(Verdict.Done, await sending.RunAsync((await TakeAsync())!.Message, default));

        await AssertOwedAsync(number, reason);
        Assert.Equal(0, switchboard.Postman.Given);
    }

    [Fact]
    public async Task By_letter_or_to_be_fetched_nothing_is_mailed()
    {
        var number = await OpenAsync();
        await switchboard.DoAsync(number, (protocol, now) => new AskHistory(DeliveryWay.Letter).Decide(protocol, now));
        await switchboard.DoAsync(number, (protocol, now) => new AskHistory(DeliveryWay.Download).Decide(protocol, now));
        Assert.Empty(await HandleAllAsync());
    }

    [Fact]
    public async Task It_leaves_as_the_customer_may_see_it_and_meets_the_term_with_its_proof()
    {
        var (number, id) = await AskedAsync();

        await HandleAllAsync();

        var mail = Assert.Single(switchboard.Postman.Taken);
        Assert.Equal(($"{number}-{id}-email", "maria@exemplo.com.br", $"Histórico do protocolo {number}"), (mail.Id, mail.To, mail.Subject));
        Assert.Equal(($"protocolo-{number}.pdf", "application/pdf"), (mail.Attached!.Name, mail.Attached.MediaType));
        var record = PdfText.Attached(mail.Attached.Bytes);
        Assert.Contains("Internet lenta", record, StringComparison.Ordinal);
        Assert.Contains("\"issuedTo\":\"consumer\"", record.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var hidden in new[] { "Só para nós", "maria@" })
            Assert.DoesNotContain(hidden, record, StringComparison.Ordinal);

        var fact = (await FactsAsync(number))[^1];
        Assert.Equal(new HistorySent(id, DeliveryWay.Email) { State = MessageState.Sent, CarrierId = "p-1" }, fact.Terms);
        Assert.Equal(("m***@exemplo.com.br", Visibility.Public, "service"), (fact.Body!.Data!["to"], fact.Visibility, fact.By.Id));
        Assert.Equal(DeadlineState.Met, await StateAsync(number));
        var logged = Assert.Single(await switchboard.Services.Stores.AccessLog.NewestAsync(number, 10, default));
        Assert.Equal(("statement-made", "service"), (logged.Header.GetProperty("kind").GetString(), logged.Header.GetProperty("by").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_message_that_comes_again_or_to_two_at_once_leaves_one_fact()
    {
        var (number, _) = await AskedAsync();
        var message = (await TakeAsync())!.Message;

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Consumer.Handle(message, default)))), verdict => Assert.Equal(Verdict.Done, verdict));
        Assert.Equal(Verdict.Done, await Consumer.Handle(message, default));

        Assert.Equal(["opened", "note", "history-asked", "history-sent"], (await FactsAsync(number)).Select(fact => fact.Terms.Kind));
        Assert.Single(switchboard.Postman.Taken.Select(sent => sent.Id).Distinct());
    }

    [Fact]
    public async Task Killed_between_sending_and_writing_it_leaves_again_under_the_same_id_and_is_written_once()
    {
        var (number, _) = await AskedAsync();
        switchboard.Store.BeforeReplace = _ => throw new IOException("The power went.");
        await Assert.ThrowsAsync<IOException>(async () => await Consumer.Handle((await TakeAsync())!.Message, default));

        await switchboard.KillAsync();
        switchboard.Clock.Pass(TimeSpan.FromMinutes(2));
        await HandleAllAsync();

        Assert.Equal(2, switchboard.Postman.Taken.Count);
        Assert.Single(switchboard.Postman.Taken.Select(sent => sent.Id).Distinct());
        Assert.Single(await FactsAsync(number), fact => fact.Terms is HistorySent);
    }

    [Fact]
    public async Task A_customer_whose_data_is_blocked_from_work_has_it_all_the_same()
    {
        var (number, _) = await AskedAsync();
        await switchboard.DoAsync(number, (_, _) => new NewFact(new Closed(Outcome.Solved)));
        await switchboard.DoAsync(number, (protocol, _) => AskErasure.Decide(protocol));

        await HandleAllAsync();

        Assert.Single(await FactsAsync(number), fact => fact.Terms is HistorySent);
    }

    private Consumer Consumer => switchboard.Services.Consumers.Single(consumer => consumer.Queue == QueueDefinition.Notifications);

    private async Task<string> OpenAsync()
    {
        var opening = new OpenProtocol
        {
            Channel = Channel.Phone,
            Subject = "Internet lenta",
            Customer = new() { Name = "Maria Souza", Email = "maria@exemplo.com.br" },
        };
        var number = (await switchboard.Services.Opening.RunAsync(opening, Switchboard.Ana, null, default)).Value!.State.Number;
        await switchboard.DoAsync(number, (protocol, _) => new AddEntry(EntryKind.Note, "Só para nós").Decide(protocol, Switchboard.Ana));
        return number;
    }

    private async Task<(string Number, long Id)> AskedAsync()
    {
        var number = await OpenAsync();
        var asked = await switchboard.DoAsync(number, (protocol, now) => new AskHistory(DeliveryWay.Email).Decide(protocol, now));
        return (number, asked.Facts[^1].N);
    }

    private Task<IHeldMessage?> TakeAsync() => switchboard.TakeAsync(QueueDefinition.Notifications);

    private Task<IReadOnlyList<string>> HandleAllAsync() => switchboard.HandleAllAsync(QueueDefinition.Notifications);

    private Task<IReadOnlyList<DeadLetter>> DeadAsync() => switchboard.Queues.PeekDeadAsync(QueueDefinition.Notifications, 0, 100, default);

    private async Task<IReadOnlyList<Fact>> FactsAsync(string number) => (await switchboard.Services.Reading.RunAsync(number, Switchboard.Ana, default)).Value!.Facts;

    private async Task<DeadlineState> StateAsync(string number)
    {
        var state = (await switchboard.DocumentAsync(number)).State;
        return (await switchboard.Services.Rules.OfAsync(state, default)).Clocks(state, state.LastAt)
            .Deadlines.Single(deadline => deadline.Target == Target.HistoryDelivery).State;
    }

    private async Task AssertOwedAsync(string number, string reason)
    {
        Assert.Equal(reason, Assert.IsType<NotificationFailed>((await FactsAsync(number))[^1].Terms).Reason);
        Assert.Null(Assert.Single((await switchboard.DocumentAsync(number)).State.HistoryRequests).SentAt);
        Assert.Equal(DeadlineState.Running, await StateAsync(number));
    }
}
