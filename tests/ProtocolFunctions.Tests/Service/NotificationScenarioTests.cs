using System.Text.Json;
using ProtocolFunctions.Tests.Carriers;
using ProtocolFunctions.Tests.Notifying;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>Whoever is to be told of a case is told, once, through the real service.</summary>
public sealed class NotificationScenarioTests : IAsyncLifetime
{
    private static readonly object maria = new { name = "Maria Souza", document = Samples.Cpf, email = "maria@exemplo.com.br" };

    private readonly RunningService service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public async Task DisposeAsync()
    {
        service.AssertQuiet();
        await service.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public async Task A_department_gets_a_mail_for_its_referral_that_names_no_customer()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Entrega da Maria atrasada", customer = maria });
        (await ana.ReferAsync(number, new { department = "logistics" })).Expect(202);

        await ana.AwaitAsync(number, Told(1));

        var mail = Assert.Single(service.Mails($"{number}-"));
        Assert.Equal("logistica@empresa.example", mail.To);
        Assert.Contains(number, mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Maria", mail.Subject + mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "M16")]
    public async Task A_due_date_that_passed_makes_one_mail_however_often_the_clock_is_asked()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "email", subject = "Internet lenta", customer = maria });
        await service.AdvanceAsync("P30D");

        for (var times = 0; times < 3; times++)
            await service.SweepAsync("deadlines");

        var flags = (await ana.ReadAsync(number)).Kinds("timeline").Count(kind => kind.StartsWith("deadline-", StringComparison.Ordinal));
        Assert.True(flags > 0);
        await ana.AwaitAsync(number, read => read.Kinds("timeline").Count(kind => kind == "message-sent") >= flags);
        await service.SweepAsync("deadlines");
        Assert.Equal(flags, service.Mails($"{number}-").Count(mail => mail.Subject.Contains("prazo", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Requirement", "M12")]
    [Trait("Requirement", "M4")]
    public async Task What_an_action_writes_reaches_the_customer_and_what_it_asks_the_department_and_an_agents_own_word_nobody()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new
        {
            channel = "web",
            subject = "Quero cancelar",
            occurrence = "cancellation",
            customer = maria,
            context = new Dictionary<string, string> { ["order.state"] = "paid" },
        });
        (await ana.AddEntryAsync(number, new { kind = "contact", text = "Escrevi eu mesma", channel = "email", direction = "outbound" })).Expect(201);
        (await ana.DoAsync(number, "approve-cancellation")).Expect(200);

        await ana.AwaitAsync(number, Told(2));

        var mails = service.Mails($"{number}-");
        Assert.Equal(["financeiro@empresa.example", "maria@exemplo.com.br"], mails.Select(mail => mail.To).Order());
        var hers = mails.Single(mail => mail.To.StartsWith("maria", StringComparison.Ordinal));
        Assert.Equal("Seu cancelamento foi aprovado", hers.Subject);
        Assert.Contains(number, hers.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(mails, mail => mail.Body.Contains("Escrevi", StringComparison.Ordinal));
    }

    [SkippableFact]
    [Trait("Requirement", "M4")]
    public async Task Through_a_real_mail_server_the_number_arrives_and_what_it_refuses_is_on_record()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        var set = await RunningService.WithAsync(
            "--Mail:Host", "127.0.0.1", "--Mail:Port", $"{smtp.Port}", "--Mail:Tls", "None", "--Mail:From", "SAC <sac@empresa.example>");
        try
        {
            var ana = await set.AgentAsync();
            var number = await ana.OpenedAsync(new { channel = "web", subject = "Açaí estragado", customer = maria, receiptBy = new[] { "email" } });
            await ana.AwaitAsync(number, Told(1));

            var taken = await smtp.TakeAsync();
            Assert.Equal(("sac@empresa.example", "maria@exemplo.com.br"), (taken.From, Assert.Single(taken.To)));
            Assert.Contains("Assunto: Açaí estragado", taken.Mail.Body, StringComparison.Ordinal);
            Assert.Empty(set.Mails(""));

            set.ExpectLogged("smtp-550");
            var unknown = await ana.OpenedAsync(
                new { channel = "web", subject = "Atraso", customer = new { email = "unknown@exemplo.com.br" }, receiptBy = new[] { "email" } });
            var failed = await ana.AwaitAsync(unknown, read => read.Kinds("timeline")[^1] == "message-failed");
            Assert.Equal("smtp-550", failed.Items("timeline")[^1].GetProperty("data").GetProperty("reason").GetString());
        }
        finally
        {
            await set.DisposeAsync();
        }
    }

    [SkippableFact]
    [Trait("Requirement", "M22")]
    [Trait("Requirement", "M4")]
    public async Task The_history_arrives_by_mail_and_is_owed_again_when_it_comes_back_until_somebody_hands_it_over()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        var set = await RunningService.WithAsync(
            ["--Mail:Host", "127.0.0.1", "--Mail:Port", $"{smtp.Port}", "--Mail:Tls", "None", "--Mail:From", "SAC <sac@empresa.example>", .. GatewayReports.Setting]);
        try
        {
            var (ana, customer) = (await set.AgentAsync(), await set.AsAsync("consumer", "maria", null, Samples.Cpf));
            var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet lenta", customer = maria });
            (await ana.AddEntryAsync(number, new { kind = "note", text = "Só para nós" })).Expect(201);
            var id = (await customer.SendAsync("POST", $"protocols/{number}/history-requests", new { by = "email" })).Expect(201)["id"].GetString();

            var met = await ana.AwaitAsync(number, read => read.Kinds("timeline")[^1] == "history-sent");
            Assert.Equal("met", History(met).GetProperty("state").GetString());
            var proof = met.Items("timeline")[^1].GetProperty("data");
            Assert.Equal(("sent", $"{number}-{id}-email@empresa.example"), (proof.GetProperty("state").GetString(), proof.GetProperty("carrierId").GetString()));
            var taken = await smtp.TakeAsync();
            Assert.Equal(("maria@exemplo.com.br", $"Histórico do protocolo {number}"), (Assert.Single(taken.To), taken.Mail.Subject));
            Assert.Contains("Internet lenta", PdfText.Attached(taken.Mail.Attached!), StringComparison.Ordinal);
            Assert.DoesNotContain("Só para nós", PdfText.Attached(taken.Mail.Attached!), StringComparison.Ordinal);
            Assert.Contains("statement-made", (await (await set.AsAsync("compliance", "otto")).SendAsync("GET", $"protocols/{number}/access-log", null)).Expect(200).Kinds());

            await set.AdvanceAsync("P2D");
            (await set.ReportAsync(JsonSerializer.Serialize(new { id = $"{number}-{id}-email", outcome = "bounced", reason = "mailbox-full" }))).Expect(200);
            var back = History(await ana.ReadAsync(number));
            Assert.Equal(("running", History(met).GetProperty("dueAt").GetString()), (back.GetProperty("state").GetString(), back.GetProperty("dueAt").GetString()));
            var waits = Assert.Single((await customer.SendAsync("GET", $"protocols/{number}/history-requests", null)).Expect(200).Items());
            Assert.Equal(("bounced", false), (waits.GetProperty("message").GetString(), waits.TryGetProperty("sentAt", out var at) && at.ValueKind != JsonValueKind.Null));

            (await ana.SendAsync("POST", $"protocols/{number}/history-requests/{id}/sent", new { proof = "Em mãos, 12h" })).Expect(200);
            Assert.Equal("met", History(await ana.ReadAsync(number)).GetProperty("state").GetString());
            Assert.True(smtp.IsEmpty);
        }
        finally
        {
            await set.DisposeAsync();
        }

        static JsonElement History(Reply read) => read["deadlines"].GetProperty("historyDelivery");
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public async Task A_mail_server_that_is_down_is_tried_again_for_a_day_and_then_the_message_has_failed()
    {
        var down = await RunningService.WithAsync(
            "--Mail:Host", "127.0.0.1", "--Mail:Port", $"{SmallGateway.FreePort()}", "--Mail:Tls", "None", "--Mail:From", "sac@empresa.example");
        try
        {
            down.ExpectLogged("smtp-unreachable");
            var ana = await down.AgentAsync();
            var number = await ana.OpenedAsync(new { channel = "web", subject = "Atraso", customer = maria, receiptBy = new[] { "email" } });
            for (var tries = 1; tries <= 6; tries++)
            {
                await down.LoggedAsync($"Message {number}:1:1{(tries == 1 ? "" : $"+{tries - 1}")} of notifications could not be handled now");
                Assert.Equal(["opened"], (await ana.ReadAsync(number)).Kinds("timeline"));
                await down.AdvanceAsync("PT17H");
                // Whoever waits for messages waits by the machine's clock, and another message wakes him.
                await ana.OpenedAsync(new { channel = "web", subject = "Outro", receiptBy = new[] { "email" } });
            }

            var failed = await ana.AwaitAsync(number, read => read.Kinds("timeline")[^1] == "message-failed");
            Assert.Equal("smtp-unreachable", failed.Items("timeline")[^1].GetProperty("data").GetProperty("reason").GetString());
        }
        finally
        {
            await down.DisposeAsync();
        }
    }

    private static Func<Reply, bool> Told(int messages) => read => read.Kinds("timeline").Count(kind => kind == "message-sent") == messages;
}
