using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api.Endpoints;
using Protocols.Api.Http;
using Protocols.Numbering;
using Protocols.People;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>The description is the service's own: all of it is there, and what it shows works.</summary>
public sealed class OpenApiTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    /// <summary>But for the one that only the gateway may send, under its signature; DeliveryReportTests does.</summary>
    public static TheoryData<string> WithExamples =>
        [.. EndpointTable.All.Where(endpoint => endpoint is { Example: not null, Name: not "ReportDelivery" }).Select(endpoint => endpoint.Name)];

    public void Dispose()
    {
        // The addresses of the examples answer nobody.
        service.ExpectLogged("of webhooks could not be handled now");
        service.AssertQuiet();
    }

    [Fact]
    public async Task It_has_every_endpoint_with_its_problems_and_no_other()
    {
        var document = await DocumentAsync();
        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(
            operation => $"{operation.Name.ToUpperInvariant()} {path.Name} {operation.Value.GetProperty("operationId").GetString()}"));
        Assert.Equal(
            EndpointTable.All.Select(endpoint => $"{endpoint.Method} /{endpoint.Route} {endpoint.Name}").Order(), described.Order());
        foreach (var endpoint in EndpointTable.All)
        {
            var operation = document.GetProperty("paths").GetProperty($"/{endpoint.Route}").GetProperty(endpoint.Method.ToLowerInvariant());
            Assert.Equal(endpoint.Open, !operation.TryGetProperty("security", out _));
            Assert.True(operation.GetProperty("responses").TryGetProperty($"{endpoint.Status}", out _));
            var problems = operation.GetProperty("responses").GetProperty("default").GetProperty("description").GetString()!;
            Assert.All(endpoint.Problems, code => Assert.Contains(code, problems, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();
        var references = new List<string>();
        Collect(document);
        Assert.NotEmpty(references);
        foreach (var reference in references.Distinct())
        {
            var at = document;
            Assert.StartsWith("#/", reference, StringComparison.Ordinal);
            foreach (var step in reference[2..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
            {
                var found = at.ValueKind == JsonValueKind.Array ? int.TryParse(step, out var i) && i < at.GetArrayLength() : at.TryGetProperty(step, out _);
                Assert.True(found, $"{reference} ends at {step}");
                at = at.ValueKind == JsonValueKind.Array ? at[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : at.GetProperty(step);
            }
        }

        void Collect(JsonElement node)
        {
            if (node.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in node.EnumerateArray())
                    Collect(item);
            }
            if (node.ValueKind != JsonValueKind.Object)
                return;
            foreach (var member in node.EnumerateObject())
            {
                if (member is { Name: "$ref", Value.ValueKind: JsonValueKind.String })
                    references.Add(member.Value.GetString()!);
                else
                    Collect(member.Value);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithExamples))]
    public async Task Every_example_works_when_it_is_sent(string name)
    {
        var endpoint = EndpointTable.All.Single(one => one.Name == name);
        var example = endpoint.Example!;
        var caller = await CallerAsync(endpoint);
        var number = await ReadyForAsync(name);
        if (name == "TrackProtocol")
            example = await WithRealNumberAsync(example, new { channel = "phone", subject = "Internet", customer = new { document = "529.982.247-25" } });
        if (name == "LinkProtocol")
            example = await WithRealNumberAsync(example);
        if (name == "AdvanceDevelopmentClock")
            example = example.Replace("P3D", "PT1S", StringComparison.Ordinal);
        if (name == "ScheduleCallback")
            example = example.Replace("2026-11-24T14:00:00-03:00", Tomorrow(), StringComparison.Ordinal);
        var id = name switch
        {
            "AskForRecording" or "GiveRecordingAddress" or "HandOverRecording" => (await (await service.AgentAsync()).RecordedAsync(number, Audio.Wav(1000))),
            "CompleteUpload" => (await (await service.AgentAsync()).UploadedAsync(number, Audio.Wav(1000))),
            "TickStep" => "problem.analyse",
            "SwitchOnWebhook" => (await (await service.AsAsync("admin", "sara")).SendAsync("POST", "webhooks", new { url = "https://crm.example.com/" })).Expect(201)["id"].GetString()!,
            "ResendEvent" => await service.BuryEventAsync("example"),
            "RedriveEscalation" => await service.BuryAsync("example"),
            "CompleteCallback" or "SendHistory" or "PostLetter" or "AnswerCorrection" => "2",
            _ => "4",
        };
        if (name == "CompleteUpload")
            example = example.Replace(new string('0', 64), Audio.Sha256(Audio.Wav(1000)), StringComparison.Ordinal);
        var path = endpoint.Route["api/".Length..].Replace("{number}", number, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal)
            .Replace("{code}", "message-customer", StringComparison.Ordinal).Replace("{part}", "procedures", StringComparison.Ordinal);
        var reply = await caller.SendTextAsync(endpoint.Method, path, example, endpoint.Conditional ? [("If-Match", "*")] : []);
        Assert.True(reply.Status == endpoint.Status, $"{name} answered {reply.Status} {reply.Text}");
    }

    [Fact]
    public async Task Every_answer_has_the_members_that_are_described()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var described = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty("Protocol").GetProperty("properties")
            .EnumerateObject().Select(property => property.Name).ToHashSet();
        var answered = (await ana.ReadAsync(number)).Body.EnumerateObject().Select(property => property.Name).ToHashSet();
        Assert.Equal(["accessCode", "timelineBefore"], described.Except(answered).Order());
        Assert.Empty(answered.Except(described));
    }

    [Fact]
    public async Task Instants_are_described_as_what_they_are()
    {
        var protocol = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty("Protocol").GetProperty("properties");
        Assert.Equal("""{"type":"string","format":"date-time"}""", protocol.GetProperty("openedAt").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(["string", "null"], protocol.GetProperty("resolvedAt").GetProperty("type").EnumerateArray().Select(type => type.GetString()));
        Assert.Equal("array", protocol.GetProperty("procedures").GetProperty("type").GetString());
    }

    private async Task<JsonElement> DocumentAsync() => (await service.Anyone.SendAsync("GET", "openapi.json", null)).Expect(200).Body;

    private async Task<Desk> CallerAsync(Endpoint endpoint) =>
        endpoint.Open ? service.Anyone
        : (endpoint.Roles & Roles.Agent) != 0 ? await service.AgentAsync()
        : await service.AsAsync(RoleNames.Of(endpoint.Roles).First(), "sara");

    private static string Tomorrow() => Protocols.Instant.Write(TimeProvider.System.GetUtcNow().AddDays(1));

    /// <summary>A protocol in the state that the call is for.</summary>
    private async Task<string> ReadyForAsync(string name)
    {
        var ana = await service.AgentAsync();
        var opener = name is "ClaimProtocol" or "AnswerSurvey" ? await service.AsAsync("client", "sara") : ana;
        var number = await opener.OpenedAsync(Samples.Contact());
        if (name is "TickStep" or "CarryOutEffect")
            (await ana.AmendAsync(number, new { occurrence = "technical-problem" })).Expect(200);
        if (name == "CarryOutEffect")
            (await ana.DoAsync(number, "request-help", new { data = new { reason = "Não sei seguir" } })).Expect(200);
        if (name == "ExtendTerm")
        {
            await service.AllowExtensionsAsync();
            number = await ana.OpenedAsync(new { channel = "email", subject = "Tarifa não reconhecida", occurrence = Extendable.Occurrence });
        }
        if (name is "ReferProtocol" or "ReturnReferral")
        {
            (await ana.AnalyseAsync(number, "Sinal fraco")).Expect(201);
            (await ana.TestAsync(number, "Modem trocado")).Expect(201);
        }
        if (name == "ReturnReferral")
            (await ana.ReferAsync(number, new { tier = "n2" })).Expect(202);
        if (name is "ResolveProtocol" or "CloseProtocol" or "ReopenProtocol" or "AnswerSurvey")
            (await ana.SolveAsync(number)).Expect(201);
        if (name == "CompleteCallback")
            Assert.Equal("2", (await ana.PromiseAsync(number, Tomorrow())).Expect(201)["id"].GetString());
        if (name == "CloseProtocol")
            (await ana.InformAsync(number)).Expect(201);
        if (name == "PostLetter")
        {
            (await ana.SendAsync("POST", $"protocols/{number}/receipts", new { by = "letter" })).Expect(201);
            await ana.AwaitAsync(number, read => read.Kinds("timeline").Contains("letter-listed"));
        }
        if (name == "SendHistory")
            Assert.Equal("2", (await ana.SendAsync("POST", $"protocols/{number}/history-requests", new { by = "letter" })).Expect(201)["id"].GetString());
        if (name == "AnswerCorrection")
            (await ana.SendAsync("POST", $"protocols/{number}/corrections", new { field = "name", text = "Ana de Souza" })).Expect(201);
        if (name is "ReopenProtocol" or "AnswerSurvey")
            (await ana.ResolveAsync(number)).Expect(200);
        return number;
    }

    /// <summary>The number in the example is one of another day's, and must at least read as a number.</summary>
    private async Task<string> WithRealNumberAsync(string example, object? opening = null)
    {
        var shown = JsonDocument.Parse(example).RootElement.GetProperty("number").GetString()!;
        Assert.True(NumberTemplate.TryParse(NumberTemplate.Default, null, out var template, out _));
        Assert.False(template.Read(shown).IsMistyped, $"The example's number {shown} reads as mistyped.");
        return example.Replace(shown, await (await service.AgentAsync()).OpenedAsync(opening ?? Samples.Contact()), StringComparison.Ordinal);
    }
}
