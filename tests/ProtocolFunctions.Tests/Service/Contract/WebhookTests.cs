using ProtocolFunctions.Tests.Service.Support;
using ProtocolFunctions.Tests.Webhooks;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Other systems that are told of events, through HTTP from end to end (M30).</summary>
[Trait("Requirement", "M30")]
public sealed class WebhookTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task Administrators_alone_see_and_change_them_and_what_is_wrong_is_named()
    {
        foreach (var role in (string[])["agent", "supervisor", "compliance", "client"])
        {
            Assert.Equal("403 role-forbidden", (await (await service.AsAsync(role)).SendAsync("GET", "webhooks", null)).Refusal);
            Assert.Equal("403 role-forbidden", (await (await service.AsAsync(role)).SendAsync("POST", "webhooks", new { url = "https://crm.example.com/" })).Refusal);
        }
        Assert.Equal("401 unauthenticated", (await service.Anyone.SendAsync("GET", "webhooks/dead-letters", null)).Refusal);
        var admin = await AdminAsync();
        Assert.Equal(["url required"], (await admin.SendAsync("POST", "webhooks", new { })).Errors);
        Assert.Equal(["url not-public"], (await admin.SendAsync("POST", "webhooks", new { url = "https://192.168.0.9/" })).Errors);
        Assert.Equal(["events not-one-of"], (await admin.SendAsync("POST", "webhooks", new { url = "https://a.example/", events = new[] { "x" } })).Errors);
        Assert.Equal(["secret not-a-secret"], (await admin.SendAsync("POST", "webhooks", new { url = "https://a.example/", secret = "s" })).Errors);
        Assert.Equal("404 webhook-not-found", (await admin.SendAsync("DELETE", "webhooks/none", null)).Refusal);
        Assert.Equal("404 webhook-not-found", (await admin.SendAsync("POST", "webhooks/none/switch-on", new { })).Refusal);
        Assert.Equal("404 dead-letter-not-found", (await admin.SendAsync("POST", "webhooks/dead-letters/99/redrive", new { })).Refusal);
    }

    [Fact]
    public async Task A_secret_is_told_once_and_the_same_request_adds_one()
    {
        var admin = await AdminAsync();
        var body = new { url = "https://crm.example.com/a", events = new[] { "protocol.purged" } };
        var added = (await admin.SendAsync("POST", "webhooks", body, ("Idempotency-Key", "hook-1"))).Expect(201);
        var again = (await admin.SendAsync("POST", "webhooks", body, ("Idempotency-Key", "hook-1"))).Expect(201);
        Assert.Equal((added.Text, true), (again.Text, again.Replayed));
        Assert.Equal(
            "422 idempotency-key-reused",
            (await admin.SendAsync("POST", "webhooks", new { url = "https://crm.example.com/b" }, ("Idempotency-Key", "hook-1"))).Refusal);
        var listed = (await admin.SendAsync("GET", "webhooks", null)).Expect(200);
        Assert.Single(listed.Items(), one => one.GetProperty("id").GetString() == added["id"].GetString());
        Assert.DoesNotContain("whsec_", listed.Text, StringComparison.Ordinal);
        await RemoveAsync(admin, added);
        Assert.DoesNotContain(added["id"].GetString()!, (await admin.SendAsync("GET", "webhooks", null)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_follows_is_told_signed_and_in_an_order_that_can_be_told()
    {
        var (admin, ana) = (await AdminAsync(), await service.AgentAsync());
        await using var receiver = await Receiver.StartAsync();
        var hook = await FollowAsync(admin, receiver);
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.SolveAsync(number)).Expect(201);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);

        var calls = await receiver.AwaitAsync(all => all.Select(call => call.Id).Distinct().Count() >= 5);
        Assert.All(calls, call => Assert.True(call.IsSignedWith(hook["secret"].GetString()!)));
        Assert.Equal(
            ["protocol.opened", "protocol.entry-added", "protocol.entry-added", "protocol.resolved", "protocol.closed"],
            calls.DistinctBy(call => call.Id).OrderBy(call => call.Sequence).Select(call => call.Type));
        Assert.All(calls, call => Assert.DoesNotContain("Maria", System.Text.Encoding.UTF8.GetString(call.Body), StringComparison.Ordinal));
        await RemoveAsync(admin, hook);
    }

    [Fact]
    public async Task What_was_not_taken_comes_again_under_the_same_id()
    {
        var (admin, ana) = (await AdminAsync(), await service.AgentAsync());
        await using var receiver = await Receiver.StartAsync();
        var hook = await FollowAsync(admin, receiver, "protocol.opened");
        var failures = 2;
        receiver.Status = _ => Interlocked.Decrement(ref failures) >= 0 ? 503 : 200;
        var number = await ana.OpenedAsync(Samples.Contact());
        var calls = await receiver.AwaitAsync(all => all.Count >= 3);
        Assert.Equal([$"{number}-1"], calls.Select(call => call.Id).Distinct());
        await RemoveAsync(admin, hook);
    }

    [Fact]
    public async Task One_that_says_it_is_gone_is_off_and_what_it_missed_is_sent_once_it_is_on_again()
    {
        var (admin, ana) = (await AdminAsync(), await service.AgentAsync());
        await using var receiver = await Receiver.StartAsync();
        service.ExpectLogged("of webhooks cannot be handled");
        var hook = await FollowAsync(admin, receiver, "protocol.opened");
        receiver.Status = _ => 410;
        var number = await ana.OpenedAsync(Samples.Contact());
        var letter = await DeadAsync(admin, number);
        Assert.Equal(("status-410", hook["id"].GetString(), 1), (
            letter.GetProperty("reason").GetString(), letter.GetProperty("webhook").GetString(), letter.GetProperty("sequence").GetInt32()));
        Assert.Equal(("off", "status-410"), await StateAsync(admin, hook));

        receiver.Status = _ => 204;
        Assert.Equal("on", (await admin.SendAsync("POST", $"webhooks/{hook["id"]}/switch-on", new { })).Expect(200)["state"].GetString());
        (await admin.SendAsync("POST", $"webhooks/dead-letters/{letter.GetProperty("id")}/redrive", new { })).Expect(202);
        await receiver.AwaitAsync(all => all.Count(call => call.Id == $"{number}-1") >= 2);
        await RemoveAsync(admin, hook);
    }

    private Task<Desk> AdminAsync() => service.AsAsync("admin", "rita");

    private static async Task<Reply> FollowAsync(Desk admin, Receiver receiver, params string[] events) =>
        (await admin.SendAsync("POST", "webhooks", new { url = receiver.Url, events })).Expect(201);

    private static async Task RemoveAsync(Desk admin, Reply hook) => (await admin.SendAsync("DELETE", $"webhooks/{hook["id"]}", null)).Expect(200);

    private static async Task<(string?, string?)> StateAsync(Desk admin, Reply hook)
    {
        var one = (await admin.SendAsync("GET", "webhooks", null)).Items().Single(item => item.GetProperty("id").GetString() == hook["id"].GetString());
        return (one.GetProperty("state").GetString(), one.GetProperty("reason").GetString());
    }

    private static async Task<System.Text.Json.JsonElement> DeadAsync(Desk admin, string number)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            var found = (await admin.SendAsync("GET", "webhooks/dead-letters?limit=200", null)).Items().Where(item => item.GetProperty("number").GetString() == number).ToList();
            if (found.Count > 0)
                return found[0];
            await Task.Delay(25);
        }
        throw new TimeoutException($"No event of {number} died.");
    }
}
