using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ProtocolFunctions.Tests.Carriers;
using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api.Endpoints;
using Protocols.Notifying;

namespace ProtocolFunctions.Tests.Access;

/// <summary>
/// What must stand before a call can be carried out, and what is sent then. A call that is not here is sent with the example of its row, which is
/// enough for most.
/// </summary>
internal static class Preparations
{
    private static readonly byte[] sound = Audio.Wav(200), photo = Audio.Png(200);

    private static readonly Dictionary<string, Func<Scene, Task<Ask>>> all = new()
    {
        ["TrackProtocol"] = Sending(async scene => new { number = await scene.World.AlsoHisAsync(), document = Samples.OtherCpf }),
        ["AdvanceDevelopmentClock"] = Sending(_ => new { advance = "PT1S" }),
        ["AddEntry"] = Sending(_ => new { kind = "contact", text = "Onde está?", direction = "inbound" }),
        ["TickStep"] = async scene =>
        {
            (await scene.Helper.AmendAsync(scene.Number, new { occurrence = "technical-problem" })).Expect(200);
            return new("""{ "done": true }""") { Id = "problem.analyse" };
        },
        ["ClaimProtocol"] = async scene => new("{}") { Number = await scene.World.UnownedAsync(scene.Whose) },
        ["LinkProtocol"] = Sending(async scene => new { number = await scene.World.AlsoHisAsync(), kind = "related" }),
        ["ScheduleCallback"] = Sending(scene => new { at = Tomorrow(scene), channel = "phone" }),
        ["CompleteCallback"] = async scene => new("""{ "text": "Contei como está", "reached": true }""")
        {
            Id = Of(await scene.Helper.PromiseAsync(scene.Number, Tomorrow(scene)), "id"),
        },
        ["ReferProtocol"] = ReferAsync,
        ["ReturnReferral"] = async scene => new("""{ "guidance": "Medir de novo" }""")
        {
            Id = Of(await scene.Helper.ReferAsync(scene.Number, new { person = scene.Person }), "id", 202),
        },
        ["RedriveEscalation"] = async scene => new("{}") { Id = await scene.World.Service.BuryAsync($"matrix-{RandomNumberGenerator.GetHexString(16)}") },
        ["RemoveWebhook"] = FollowedAsync,
        ["SwitchOnWebhook"] = FollowedAsync,
        ["ResendEvent"] = async scene => new("{}") { Id = await scene.World.Service.BuryEventAsync($"matrix-{RandomNumberGenerator.GetHexString(16)}") },
        ["ResolveProtocol"] = async scene => { await SolveAsync(scene); return new("{}"); },
        ["CloseProtocol"] = async scene => { await SolveAsync(scene); return new("{}"); },
        ["ReopenProtocol"] = async scene =>
        {
            await SolveAsync(scene);
            (await scene.Owner.CloseAsync(scene.Number)).Expect(200);
            return new("""{ "reason": "O defeito voltou" }""");
        },
        ["AnswerSurvey"] = async scene =>
        {
            await SolveAsync(scene);
            (await scene.Helper.ResolveAsync(scene.Number)).Expect(200);
            return new("""{ "score": 5 }""");
        },
        ["PerformAction"] = _ => Task.FromResult(new Ask("""{ "data": { "text": "Já estamos analisando." } }""") { Id = "message-customer" }),
        ["CarryOutEffect"] = async scene =>
        {
            (await scene.Helper.AmendAsync(scene.Number, new { occurrence = "technical-problem" })).Expect(200);
            var helped = (await scene.Helper.DoAsync(scene.Number, "request-help", new { data = new { reason = "Não sei seguir" } })).Expect(200);
            return new(scene.Row.Endpoint.Example) { Id = helped.Items("effects")[0].GetProperty("id").ToString() };
        },
        ["ExtendTerm"] = async scene =>
        {
            (await scene.Helper.AmendAsync(scene.Number, new { occurrence = Extendable.Occurrence })).Expect(200);
            return new(scene.Row.Endpoint.Example);
        },
        ["ReadCatalog"] = _ => Task.FromResult(new Ask { Id = "procedures" }),
        ["EditCatalog"] = scene => Task.FromResult(new Ask(scene.Row.Endpoint.Example, Headers: ("If-Match", "*")) { Id = "procedures" }),
        ["PrintLetter"] = async scene => new() { Id = Of(await scene.Helper.SendAsync("POST", $"protocols/{scene.Number}/history-requests", new { by = "letter" }), "id") },
        ["ReportDelivery"] = ReportAsync,
        ["LiftPersonHold"] = _ => Task.FromResult(new Ask(Headers: [("Access-Reason", "Encerrada"), ("Hold-Reference", "0001234-56")])),
        ["FileComplaint"] = Sending(_ => new { regulator = "ans", reference = "NIP 1" }),
        ["LiftLegalHold"] = _ => Task.FromResult(new Ask(Headers: ("Access-Reason", "Encerrada"))),
        ["AskErasure"] = Sending(scene => scene.IsConsumer ? new { } : new { document = "390.533.447-05" }),
        ["SendHistory"] = async scene => new(Proof) { Id = Of(await scene.Helper.SendAsync("POST", $"protocols/{scene.Number}/history-requests", new { by = "letter" }), "id") },
        ["AnswerCorrection"] = async scene => new("""{ "done": true, "text": "Corrigido" }""")
        {
            Id = Of(await scene.Helper.SendAsync("POST", $"protocols/{scene.Number}/corrections", new { field = "name", text = "Maria Souza" }), "id"),
        },
        ["PostLetter"] = async scene =>
        {
            var id = Of(await scene.Helper.SendAsync("POST", $"protocols/{scene.Number}/receipts", new { by = "letter" }), "n");
            await scene.Helper.AwaitAsync(scene.Number, read => read.Kinds("timeline").Contains("letter-listed"));
            return new(Proof) { Id = id };
        },
        ["HandOverRecording"] = async scene =>
        {
            var id = await scene.Helper.RecordedAsync(scene.Number, sound);
            (await scene.Helper.SendAsync("POST", $"protocols/{scene.Number}/recordings/{id}/requests", new { })).Expect(201);
            return new(Proof) { Id = id };
        },
        ["AddRecording"] = _ => Task.FromResult(new Ask(null, sound, "audio/wav", ("Recording-Started-At", Audio.StartedAt), ("Recording-Duration", "60"))),
        ["AskForRecording"] = RecordedAsync,
        ["HearRecording"] = RecordedAsync,
        ["LookAtRecording"] = RecordedAsync,
        ["GiveRecordingAddress"] = RecordedAsync,
        ["PutUploadPart"] = async scene => new(null, sound, "application/octet-stream") { Id = Of(await scene.Helper.BeginUploadAsync(scene.Number, sound.Length), "id") },
        ["ReadUpload"] = async scene => new() { Id = await scene.Helper.UploadedAsync(scene.Number, sound) },
        ["CompleteUpload"] = async scene => new(JsonSerializer.Serialize(new { sha256 = Audio.Sha256(sound) })) { Id = await scene.Helper.UploadedAsync(scene.Number, sound) },
        ["AddAttachment"] = _ => Task.FromResult(new Ask(null, photo, "image/png")),
        ["ReadAttachment"] = AttachedAsync,
        ["LookAtAttachment"] = AttachedAsync,
    };

    private const string Proof = """{ "proof": "Carta registrada" }""";

    /// <summary>Calls that stand here and are no more.</summary>
    public static IEnumerable<string> Unknown => all.Keys.Except(EndpointTable.All.Select(endpoint => endpoint.Name));

    public static Task<Ask> ForAsync(Scene scene) =>
        all.TryGetValue(scene.Row.Endpoint.Name, out var ready) ? ready(scene) : Task.FromResult(AsInItsRow(scene));

    /// <summary>Well-formed, though perhaps of no effect.</summary>
    public static Ask AsInItsRow(Scene scene) => new(scene.Row.Endpoint.Example);

    /// <summary>Of a message that was sent, signed as the gateway would.</summary>
    private static async Task<Ask> ReportAsync(Scene scene)
    {
        var number = await scene.Helper.OpenedAsync(new { channel = "web", subject = "Entrega", customer = new { name = "Rui", phone = "(11) 98765-4321" }, receiptBy = new[] { "sms" } });
        await scene.Helper.AwaitAsync(number, read => read.Kinds("timeline").Contains("message-sent"));
        var body = JsonSerializer.Serialize(new { id = $"{number}-1-sms", outcome = "delivered" });
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new(body, Headers:
        [
            (WebhookSignature.Id, "r-1"), (WebhookSignature.Timestamp, at),
            (WebhookSignature.Signature, WebhookSignature.Of(SmallGateway.Secret, "r-1", at, System.Text.Encoding.UTF8.GetBytes(body))),
        ]);
    }

    private static async Task<Ask> ReferAsync(Scene scene)
    {
        if (!scene.IsConsumer)
            return new($$"""{ "to": { "department": "{{AccessWorld.Home}}" }, "reason": "Passa do que sei" }""");
        var (number, caller) = await scene.World.OverdueAsync(scene);
        return new("""{ "to": { "tier": "ombudsman" }, "reason": "O prazo passou" }""") { Number = number, Caller = caller };
    }

    /// <summary>Solved, and the customer told.</summary>
    private static async Task SolveAsync(Scene scene)
    {
        (await scene.Helper.SolveAsync(scene.Number)).Expect(201);
        (await scene.Helper.InformAsync(scene.Number)).Expect(201);
    }

    private static async Task<Ask> FollowedAsync(Scene scene)
    {
        var admin = await scene.World.Service.AsAsync("admin", "rita");
        return new(scene.Row.Endpoint.Example) { Id = Of(await admin.SendAsync("POST", "webhooks", new { url = "https://crm.example.com/", events = new[] { "protocol.purged" } }), "id") };
    }

    private static async Task<Ask> RecordedAsync(Scene scene) =>
        new(scene.Row.Endpoint.Example, Headers: ("Access-Reason", "Conferir")) { Id = await scene.Helper.RecordedAsync(scene.Number, sound) };

    private static async Task<Ask> AttachedAsync(Scene scene) => new() { Id = Of(await scene.Helper.AttachAsync(scene.Number, photo), "id") };

    private static Func<Scene, Task<Ask>> Sending(Func<Scene, object> body) => scene => Task.FromResult(new Ask(JsonSerializer.Serialize(body(scene))));

    private static Func<Scene, Task<Ask>> Sending<T>(Func<Scene, Task<T>> body) => async scene => new(JsonSerializer.Serialize(await body(scene)));

    private static string Of(Reply reply, string field, int status = 201) => reply.Expect(status)[field].ToString();

    private static string Tomorrow(Scene scene) =>
        scene.World.Service.Services.Clock.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'15:00:00'Z'", CultureInfo.InvariantCulture);
}
