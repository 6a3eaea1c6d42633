using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>An auditor goes through a day in which everything was done that he asks for: who, when and what is in the log, why is where it says.</summary>
[Trait("Requirement", "M25")]
public sealed class AuditScenarioTests : IAsyncLifetime
{
    private RunningService service = null!;

    public async Task InitializeAsync() => service = await RunningService.WithAsync("--Limits:Reveals", "2/hour");

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Who_did_what_when_and_why_is_found_for_each_thing_that_was_done()
    {
        var (ana, rita) = (await service.AgentAsync(), await service.AsAsync("admin", "rita"));
        var (otto, lia) = (await service.AsAsync("compliance", "otto"), await service.AsAsync("supervisor", "lia"));
        var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        var recording = await ana.RecordedAsync(number, Audio.Wav(500));
        var began = TimeProvider.System.GetUtcNow();

        // The rules, webhooks and passes.
        (await rita.SendTextAsync("PUT", "catalog/procedures", """{ "items": [], "reason": "Reorganização" }""", ("If-Match", "*"))).Expect(200);
        var hook = (await rita.SendAsync("POST", "webhooks", new { url = "https://crm.example.com/", events = new[] { "protocol.purged" } })).Expect(201)["id"].GetString();
        (await rita.SendAsync("DELETE", $"webhooks/{hook}", null)).Expect(200);
        var dead = await service.BuryAsync("audit-1");
        (await rita.RedriveAsync(dead)).Expect(202);
        (await rita.SendAsync("POST", "sweeps/deadlines", new { })).Expect(200);
        // Holds, accesses, exports.
        (await otto.SendAsync("PUT", $"protocols/{number}/legal-hold", new { reason = "Ação civil", reference = "0001234-56" })).Expect(200);
        (await otto.SendAsync("DELETE", $"protocols/{number}/legal-hold", null, ("Access-Reason", "Acordo feito"))).Expect(200);
        (await ana.RevealAsync(number, "Maria confirmou")).Expect(200);
        (await otto.SendAsync("GET", $"protocols/{number}/recordings/{recording}/content", null, ("Access-Reason", "Ouvir a queixa"))).Expect(200);
        (await lia.SendAsync("GET", $"protocols/{number}/statement", null)).Expect(200);
        (await lia.SendAsync("GET", "reports/summary", null, ("Accept", "text/csv"))).Expect(200);
        (await otto.SendAsync("GET", $"protocols/{number}/access-log", null, ("Accept", "text/csv"))).Expect(200);
        (await ana.SearchAsync(new { name = "Maria Souza" })).Expect(200);
        // What was refused.
        (await ana.RevealAsync(number)).Expect(200);
        for (var n = 0; n < 5; n++)
            Assert.Equal("429 too-many-calls", (await ana.RevealAsync(number)).Refusal);
        Assert.Equal("401 unauthenticated", (await service.With("rubbish").ListAsync()).Refusal);
        Assert.Equal("404 tracking-not-found", (await service.Anyone.SendAsync("POST", "tracking", new { number, accessCode = "AAAAAAAA" })).Refusal);
        await service.AdvanceAsync("PT1M");

        var log = (await otto.SendAsync("GET", $"audit-log?from={Day(began)}&to={Day(began.AddHours(1))}&limit=200", null)).Expect(200);
        var acts = log.Items().Where(act => Text(act, "kind") != "token-issued").ToList();
        Assert.Equal(
            [
                "acted rita EditCatalog procedures", "acted rita AddWebhook", $"acted rita RemoveWebhook {hook}", $"acted rita RedriveEscalation {dead}",
                "acted rita SweepDeadlinesNow", $"acted otto SetLegalHold {number}", $"acted otto LiftLegalHold {number}", $"customer-revealed ana {number}",
                $"recording-heard otto {number} {recording}", $"statement-made lia {number}", "exported lia ReadSummary", $"exported otto {number}", "searched ana name",
                $"customer-revealed ana {number}", "turned-away ana RevealCustomer 1", "turned-away ana RevealCustomer 2", "turned-away ana RevealCustomer 4",
                "sign-in-refused nobody unreadable 1", "sign-in-refused nobody tracking 1", "acted developer AdvanceDevelopmentClock PT1M",
            ],
            acts.Select(Line));
        Assert.All(acts, act => Assert.InRange(act.GetProperty("at").GetDateTimeOffset(), began.AddSeconds(-1), began.AddMinutes(10)));
        Assert.All(
            new[] { "52998224725", "529.982", "Maria", "Reorganiz", "Ação", "Acordo", "Ouvir", "127.0.0.1" },
            personal => Assert.DoesNotContain(personal, log.Text, StringComparison.Ordinal));

        var versions = (await rita.SendAsync("GET", "catalog/versions", null)).Expect(200);
        Assert.Contains(versions.Items(), version => version.GetProperty("by").GetProperty("id").GetString() == "rita" && Text(version, "reason") == "Reorganização");
        var accesses = (await otto.SendAsync("GET", $"protocols/{number}/access-log?limit=200", null)).Expect(200).Items();
        Assert.Contains(("customer-revealed", "ana", "Maria confirmou"), accesses.Select(Why));
        Assert.Contains(("recording-heard", "otto", "Ouvir a queixa"), accesses.Select(Why));
        var told = (await otto.TimelineAsync(number)).Expect(200).Text;
        Assert.Contains("Ação civil", told, StringComparison.Ordinal);
        Assert.Contains("Acordo feito", told, StringComparison.Ordinal);
    }

    private string Day(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, service.Zone):yyyy-MM-dd}";

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static (string?, string?, string?) Why(JsonElement access) => (
        Text(access, "kind"), Text(access.GetProperty("by"), "id"), access.TryGetProperty("reason", out var reason) ? reason.GetString() : null);

    /// <summary>Without the hash of an address.</summary>
    private static string Line(JsonElement act)
    {
        var (kind, item) = (Text(act, "kind")!, Text(act, "item")!);
        var said = kind is "turned-away" or "sign-in-refused" ? string.Join(' ', item.Split(' ')[..2]) : item;
        return $"{kind} {Text(act.GetProperty("by"), "id")} {said}";
    }
}
