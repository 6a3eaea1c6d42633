using System.Text.Json.Nodes;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>A bank's ombudsman needs more time for one demand: he says why, the customer is told, and a month has only so many.</summary>
public sealed class OmbudsmanScenarioTests : IAsyncLifetime
{
    private static readonly object customer = new { name = "Maria Souza", document = Samples.Cpf, email = "maria@exemplo.com.br" };
    private static readonly object why = new { reason = "O banco emissor ainda não enviou os comprovantes" };
    private readonly RunningService service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => service.DisposeAsync();

    [Fact]
    [Trait("Requirement", "M15")]
    public async Task A_term_is_extended_once_within_the_months_share_and_the_customer_is_told()
    {
        var (olga, rita) = (await service.AsAsync("ombudsman", "olga", "Olga Sá"), await service.AsAsync("admin", "rita"));
        var sac = await olga.OpenedAsync(new { channel = "email", subject = "Tarifa não reconhecida", customer });
        var policies = JsonNode.Parse((await rita.SendAsync("GET", "catalog/policies", null)).Expect(200).Text)!.AsObject();
        policies["defaultPolicy"] = "bacen-ouvidoria";
        (await rita.SendAsync("PUT", "catalog/policies", policies, ("If-Match", "*"))).Expect(200);
        var number = await olga.OpenedAsync(new { channel = "email", subject = "Tarifa não reconhecida", customer });

        // Not by everybody, not without a reason, not of the first line's case, not of three demands.
        Assert.Equal("403 role-forbidden", (await ExtendAsync(await service.AsAsync("supervisor"), number)).Refusal);
        Assert.Equal(["reason required"], (await olga.SendAsync("POST", $"protocols/{number}/extensions", new { })).Errors);
        Assert.Equal("409 term-not-extendable", (await ExtendAsync(olga, sac)).Refusal);
        await olga.OpenedAsync(new { channel = "phone", subject = "Empréstimo" });
        await olga.OpenedAsync(new { channel = "phone", subject = "Cartão" });
        var refused = await ExtendAsync(olga, number);
        Assert.Equal("409 extension-quota-reached", refused.Refusal);
        Assert.Contains("3 demanda(s)", refused["detail"].GetString(), StringComparison.Ordinal);

        // Of ten it may be one.
        for (var n = 0; n < 7; n++)
            await olga.OpenedAsync(new { channel = "phone", subject = "Cartão" });
        var before = Due(await olga.ReadAsync(number));
        var extended = (await ExtendAsync(olga, number, ("Idempotency-Key", "k1"))).Expect(200);
        Assert.Equal(extended.Text, (await ExtendAsync(olga, number, ("Idempotency-Key", "k1"))).Expect(200).Text);
        Assert.True(Due(extended) > before.AddDays(13), $"{before:O} became {Due(extended):O}.");
        Assert.Equal("409 term-already-extended", (await ExtendAsync(olga, number)).Refusal);

        var line = (await olga.SendAsync("GET", $"protocols/{number}/deadlines", null)).Expect(200).Items()
            .Single(one => one.GetProperty("target").GetString() == "legalAnswer");
        Assert.Equal((10, 10, Due(extended)), (line.GetProperty("amount").GetInt32(), line.GetProperty("extension").GetInt32(), line.GetProperty("dueAt").GetDateTimeOffset()));
        Assert.Contains("4.860", line.GetProperty("rule").GetProperty("article").GetString(), StringComparison.Ordinal);

        var read = await olga.AwaitAsync(number, one => one.Kinds("timeline").Contains("message-sent"));
        Assert.Equal(["opened", "term-extended", "contact"], read.KindsOfActs);
        var mail = Assert.Single(service.Mails($"{number}-"));
        Assert.Equal("maria@exemplo.com.br", mail.To);
        Assert.Contains("O banco emissor ainda não enviou os comprovantes", mail.Body, StringComparison.Ordinal);
        var maria = await service.AsAsync("consumer", "maria", document: Samples.Cpf);
        Assert.Contains("term-extended", (await maria.ReadAsync(number)).Expect(200).Kinds("timeline"));

        // What is over by the original date is not yet over.
        await service.AdvanceAsync("P17D");
        Assert.Equal("running", (await olga.ReadAsync(number))["deadlines"].GetProperty("legalAnswer").GetProperty("state").GetString());
        await service.AdvanceAsync("P20D");
        Assert.Equal("breached", (await olga.ReadAsync(number))["deadlines"].GetProperty("legalAnswer").GetProperty("state").GetString());
        service.AssertQuiet();
    }

    private static Task<Reply> ExtendAsync(Desk desk, string number, params (string, string)[] headers) =>
        desk.SendAsync("POST", $"protocols/{number}/extensions", why, headers);

    private static DateTimeOffset Due(Reply reply) => reply["deadlines"].GetProperty("legalAnswer").GetProperty("dueAt").GetDateTimeOffset();
}
