using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Procedures on the protocol, and ticking their steps (M14).</summary>
[Trait("Requirement", "M14")]
public sealed class ProcedureTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    private static readonly object problem = new { channel = "phone", subject = "Internet sem sinal", occurrence = "technical-problem" };

    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task Who_may_not_tick_is_told_so_and_what_is_wrong_is_named()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(problem);

        Assert.Equal("403 role-forbidden", (await TickAsync(await service.AsAsync("compliance"), number, "greeting.number", new { done = true })).Refusal);
        Assert.Equal("404 protocol-not-found", (await TickAsync(await service.AsAsync("client", "site"), number, "greeting.number", new { done = true })).Refusal);
        Assert.Equal("404 step-not-found", (await TickAsync(ana, number, "greeting.nothing", new { done = true })).Refusal);
        Assert.Equal(["done required"], (await TickAsync(ana, number, "greeting.number", new { })).Errors);
        Assert.Equal(["done not-with"], (await TickAsync(ana, number, "greeting.number", new { done = true, skipped = "Sem tempo" })).Errors);
        Assert.Equal(["skipped empty"], (await TickAsync(ana, number, "greeting.number", new { skipped = " " })).Errors);
    }

    [Fact]
    public async Task Staff_see_the_steps_and_who_ticked_them()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(problem);
        var untouched = Steps((await ana.ReadAsync(number)).Expect(200));
        Assert.All(untouched, step => Assert.Equal("open", step.GetProperty("state").GetString()));

        var ticked = (await TickAsync(ana, number, "greeting.number", new { done = true }, ("Idempotency-Key", "tick-1"))).Expect(200);
        Assert.Equal(200, (await TickAsync(ana, number, "greeting.number", new { done = true }, ("Idempotency-Key", "tick-1"))).Status);
        Assert.Equal("409 step-ticked", (await TickAsync(ana, number, "greeting.number", new { done = true })).Refusal);
        (await TickAsync(ana, number, "greeting.deadline", new { skipped = "Resolvido na hora" })).Expect(200);

        // What is written once for all cases that have nothing ticked reads as what is put together for this one.
        Assert.Equal(untouched.Skip(1).Select(step => step.GetRawText()), Steps(ticked).Skip(1).Select(step => step.GetRawText()));
        var first = Steps(ticked)[0];
        Assert.Equal(("greeting.number", "done", 2), (first.GetProperty("id").GetString(), first.GetProperty("state").GetString(), first.GetProperty("entry").GetInt32()));
        Assert.Equal("Tell the protocol number before anything else", first.GetProperty("text").GetProperty("en").GetString());
        Assert.False(string.IsNullOrEmpty(first.GetProperty("by").GetProperty("id").GetString()));
        var read = (await ana.ReadAsync(number)).Expect(200);
        Assert.Equal(["done", "open", "open", "skipped"], Steps(read).Select(step => step.GetProperty("state").GetString()));
        var skipped = read.Acts[^1];
        Assert.Equal(("step-skipped", "Resolvido na hora"), (skipped.GetProperty("kind").GetString(), skipped.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_customer_sees_nothing_of_them()
    {
        var ana = await service.AgentAsync();
        var opened = (await ana.OpenAsync(problem)).Expect(201);
        (await TickAsync(ana, opened.Number!, "greeting.number", new { done = true })).Expect(200);
        var tracked = (await ana.SendAsync(
            "POST", "tracking", new { number = opened.Number, accessCode = opened.Body.GetProperty("accessCode").GetString() })).Expect(200);
        Assert.Empty(tracked.Body.GetProperty("protocol").GetProperty("procedures").EnumerateArray());
        Assert.DoesNotContain("step-done", tracked.Text, StringComparison.Ordinal);
    }

    private static Task<Reply> TickAsync(Desk desk, string number, string step, object body, params (string, string)[] headers) =>
        desk.SendAsync("POST", $"protocols/{number}/steps/{step}", body, headers);

    private static List<JsonElement> Steps(Reply reply) =>
        [.. reply["procedures"][0].GetProperty("steps").EnumerateArray()];
}
