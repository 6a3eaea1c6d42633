using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>What may be done with a case, doing it, and how it is refused (M12).</summary>
[Trait("Requirement", "M12")]
public sealed class ActionTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    private static readonly object message = new { data = new { text = "Recebemos o produto.\nJá estamos analisando." } };

    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task Only_what_is_offered_is_listed_with_what_it_takes()
    {
        var ana = await service.AgentAsync();
        var number = await CancellationAsync();
        var listed = (await ana.ActionsAsync(number)).Expect(200);

        Assert.Equal(304, (await ana.ActionsAsync(number, false, ("If-None-Match", listed.ETag!))).Status);
        Assert.Equal(200, (await ana.ActionsAsync(number, false, ("If-None-Match", listed.ETag!), ("Accept-Language", "en"))).Status);
        Assert.All(listed.Items(), item => Assert.True(item.GetProperty("offered").GetBoolean() && !item.TryGetProperty("whyNot", out _)));
        var refuse = Item(listed, "refuse-cancellation");
        Assert.Equal("""[{"code":"reason","kind":"text","name":"Motivo"}]""", refuse.GetProperty("data").GetRawText());
        Assert.Equal("""["message-sent"]""", refuse.GetProperty("effects").GetRawText());
        Assert.Equal(
            """[{"fact":"order.state","text":"O pedido não foi despachado nem entregue"}]""",
            Item(listed, "approve-cancellation").GetProperty("confirm").GetRawText());
        Assert.True(Item(listed, "request-help").GetProperty("countsAgainstPerformance").GetBoolean());
    }

    [Theory]
    [InlineData("pt-BR", "Só serve para: late, not-delivered.", "Classificar o protocolo como um destes: late, not-delivered.")]
    [InlineData("en", "It is only for: late, not-delivered.", "Classifying the protocol as one of these: late, not-delivered.")]
    public async Task The_others_say_why_not_and_what_would_change_that(string language, string reason, string change)
    {
        var ana = await service.AgentAsync();
        var listed = (await ana.ActionsAsync(await CancellationAsync(), all: true, ("Accept-Language", language))).Expect(200);
        var dispatched = Item(listed, "notify-dispatched");

        Assert.Equal(15, listed.Items().Count);
        Assert.False(dispatched.GetProperty("offered").GetBoolean());
        var obstacle = dispatched.GetProperty("whyNot").EnumerateArray().Single(one => one.GetProperty("field").GetString() == "reason");
        Assert.Equal(
            ("action-fits", reason, change),
            (obstacle.GetProperty("code").GetString(), obstacle.GetProperty("reason").GetString(), obstacle.GetProperty("change").GetString()));
    }

    [Fact]
    public async Task Working_staff_alone_see_and_do_them()
    {
        var number = await CancellationAsync();

        Assert.Equal("403 role-forbidden", (await (await service.AsAsync("compliance")).ActionsAsync(number)).Refusal);
        Assert.Equal("403 role-forbidden", (await (await service.AsAsync("admin")).DoAsync(number, "message-customer", message)).Refusal);
        Assert.Equal("404 protocol-not-found", (await (await service.AsAsync("client", "site")).DoAsync(number, "message-customer", message)).Refusal);
        Assert.Equal("404 protocol-not-found", (await (await service.AgentAsync()).ActionsAsync(Samples.UnknownNumber)).Refusal);
        Assert.Equal(["all not-a-flag"], (await (await service.AgentAsync()).SendAsync("GET", $"protocols/{number}/actions?all=maybe", null)).Errors);
    }

    [Fact]
    public async Task What_the_catalogue_does_not_have_and_what_does_not_fit_is_refused()
    {
        var ana = await service.AgentAsync();
        var number = await CancellationAsync();

        Assert.Equal("404 action-not-found", (await ana.DoAsync(number, "send-flowers")).Refusal);
        Assert.Equal("409 action-not-offered", (await ana.DoAsync(number, "notify-dispatched")).Refusal);
        Assert.Equal(["data.text required"], (await ana.DoAsync(number, "message-customer")).Errors);
        Assert.Equal(
            ["data.colour unknown-field", "data.text not-a-text-up-to"],
            (await ana.DoAsync(number, "message-customer", new { data = new { text = "", colour = "red" } })).Errors.Concat(
                (await ana.DoAsync(number, "message-customer", new { data = new { text = "Olá", colour = "red" } })).Errors).Order(StringComparer.Ordinal));
        Assert.Equal(["datum unknown-field"], (await ana.DoAsync(number, "message-customer", new { datum = 1 })).Errors);
        Assert.Equal(["opened"], (await ana.ReadAsync(number)).Kinds("timeline"));
    }

    [Fact]
    public async Task A_fact_that_nobody_told_is_told_or_vouched_for()
    {
        var ana = await service.AgentAsync();
        var number = await CancellationAsync();
        var refused = await ana.DoAsync(number, "approve-cancellation");
        Assert.Equal("422 confirmation-required", refused.Refusal);
        Assert.Equal(["context.order.state unknown-fact"], refused.Errors);

        (await ana.AmendAsync(number, new { context = new Dictionary<string, string> { ["order.state"] = "dispatched" } })).Expect(200);
        Assert.Equal("409 action-not-offered", (await ana.DoAsync(number, "approve-cancellation", new { confirm = new[] { "order.state" } })).Refusal);

        (await ana.SendTextAsync("PATCH", $"protocols/{number}", """{ "context": { "order.state": null } }""")).Expect(200);
        (await ana.DoAsync(number, "approve-cancellation", new { confirm = new[] { "order.state" } })).Expect(200);
        var taken = (await ana.ReadAsync(number)).Acts[^4].GetProperty("data");
        Assert.Equal("""["order.state"]""", taken.GetProperty("confirmed").GetRawText());
        Assert.Equal("""["sale-cancelled","refund-requested","message-sent"]""", taken.GetProperty("effects").GetRawText());
    }

    [Fact]
    public async Task What_an_action_called_for_is_told_to_others_and_waits_until_whoever_does_it_says_so()
    {
        var (ana, site, admin) = (await service.AgentAsync(), await service.AsAsync("client", "site"), await service.AsAsync("admin", "rita"));
        var number = await site.OpenedAsync(new { channel = "web", subject = "Cancelar", occurrence = "cancellation" });
        var taken = (await ana.DoAsync(number, "approve-cancellation", new { confirm = new[] { "order.state" } })).Expect(200);

        Assert.Equal(["sale-cancelled", "refund-requested"], taken.Items("effects").Select(effect => effect.GetProperty("effect").GetString()));
        Assert.All(taken.Items("effects"), effect => Assert.Equal(
            ("approve-cancellation", JsonValueKind.Null, JsonValueKind.Null),
            (effect.GetProperty("action").GetString(), effect.GetProperty("doneAt").ValueKind, effect.GetProperty("reference").ValueKind)));
        var told = (await site.SendAsync("GET", "events?limit=200", null)).Expect(200).Items()
            .Where(one => one.GetProperty("subject").GetString() == number).ToDictionary(one => one.GetProperty("type").GetString()!);
        Assert.Contains("protocol.sale-cancelled", told.Keys);
        var refund = told["protocol.refund-requested"].GetProperty("sequence").GetString()!;
        Assert.Equal(refund.TrimStart('0'), taken.Items("effects")[1].GetProperty("id").GetString());
        Assert.Equal("approve-cancellation", told["protocol.refund-requested"].GetProperty("data").GetProperty("action").GetString());

        Assert.Equal("404 effect-not-found", (await DoneAsync(site, "1")).Refusal);
        Assert.Equal("403 role-forbidden", (await DoneAsync(admin, refund)).Refusal);
        Assert.Equal("404 protocol-not-found", (await DoneAsync(await service.AsAsync("client", "app"), refund)).Refusal);
        var done = (await DoneAsync(site, refund)).Expect(200);
        Assert.Equal(("refund-requested", "PIX 17"), (done["effect"].GetString(), done["reference"].GetString()));
        Assert.Equal(done.Text, (await DoneAsync(ana, refund)).Expect(200).Text);
        var read = (await ana.ReadAsync(number)).Expect(200);
        Assert.Equal(done.Text, read.Items("effects")[1].GetRawText());
        Assert.Single(read.Kinds("timeline"), "effect-done");

        Task<Reply> DoneAsync(Desk desk, string effect) => desk.SendAsync("POST", $"protocols/{number}/effects/{effect}/done", new { reference = "PIX 17" });
    }

    [Fact]
    public async Task It_is_done_once_however_often_it_is_sent_and_only_on_the_version_that_was_seen()
    {
        var ana = await service.AgentAsync();
        var number = await CancellationAsync();
        var seen = (await ana.ActionsAsync(number)).ETag!;
        var first = (await ana.DoAsync(number, "message-customer", message, ("Idempotency-Key", "k1"), ("If-Match", seen))).Expect(200);
        var again = (await ana.DoAsync(number, "message-customer", message, ("Idempotency-Key", "k1"))).Expect(200);

        Assert.False(first.Body.TryGetProperty("timeline", out _));
        Assert.True(again.Replayed);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("412 version-changed", (await ana.DoAsync(number, "message-customer", message, ("If-Match", seen))).Refusal);
        // The key belongs to the action too.
        Assert.Equal("409 action-not-offered", (await ana.DoAsync(number, "notify-dispatched", new { }, ("Idempotency-Key", "k1"))).Refusal);
        Assert.Equal(["opened", "action-taken", "contact"], (await ana.ReadAsync(number)).KindsOfActs);
        Assert.Equal(
            $"Recebemos o produto.\nJá estamos analisando.\n\nProtocolo {number}",
            (await ana.ReadAsync(number)).Acts[^1].GetProperty("text").GetString());
    }

    [Fact]
    [Trait("Requirement", "M6")]
    public async Task A_question_takes_no_action_that_leaves_it_waiting_and_is_finished_by_one()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Qual é o horário?", occurrence = "information", reason = "opening-hours" });

        Assert.Equal("422 question-stays-in-its-call", (await ana.DoAsync(number, "confirm-address")).Refusal);
        var finished = (await ana.DoAsync(number, "finish-case")).Expect(200);
        Assert.Equal("resolved", finished["status"].GetString());
        (await ana.CloseAsync(number)).Expect(200);
        Assert.Equal("409 protocol-closed", (await ana.DoAsync(number, "message-customer", message)).Refusal);
    }

    private async Task<string> CancellationAsync() => await (await service.AgentAsync()).OpenedAsync(
        new { channel = "web", subject = "Quero cancelar", occurrence = "cancellation", reason = "regret" });

    private static JsonElement Item(Reply listed, string code) =>
        listed.Items().Single(item => item.GetProperty("code").GetString() == code);
}
