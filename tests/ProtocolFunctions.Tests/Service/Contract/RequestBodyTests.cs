using System.Net.Http.Headers;
using System.Text;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>What a body may be. A misspelt field is never silently dropped, and nothing that was sent makes the service fail.</summary>
public sealed class RequestBodyTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Theory]
    [InlineData("""{ "chanel": "phone" }""", "chanel unknown-field", "channel required")]
    [InlineData("""{ "channel": "phone", "customer": { "cpf": "1" } }""", "customer.cpf unknown-field")]
    [InlineData("""{ "channel": "phone", "references": [{ "kind": "order", "value": "1", "extra": 1 }] }""", "references[0].extra unknown-field")]
    [InlineData("""{ "channel": "phone", "Subject": "x" }""", "Subject unknown-field")]
    [InlineData("""{ "channel": "phone", "<b>\u0000ç": 1 }""", "?b??? unknown-field")]
    public async Task A_field_that_does_not_exist_is_refused_by_name(string body, params string[] errors) =>
        await RefusedAsync(body, errors);

    [Theory]
    [InlineData("""{ "channel": 1 }""", "channel not-one-of")]
    [InlineData("""{ "channel": null }""", "channel required")]
    [InlineData("""{ "channel": "PHONE" }""", "channel not-one-of")]
    [InlineData("""{ "channel": "phone", "subject": 5 }""", "subject not-a-text")]
    [InlineData("""{ "channel": "phone", "subject": ["x"] }""", "subject not-a-text")]
    [InlineData("""{ "channel": "phone", "subject": "a\nb" }""", "subject invalid-text")]
    [InlineData("""{ "channel": "phone", "subject": "a\u0000b" }""", "subject invalid-text")]
    [InlineData("""{ "channel": "phone", "subject": "  " }""", "subject empty")]
    [InlineData("""{ "channel": "phone", "customer": "Maria" }""", "customer not-an-object")]
    [InlineData("""{ "channel": "phone", "customer": { "email": "maria", "phone": "12", "document": "529.982.247-26" } }""",
        "customer.document invalid-document", "customer.email invalid-email", "customer.phone invalid-phone")]
    [InlineData("""{ "channel": "phone", "references": {} }""", "references not-a-list")]
    [InlineData("""{ "channel": "phone", "references": ["x"] }""",
        "references[0] not-an-object", "references[0].kind required", "references[0].value required")]
    [InlineData("""{ "channel": "phone", "context": [] }""", "context not-texts-by-name")]
    [InlineData("""{ "channel": "phone", "context": { "order.state": 1 } }""", "context.order.state not-a-text-up-to")]
    [InlineData("""{ "channel": "phone", "context": { "": "x" } }""", "context. invalid-name")]
    [InlineData("""{ "channel": "phone", "receiptBy": "email" }""", "receiptBy not-one-of")]
    [InlineData("""{ "channel": "phone", "receiptBy": ["pigeon"] }""", "receiptBy not-one-of")]
    [InlineData("""{ "channel": "phone", "occurrence": "nothing-we-know" }""", "occurrence not-one-of")]
    [InlineData("""{ "channel": "phone", "reason": "late" }""", "reason needs-occurrence")]
    [InlineData("""{ "channel": "phone", "occurrence": "question", "reason": "late" }""", "reason not-one-of")]
    public async Task A_value_of_the_wrong_kind_is_refused_by_name(string body, params string[] errors) =>
        await RefusedAsync(body, errors);

    [Theory]
    [InlineData("""{ "channel": "phone", "subject": "\ud83d" }""", "subject invalid-text")]
    [InlineData("""{ "channel": "\udc00" }""", "channel not-one-of")]
    [InlineData("""{ "channel": "phone", "references": [{ "kind": "order", "value": "\ud800x" }] }""", "references[0].value invalid-text")]
    [InlineData("""{ "channel": "phone", "context": { "a": "\ud800" } }""", "context.a not-a-text-up-to")]
    [InlineData("""{ "channel": "phone", "receiptBy": ["\ud800"] }""", "receiptBy not-one-of")]
    public async Task Half_a_character_is_refused_and_breaks_nothing(string body, params string[] errors) =>
        await RefusedAsync(body, errors);

    [Theory]
    [InlineData("""{ "channel": "phone", "\ud800": 1 }""")]
    [InlineData("""{ "channel": "phone", "context": { "\ud800": "x" } }""")]
    [InlineData("""{ "channel": "phone", "customer": { "\udfff": "x" } }""")]
    public async Task Half_a_character_in_a_name_is_refused_and_breaks_nothing(string body)
    {
        var ana = await service.AgentAsync();
        Assert.Equal(400, (await ana.SendTextAsync("POST", "protocols", body)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"phone\"")]
    [InlineData("{")]
    [InlineData("""{ "channel": "phone", }""")]
    [InlineData("""{ "channel": "phone" } x""")]
    [InlineData("""{ 'channel': 'phone' }""")]
    [InlineData("""{ "channel": "phone" /* hello */ }""")]
    [InlineData("""{ "channel": "phone", "channel": "chat" }""")]
    [InlineData("""{ "channel": "phone", "customer": { "name": "A", "name": "B" } }""")]
    [InlineData("""{ "channel": "phone", "context": { "a": "1", "\u0061": "2" } }""")]
    [InlineData("""{ "channel": "phone", "detail": [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]] }""")]
    public async Task What_is_not_one_well_formed_object_is_refused(string body)
    {
        var ana = await service.AgentAsync();
        var refused = await ana.SendTextAsync("POST", "protocols", body);
        Assert.Equal(400, refused.Status);
        Assert.Contains(refused.Code, body.Length == 0 ? ["invalid"] : new[] { "not-json" });
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        var ana = await service.AgentAsync();
        var content = new ByteArrayContent([.. """{ "channel": "phone", "subject": " """u8.ToArray(), 0xC3, 0x28, .. "\" }"u8.ToArray()]);
        content.Headers.ContentType = new("application/json");
        Assert.Equal(400, (await ana.SendAsync("POST", "protocols", content)).Status);
    }

    [Theory]
    [InlineData(200, "subject", 201)]
    [InlineData(201, "subject", 400)]
    [InlineData(20_000, "detail", 201)]
    [InlineData(20_001, "detail", 400)]
    public async Task Texts_are_as_long_as_promised_and_no_longer(int length, string field, int status)
    {
        var ana = await service.AgentAsync();
        var reply = await ana.OpenAsync(new Dictionary<string, string> { ["channel"] = "web", [field] = new('ç', length) });
        Assert.Equal(status, reply.Status);
        if (status == 400)
            Assert.Equal([$"{field} too-long"], reply.Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_refused_whether_it_tells_its_length_or_not(bool chunked)
    {
        var ana = await service.AgentAsync();
        var bytes = Encoding.ASCII.GetBytes($$"""{ "channel": "phone", "detail": "{{new string('x', 300 * 1024)}}" }""");
        using var stream = new MemoryStream(bytes);
        using HttpContent content = chunked ? new UnknownLength(stream) : new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        Assert.Equal("413 body-too-large", (await ana.SendAsync("POST", "protocols", content)).Refusal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonx")]
    [InlineData(null)]
    public async Task A_body_that_does_not_say_it_is_JSON_is_refused(string? type)
    {
        var ana = await service.AgentAsync();
        var content = new ByteArrayContent("""{ "channel": "phone" }"""u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        Assert.Equal("415 unsupported-media-type", (await ana.SendAsync("POST", "protocols", content)).Refusal);
    }

    [Theory]
    [InlineData("POST", "application/json")]
    [InlineData("POST", "application/json; charset=utf-8")]
    [InlineData("POST", "APPLICATION/JSON")]
    [InlineData("PATCH", "application/merge-patch+json")]
    public async Task JSON_is_taken_however_it_is_spelt(string method, string type)
    {
        var ana = await service.AgentAsync();
        var path = method == "PATCH" ? $"protocols/{await ana.OpenedAsync(Samples.Contact())}" : "protocols";
        var content = new StringContent(method == "PATCH" ? """{ "detail": "Mais" }""" : """{ "channel": "phone" }""");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        Assert.True((await ana.SendAsync(method, path, content)).Status is 200 or 201);
    }

    [Fact]
    public async Task A_call_that_needs_nothing_takes_an_empty_body_and_an_empty_object_alike()
    {
        var ana = await service.AgentAsync();
        var client = await service.AsAsync("client", "site");
        foreach (var body in new[] { "", "{}" })
        {
            var number = await client.OpenedAsync(Samples.Contact());
            (await ana.SendTextAsync("POST", $"protocols/{number}/claim", body)).Expect(200);
        }
        var other = await client.OpenedAsync(Samples.Contact());
        (await ana.SendAsync("POST", $"protocols/{other}/claim", null)).Expect(200);
        Assert.Equal(["force unknown-field"], (await ana.SendTextAsync("POST", $"protocols/{other}/claim", """{ "force": true }""")).Errors);
    }

    private async Task RefusedAsync(string body, string[] errors)
    {
        var ana = await service.AgentAsync();
        var refused = await ana.SendTextAsync("POST", "protocols", body);
        Assert.Equal("400 invalid", refused.Refusal);
        Assert.Equal(errors, refused.Errors);
    }

    private sealed class UnknownLength(Stream stream) : StreamContent(stream)
    {
        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
