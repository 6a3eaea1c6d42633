using System.Text.Json.Nodes;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>Demands whose term may be extended, which no occurrence of a shipped catalogue has.</summary>
internal static class Extendable
{
    public const string Occurrence = "cancellation";

    /// <summary>As many of them as there are.</summary>
    public static async Task AllowExtensionsAsync(this RunningService service)
    {
        var admin = await service.AsAsync("admin", "rules");
        var body = JsonNode.Parse((await admin.SendAsync("GET", "catalog/policies", null)).Expect(200).Text)!.AsObject();
        var policy = body["items"]!.AsArray().Single(item => (string?)item!["code"] == "sac-cancellation")!;
        policy["presets"] = new JsonArray();
        policy["targets"]!.AsArray().Add(JsonNode.Parse("""
            { "target": "legalAnswer", "terms": [
              { "amount": 10, "unit": "business-days", "calendar": "banking", "extension": 10, "rule": { "article": "a", "source": "s", "verified": false } } ] }
            """));
        (await admin.SendAsync("PUT", "catalog/policies", body, ("If-Match", "*"))).Expect(200);
    }
}
