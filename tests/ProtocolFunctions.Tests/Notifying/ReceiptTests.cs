using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Notifying;

/// <summary>The number goes to the customer, and the record says how.</summary>
[Trait("Requirement", "M4")]
public sealed class ReceiptTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    private static readonly object maria = new { name = "Maria Souza", document = Samples.Cpf, email = "maria@exemplo.com.br", phone = "(11) 98765-4321" };

    public void Dispose() => service.AssertQuiet();

    [Theory]
    [InlineData("{}", "by required")]
    [InlineData("""{ "by": "pigeon" }""", "by not-one-of")]
    [InlineData("""{ "by": "email", "to": "outra@exemplo.com.br" }""", "to unknown-field")]
    public async Task What_is_wrong_is_refused_by_field(string body, string error)
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet lenta", customer = maria });
        var refused = await ana.SendTextAsync("POST", $"protocols/{number}/receipts", body);
        Assert.Equal(("400 invalid", error), (refused.Refusal, Assert.Single(refused.Errors)));
    }

    [Fact]
    public async Task Without_an_address_or_a_subject_it_is_not_asked_for()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet lenta" });
        Assert.Equal("409 address-missing", (await AskAsync(ana, number, "email")).Refusal);
        Assert.Equal("409 address-missing", (await AskAsync(ana, number, "whatsapp")).Refusal);
        var bare = await ana.OpenedAsync(new { channel = "phone", customer = maria });
        Assert.Equal("409 subject-missing", (await AskAsync(ana, bare, "email")).Refusal);
    }

    [Fact]
    public async Task Readers_and_strangers_do_not_ask_for_it()
    {
        var number = await (await service.AgentAsync()).OpenedAsync(new { channel = "phone", subject = "Internet lenta", customer = maria });
        Assert.Equal("403 role-forbidden", (await AskAsync(await service.AsAsync("regulator"), number, "email")).Refusal);
        Assert.Equal("404 protocol-not-found", (await AskAsync(await service.AsAsync("consumer", "jose", null, Samples.OtherCpf), number, "email")).Refusal);
        Assert.Equal("404 protocol-not-found", (await AskAsync(await service.AsAsync("client", "another"), number, "email")).Refusal);
    }

    [Fact]
    public async Task The_opening_s_wish_becomes_a_mail_and_the_history_says_that_it_was_sent()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "web", subject = "Entrega atrasada", customer = maria, receiptBy = new[] { "email", "sms" } });

        var read = await ana.AwaitAsync(number, read => read.Kinds("timeline").Count(kind => kind == "message-sent") == 2);

        var mail = service.MailOf($"{number}-1-email");
        Assert.Equal(("maria@exemplo.com.br", $"Seu protocolo de atendimento {number}"), (mail.To, mail.Subject));
        Assert.Contains("Assunto: Entrega atrasada", mail.Body, StringComparison.Ordinal);
        Assert.Equal("\"+5511987654321\" <5511987654321@sms.invalid>", service.MailOf($"{number}-1-sms").To);
        var sent = read.Items("timeline").Single(item => item.GetProperty("data").TryGetProperty("by", out var by) && by.GetString() == "email").GetProperty("data");
        Assert.Equal(("sent", "m***@exemplo.com.br"), (sent.GetProperty("state").GetString(), sent.GetProperty("data").GetProperty("to").GetString()));
        Assert.DoesNotContain("maria@", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_customer_asks_for_it_himself_also_when_all_is_over_and_a_repetition_sends_no_second()
    {
        var ana = await service.AgentAsync();
        var consumer = await service.AsAsync("consumer", "maria", null, Samples.Cpf);
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet lenta", customer = maria });
        (await ana.SolveAsync(number)).Expect(201);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);

        var asked = (await AskAsync(consumer, number, "email", ("Idempotency-Key", "r"))).Expect(201);
        Assert.Equal("receipt-asked", asked["kind"].GetString());
        await ana.AwaitAsync(number, read => read.Kinds("timeline")[^1] == "message-sent");
        var again = (await AskAsync(consumer, number, "email", ("Idempotency-Key", "r"))).Expect(201);

        Assert.True(again.Replayed);
        Assert.Single(service.Mails($"{number}-"));
        Assert.Equal("closed", (await ana.ReadAsync(number))["status"].GetString());
        Assert.Contains("message-sent", (await consumer.ReadAsync(number)).Kinds("timeline"));
    }

    private static Task<Reply> AskAsync(Desk desk, string number, string by, params (string, string)[] headers) =>
        desk.SendAsync("POST", $"protocols/{number}/receipts", new { by }, headers);
}
