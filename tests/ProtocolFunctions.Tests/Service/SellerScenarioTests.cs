using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>A store on a marketplace answers to a customer who wants to send a product back.</summary>
public sealed class SellerScenarioTests
{
    [Fact]
    [Trait("Requirement", "M12")]
    public async Task A_return_with_photos_is_looked_into_refused_and_handed_to_the_platform()
    {
        var service = await RunningService.WithAsync("--Catalog:Name", "marketplace");
        try
        {
            await PlayAsync(service);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static async Task PlayAsync(RunningService service)
    {
        var store = await service.AsAsync("agent", "loja-1", "Loja Casa Clara");
        var app = await service.AsAsync("client", "app");
        var maria = await service.AsAsync("consumer", "maria", document: Samples.Cpf);

        // Maria asks in the app to send her lamp back; the store takes the case.
        var number = await app.OpenedAsync(new
        {
            channel = "app",
            subject = "Luminária chegou quebrada",
            detail = "O vidro está trincado",
            occurrence = "damaged-product",
            reason = "damaged-in-transit",
            customer = new { name = "Maria Souza", document = Samples.Cpf },
            references = new[] { new { kind = "order", value = "PED-1042" } },
            context = new Dictionary<string, string> { ["order.state"] = "delivered" },
        });
        (await store.ClaimAsync(number)).Expect(200);

        // Better photos are asked for only after some were; a delivered order is not cancelled.
        var all = (await store.ActionsAsync(number, all: true)).Expect(200).Items();
        Assert.Equal(15, all.Count);
        Assert.Equal("409 action-not-offered", (await store.DoAsync(number, "request-better-photos", new { data = new { reason = "Escuras" } })).Refusal);
        var approving = await store.DoAsync(number, "approve-cancellation", new { confirm = new[] { "order.state" } });
        Assert.Equal("409 action-not-offered", approving.Refusal);
        Assert.Equal(["context.order.state fact-must-not-be", "type action-fits"], approving.Errors);

        // The store asks for photos: Maria is written to and the case waits for her.
        var asked = (await store.DoAsync(number, "request-photos")).Expect(200);
        Assert.Equal(("waiting", "customer"), (asked["status"].GetString(), asked["waitingOn"].GetString()));
        Assert.Equal("409 action-not-offered", (await store.DoAsync(number, "request-photos")).Refusal);

        // She sends one, which ends the waiting; it is too dark.
        (await maria.AttachAsync(number, Audio.Png(2_000))).Expect(201);
        Assert.Equal("in-progress", (await store.ReadAsync(number))["status"].GetString());
        Assert.Contains("request-better-photos", Offered(await store.ActionsAsync(number)));
        Assert.Equal(["data.reason required"], (await store.DoAsync(number, "request-better-photos")).Errors);
        (await store.DoAsync(number, "request-better-photos", new { data = new { reason = "Estão escuras." } })).Expect(200);
        (await maria.AttachAsync(number, Audio.Png(3_000))).Expect(201);
        Assert.Equal("in-progress", (await store.ReadAsync(number))["status"].GetString());

        // Now the store sees what it needs, refuses, and as Maria insists asks the platform for help.
        (await store.DoAsync(number, "refuse-cancellation", new { data = new { reason = "O lacre foi rompido após a entrega" } })).Expect(200);
        (await maria.HearAsync(number, "Não concordo")).Expect(201);
        var helped = (await store.DoAsync(number, "request-help", new { data = new { reason = "Cliente não aceita a recusa" } })).Expect(200);
        Assert.Equal(("in-progress", "loja-1"), (helped["status"].GetString(), helped["owner"].GetProperty("id").GetString()));

        var timeline = (await store.ReadAsync(number)).Acts;
        var taken = timeline.Where(entry => entry.GetProperty("kind").GetString() == "action-taken").Select(entry => entry.GetProperty("data")).ToList();
        Assert.Equal(
            ["request-photos", "request-better-photos", "refuse-cancellation", "request-help"],
            taken.Select(data => data.GetProperty("action").GetString()));
        Assert.Equal("platform-help", taken[^1].GetProperty("department").GetString());
        Assert.True(taken[^1].GetProperty("countsAgainstPerformance").GetBoolean());
        Assert.Equal("help-requested", timeline[^1].GetProperty("kind").GetString());
        Assert.Equal("Cliente não aceita a recusa", taken[^1].GetProperty("data").GetProperty("reason").GetString());

        // Maria reads what she was written, and nothing of what the store told the platform.
        var hers = (await maria.ReadAsync(number)).Expect(200);
        Assert.Equal(["contact", "contact", "contact", "contact"], hers.KindsOfActs);
        Assert.Contains("Estão escuras.", hers.Text, StringComparison.Ordinal);
        Assert.Contains($"O cancelamento pedido no protocolo {number} não pôde ser aceito", hers.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("não aceita a recusa", hers.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Offered(Reply actions) => actions.Items().Select(item => item.GetProperty("code").GetString());
}
