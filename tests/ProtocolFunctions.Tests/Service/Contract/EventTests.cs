using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>The feed of events through HTTP (M30).</summary>
[Trait("Requirement", "M30")]
public sealed class EventTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task Administrators_and_clients_alone_read_it_and_a_place_that_is_none_is_refused()
    {
        foreach (var role in (string[])["agent", "ombudsman", "compliance", "regulator"])
            Assert.Equal("403 role-forbidden", (await (await service.AsAsync(role)).SendAsync("GET", "events", null)).Refusal);
        var admin = await service.AsAsync("admin", "rita");
        Assert.Equal(["after invalid-cursor"], (await admin.SendAsync("GET", "events?after=AAAA", null)).Errors);
        var other = (await admin.SendAsync("GET", "protocols?limit=1", null)).Expect(200);
        await (await service.AgentAsync()).OpenedAsync(Samples.Contact());
        await (await service.AgentAsync()).OpenedAsync(Samples.Contact());
        var cursor = (await admin.SendAsync("GET", "protocols?limit=1", null)).Expect(200)["nextCursor"].GetString();
        Assert.Equal(["after invalid-cursor"], (await admin.SendAsync("GET", $"events?after={cursor}", null)).Errors);
        Assert.Equal(["limit not-between"], (await admin.SendAsync("GET", "events?limit=201", null)).Errors);
        Assert.Equal(200, other.Status);
    }

    [Fact]
    public async Task It_goes_on_from_where_it_was_read()
    {
        var (admin, ana) = (await service.AsAsync("admin", "rita"), await service.AgentAsync());
        var place = await EndAsync(admin);
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.NoteAsync(number, "Ligar para Maria")).Expect(201);
        (await ana.AmendAsync(number, new { occurrence = "technical-problem" })).Expect(200);

        var first = (await admin.SendAsync("GET", $"events?after={place}&limit=2", null)).Expect(200);
        var second = (await admin.SendAsync("GET", $"events?after={first["next"]}", null)).Expect(200);
        Assert.Equal(["protocol.opened", "protocol.entry-added"], first.Items().Select(one => one.GetProperty("type").GetString()));
        Assert.Equal(["protocol.classified"], second.Items().Select(one => one.GetProperty("type").GetString()));
        Assert.All(first.Items(), one => Assert.Equal(number, one.GetProperty("subject").GetString()));
        Assert.DoesNotContain("Maria", first.Text + second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(number, first["next"].GetString(), StringComparison.Ordinal);
        Assert.True(first["more"].GetBoolean());
        var end = (await admin.SendAsync("GET", $"events?after={second["next"]}", null)).Expect(200);
        Assert.Empty(end.Items());
        Assert.False(end["more"].GetBoolean());
    }

    [Fact]
    public async Task A_client_reads_of_its_own_protocols_and_an_administrator_of_all()
    {
        var (site, admin) = (await service.AsAsync("client", "site"), await service.AsAsync("admin", "rita"));
        await (await service.AgentAsync()).OpenedAsync(Samples.Contact());
        var own = await site.OpenedAsync(new { channel = "web" });
        Assert.Equal([own], (await site.SendAsync("GET", "events", null)).Expect(200).Items().Select(one => one.GetProperty("subject").GetString()));
        Assert.Empty((await (await service.AsAsync("client", "app")).SendAsync("GET", "events", null)).Expect(200).Items());
        Assert.Contains(own, (await admin.SendAsync("GET", "events?limit=200", null)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_back_too_late_is_told_that_he_has_missed_something()
    {
        var admin = await service.AsAsync("admin", "rita");
        var place = await EndAsync(admin);
        await service.AdvanceAsync("P31D");
        Assert.Equal(["after place-too-old"], (await admin.SendAsync("GET", $"events?after={place}", null)).Errors);
        await EndAsync(admin);
    }

    private static async Task<string> EndAsync(Desk admin)
    {
        for (var place = ""; ;)
        {
            var page = (await admin.SendAsync("GET", $"events?limit=200{(place.Length > 0 ? $"&after={place}" : "")}", null)).Expect(200);
            place = page["next"].GetString()!;
            if (!page["more"].GetBoolean())
                return place;
        }
    }
}
