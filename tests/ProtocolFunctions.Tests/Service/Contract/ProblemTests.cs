using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Refusals say what is wrong, the same way everywhere, in the reader's language.</summary>
public sealed class ProblemTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task A_refusal_is_a_problem_with_everything_the_contract_names()
    {
        var ana = await service.AgentAsync();
        var refused = await ana.OpenAsync(new { channel = "fax", subject = "", customer = new { document = "111" }, extra = 1 });

        Assert.Equal(400, refused.Status);
        Assert.Equal("application/problem+json", refused.ContentType);
        Assert.Equal("no-store", refused.Header("Cache-Control"));
        Assert.Equal("nosniff", refused.Header("X-Content-Type-Options"));
        Assert.Equal("urn:protocol-functions:problem:invalid", refused["type"].GetString());
        Assert.Equal("invalid", refused.Code);
        Assert.Equal(400, refused["status"].GetInt32());
        Assert.All(new[] { "title", "detail", "traceId" }, name => Assert.NotEqual("", refused[name].GetString()));
        Assert.Equal(
            ["channel not-one-of", "customer.document invalid-document", "extra unknown-field", "subject empty"], refused.Errors);
        Assert.All(refused.Items("errors"), error => Assert.NotEqual("", error.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task A_refusal_without_fields_has_no_list_of_them()
    {
        var ana = await service.AgentAsync();
        var refused = await ana.ReadAsync(Samples.UnknownNumber);
        Assert.False(refused.Body.TryGetProperty("errors", out _));
    }

    [Theory]
    [InlineData(null, "Protocolo não encontrado", "pt-BR")]
    [InlineData("pt-BR", "Protocolo não encontrado", "pt-BR")]
    [InlineData("en", "Protocol not found", "en")]
    [InlineData("en-GB,en;q=0.9", "Protocol not found", "en")]
    [InlineData("pt;q=0.5, en;q=0.8", "Protocol not found", "en")]
    [InlineData("fr, en;q=0.2, pt;q=0.7", "Protocolo não encontrado", "pt-BR")]
    [InlineData("fr", "Protocolo não encontrado", "pt-BR")]
    [InlineData("!!;;q=x", "Protocolo não encontrado", "pt-BR")]
    public async Task The_language_is_the_readers_and_Portuguese_where_he_does_not_say(string? wish, string title, string language)
    {
        var ana = await service.AgentAsync();
        var refused = await ana.ReadAsync(Samples.UnknownNumber, wish is null ? [] : [("Accept-Language", wish)]);
        Assert.Equal(title, refused["title"].GetString());
        Assert.Equal([language], refused.ContentHeaders.ContentLanguage);
    }

    [Fact]
    public async Task Field_messages_come_in_the_readers_language_too()
    {
        var ana = await service.AgentAsync();
        var refused = await ana.SendAsync("POST", "protocols", new { }, ("Accept-Language", "en"));
        Assert.Equal("This field is required.", refused.Items("errors").Single().GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("GET", "nowhere", "404 route-not-found")]
    [InlineData("GET", "protocols/2026/nowhere", "404 route-not-found")]
    [InlineData("DELETE", "protocols", "405 method-not-allowed")]
    [InlineData("PUT", "protocols/search", "405 method-not-allowed")]
    public async Task What_is_no_route_is_a_problem_like_any_other(string method, string path, string refusal)
    {
        var ana = await service.AgentAsync();
        var answer = await ana.SendAsync(method, path, null);
        Assert.Equal(refusal, answer.Refusal);
        Assert.Equal("application/problem+json", answer.ContentType);
    }

    [Theory]
    [InlineData("2026")]
    [InlineData("abc")]
    [InlineData("search")]
    [InlineData("20201301000000010")]
    [InlineData("%00")]
    [InlineData("'; DROP TABLE protocols; --")]
    public async Task A_number_that_cannot_be_one_is_called_mistyped(string typed)
    {
        var ana = await service.AgentAsync();
        Assert.Equal("400 number-mistyped", (await ana.ReadAsync(typed)).Refusal);
        Assert.Equal("400 number-mistyped", (await ana.NoteAsync(typed, "Nota")).Refusal);
    }

    [Fact]
    public async Task Without_a_good_token_nothing_is_told()
    {
        var number = await (await service.AgentAsync()).OpenedAsync(Samples.Contact());
        var refused = await service.Anyone.ReadAsync(number);
        Assert.Equal("401 unauthenticated", refused.Refusal);
        Assert.Equal("Bearer", refused.Header("WWW-Authenticate"));
        Assert.Equal("401 unauthenticated", (await service.Anyone.OpenAsync(new { channel = "phone" })).Refusal);
        Assert.Equal("401 unauthenticated", (await service.Anyone.SearchAsync(new { })).Refusal);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer not.a.token")]
    [InlineData("Basic YW5hOmFuYQ==")]
    [InlineData("Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJyb2xlIjoiYWdlbnQiLCJzdWIiOiJhbmEiLCJpc3MiOiJwcm90b2NvbHMtZGV2ZWxvcG1lbnQiLCJhdWQiOiJwcm90b2NvbHMtZGV2ZWxvcG1lbnQiLCJleHAiOjQxMDI0NDQ4MDB9.")]
    public async Task A_token_that_is_not_ours_is_none(string authorization)
    {
        var refused = await service.Anyone.SendAsync("GET", "protocols", null, ("Authorization", authorization));
        Assert.Equal("401 unauthenticated", refused.Refusal);
    }

    [Fact]
    public async Task A_token_that_somebody_altered_is_none()
    {
        var issued = (await service.Anyone.SendAsync("POST", "dev/tokens", new { role = "client", id = "site" })).Expect(201);
        var parts = issued["token"].GetString()!.Split('.');
        var payload = JsonSerializer.Serialize(new { sub = "site", role = "admin", iss = "protocols-development", aud = "protocols-development", exp = 4102444800 });
        var forged = $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(payload))}.{parts[2]}";
        var refused = await service.Anyone.SendAsync("GET", "protocols", null, ("Authorization", $"Bearer {forged}"));
        Assert.Equal("401 unauthenticated", refused.Refusal);
    }

    [Theory]
    [InlineData("""{ "role": "boss", "id": "x" }""", "role not-one-of")]
    [InlineData("""{ "role": "agent" }""", "id required")]
    [InlineData("""{ "role": "consumer", "id": "x", "document": "529.982.247-26" }""", "document invalid-document")]
    public async Task A_token_is_issued_only_for_what_exists(string body, string error)
    {
        var refused = await service.Anyone.SendTextAsync("POST", "dev/tokens", body);
        Assert.Equal("400 invalid", refused.Refusal);
        Assert.Equal([error], refused.Errors);
    }

    [Theory]
    [InlineData("P-3D")]
    [InlineData("-P3D")]
    [InlineData("3 days")]
    [InlineData("PT0S")]
    [InlineData("P99999D")]
    [InlineData("P99999999999999D")]
    public async Task The_development_clock_moves_forward_only_and_within_reason(string advance)
    {
        var refused = await service.Anyone.SendAsync("POST", "dev/clock", new { advance });
        Assert.Equal("400 invalid", refused.Refusal);
        Assert.Equal(["advance not-a-duration"], refused.Errors);
    }
}
