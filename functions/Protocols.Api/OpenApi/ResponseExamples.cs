using System.Text.Json;
using System.Text.Json.Nodes;
using Protocols.Accessing;
using Protocols.Actions;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Texts;
using Protocols.Callbacks;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Customers;
using Protocols.Deadlines;
using Protocols.Escalating;
using Protocols.Events;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Notifying;
using Protocols.People;
using Protocols.Recordings;
using Protocols.Reporting;
using Protocols.Webhooks;

namespace Protocols.Api.OpenApi;

/// <summary>Example answers, made by the code that makes the real ones out of one believable case.</summary>
internal static class ResponseExamples
{
    private static readonly DateTimeOffset at = new(2026, 11, 21, 13, 5, 0, TimeSpan.Zero);
    private static readonly Actor ana = new("ana", "Ana Prado", "agent");
    private const string Hash = "3f0a5e7d9c1b2a48e6f7d8c9b0a1f2e3d4c5b6a7988796a5b4c3d2e1f0a9b8c7";

    private static readonly Fact opened = new(
        1,
        at,
        ana,
        Visibility.Internal,
        new Opened(Channel.Phone, 1, new("ana", "Ana Prado"), "delivery-problem", "damaged", "problem", null)
        {
            Number = "2026112100000016",
            SubjectGiven = true,
        },
        new FactBody
        {
            Subject = "Produto chegou danificado",
            Customer = new Customer { Name = "Maria Souza", Document = "52998224725", Phone = "+5511987654321" },
            References = [new("order", "PED-1042")],
        },
        Hash,
        JsonSerializer.SerializeToElement(new JsonObject { ["channel"] = "phone", ["catalog"] = 1 }));

    private static readonly RecordingAnswer recording = new(
        "5d2f0c4be1a94f7a8d3c6b5e4f210987", "audio/wav", 1_048_576, Hash, at, 95, at.AddDays(91), at.AddMinutes(5), null);

    private static readonly AttachmentAnswer attachment = new("0b1e4c6d8f2a4b6c8d0e2f4a6b8c0d1e", "image/jpeg", 240_318, Hash, at.AddHours(1));

    private static readonly ReferralAnswer referral = new(4, at, new(Tier.N2, null, null), EscalationState.Queued);

    private static readonly Protocol state = Protocol.Fold([opened]);
    private static readonly Rules rules = new(Catalogue.General, TimeZoneInfo.Utc);
    private static readonly Callback promised = new(3, at.AddDays(1), new(2026, 11, 22), Channel.Phone);

    private static readonly Dictionary<string, string> called = new() { ["ana"] = "Ana Prado" };
    private static readonly CodeNames named = new(Catalogue.General, Language.Portuguese, called);
    private static readonly long[] contributed = [.. Contribution.Of(state, [opened], Neighbours.None, rules, new(ReportWindow.UsualDays), "1").Values];

    private static readonly HistoryRequestAnswer asked = new("7", DeliveryWay.Email, at, at.AddMinutes(2), MessageState.Sent);
    private static readonly CatalogueVersion first = new(Catalogue.General, CatalogueVersion.Shipped, Actor.Service, at);

    private static readonly ProtocolEvent happened = new(
        "2026112100000016-1", "protocol.opened", "2026112100000016", 1, at, EventKinds.Find("protocol.opened")!.Schema,
        JsonSerializer.SerializeToElement(new JsonObject { ["fact"] = "opened", ["channel"] = "phone", ["occurrence"] = "delivery-problem" }));

    private static readonly WebhookAnswer listening = new(
        "8f14e45fceea167a", new("https://crm.example.com/eventos"), ["protocol.opened", "protocol.closed"], WebhookState.On, at, null, null, null);

    private static Clocks Clocks => rules.Clocks(state, at.AddHours(1));

    public static JsonNode? Of(Type type) => JsonSerializer.SerializeToNode(Made(type), AnswerJson.Default.GetTypeInfo(type) ?? AnswerJson.Default.JsonElement);

    private static object? Made(Type type) => type.Name switch
    {
        nameof(ProtocolAnswer) => Shown.Whole(new ProtocolView(state, [opened], null, Hash), View.Staff, Clocks, Catalogue.General),
        nameof(EntryAnswer) => Shown.Entry(opened, View.Staff),
        nameof(TimelineAnswer) => new TimelineAnswer([Shown.Entry(opened, View.Staff)], null, null),
        nameof(ListAnswer) => new ListAnswer([Shown.Summary(state, View.Staff, Clocks)], null),
        nameof(CallbackAnswer) => Shown.Callback(promised),
        nameof(CallListAnswer) => new CallListAnswer([Shown.Call(state, promised, View.Staff)], null),
        nameof(LedgerAnswer) => new LedgerAnswer([.. rules.Ledger(state, at.AddHours(1)).Select(line => Shown.Ledger(line, state.Terms))]),
        nameof(SweepAnswer) => new SweepAnswer(12, 14, [], false),
        nameof(LinkAnswer) => new LinkAnswer("2026112200000012", LinkKind.FollowUp, LinkEnd.FromHere),
        nameof(CustomerAnswer) => Shown.Customer(state.Personal.Customer, View.Full),
        nameof(ReferralAnswer) => referral,
        nameof(EscalationAnswer) => new EscalationAnswer("2026112100000016-4", EscalationState.Dead, "2026112100000016", referral, "MaxDeliveryCountExceeded"),
        nameof(EscalationListAnswer) => new EscalationListAnswer([new("2026112100000016-4", EscalationState.Queued, "2026112100000016", referral)], null),
        nameof(VerdictAnswer) => new VerdictAnswer("altered", "body 3"),
        nameof(KeySetAnswer) => new KeySetAnswer(
            [new("EC", "P-256", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", "sig", "ES256")]),
        nameof(AccessLogAnswer) => new AccessLogAnswer(
            [Shown.Access(new(1, at, AccessKind.RecordingHeard, ana, "5d2f0c4be1a94f7a8d3c6b5e4f210987", "Contestação do cliente", Hash))], null),
        nameof(AuditLogAnswer) => new AuditLogAnswer([Shown.Act(new(new(2026, 11, 21), new(1, at, AccessKind.Acted, ana, "EditCatalog policies", null, Hash)))], null),
        nameof(RecordingAnswer) => recording,
        nameof(RecordingListAnswer) => new RecordingListAnswer([recording]),
        nameof(AttachmentAnswer) => attachment,
        nameof(AttachmentListAnswer) => new AttachmentListAnswer([attachment]),
        nameof(UploadAnswer) => new UploadAnswer(recording.Id, Upload.PartBytes, 3, [2, 3], at.AddDays(1)),
        nameof(AddressAnswer) => new AddressAnswer($"https://host/api/protocols/2026112100000016/recordings/{recording.Id}/content?access=…", at.AddMinutes(5)),
        nameof(TokenAnswer) => new TokenAnswer("eyJhbGciOi…", at.AddHours(12)),
        nameof(ClockAnswer) => new ClockAnswer(at.AddDays(3)),
        nameof(ActionsAnswer) => ActionsAnswer.Of(
            [.. OfferedActions.Of(state, Catalogue.General, all: true).Where(offer => offer.Action.Code is "message-customer" or "approve-cancellation")],
            Language.Portuguese),
        nameof(EffectAnswer) => new EffectAnswer("6", ActionEffect.RefundRequested, "cancel-sale", at, at.AddDays(2), "PIX E18236120202611231230s0000000001"),
        nameof(CatalogAnswer) => CatalogAnswer.Of(first, CataloguePart.Of(first.Catalogue, "departments")!),
        nameof(TrackingAnswer) => new TrackingAnswer(
            "track.Wm9y…", at.AddMinutes(30), Shown.Whole(new ProtocolView(state, [opened], null, Hash), View.Outline, Clocks, Catalogue.General)),
        nameof(HistoryRequestAnswer) => asked,
        nameof(HistoryRequestsAnswer) => new HistoryRequestsAnswer([asked]),
        nameof(ErasureAnswer) => new ErasureAnswer([new("2026112100000016", true, "Decreto 11.034/2022, art. 12", at.AddYears(2), false)], null),
        nameof(CertificatesAnswer) => new CertificatesAnswer(
            [new("2026112100000016", "content", "3f0a5e7d9c1b2a48e6f7d8c9b0a1f2e3", Hash, "Decreto 11.034/2022, art. 12", 9, at, at.AddSeconds(1), at.AddDays(30))], null),
        nameof(HoldsAnswer) => new HoldsAnswer([new("0001234-56.2026.8.26.0100", at)], [new("2026112100000016", "0001234-56.2026.8.26.0100", at, true)], null),
        nameof(PersonHoldAnswer) => new PersonHoldAnswer("0001234-56.2026.8.26.0100", 3),
        nameof(LettersAnswer) => new LettersAnswer([new("2026112100000016", "2026 1121 0000 0016", "4", LetterKind.Receipt)], null),
        nameof(DeliveryReportAnswer) => new DeliveryReportAnswer("2026112100000016-4-sms", MessageState.Bounced),
        nameof(CatalogVersionsAnswer) => new CatalogVersionsAnswer([CatalogVersionAnswer.Of(first)], null),
        nameof(PreviewAnswer) => new PreviewAnswer(412, true, 57, 3, 9),
        nameof(WaitingCorrectionsAnswer) => new WaitingCorrectionsAnswer([new("2026112100000016", "2026 1121 0000 0016", "7", "name", at, at.AddDays(15))], null),
        nameof(CorrectionAnswer) => new CorrectionAnswer("7", "name", at, null, null),
        nameof(PrivacyAnswer) => new PrivacyAnswer(
            "Atender e resolver a sua demanda", new("Lei 13.709/2018, art. 7, II e V", "planalto.gov.br", false), ["name", "document", "history"],
            "Decreto 11.034/2022, art. 12", null, false, false, [new("7", "name", at, null, null)], Endpoints.PrivacyEndpoints.Rights("2026112100000016")),
        nameof(EventsAnswer) => new EventsAnswer([happened.ToCloudEvent()], "rZ3k…", More: false),
        nameof(WebhookAnswer) => listening with { Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw0k3xUq8mD1o=" },
        nameof(WebhookListAnswer) => new WebhookListAnswer([listening]),
        nameof(DeadEventsAnswer) => new DeadEventsAnswer(
            [new("4", listening.Id, "2026112100000016", 1, "status-500", $"The webhook {listening.Id} did not take event {happened.Id}, however often it was tried.", at)], null),
        nameof(ResentEventAnswer) => new ResentEventAnswer("4"),
        nameof(ReportAnswer) => ShownReports.Of(new Summary(
            new(new(2026, 11, 1), new(2026, 11, 21), Period.Month, Dimension.Channel), at, [new(new(2026, 11, 1), "2026-11", "phone", contributed)], contributed)
        { Agents = called }, named, null),
        nameof(WorkloadAnswer) => ShownReports.Of(new Workload(
            at, 412, 9, 31, [new(new(2026, 11, 21), Target.NextReturn, 84), new(new(2026, 11, 23), Target.Resolution, 57)], 231,
            [new(1, 137, 0), new(3, 160, 2), new(null, 115, 7)], [Outlook.Of(state, Clocks)])
        { Agents = called }, named),
        nameof(RankingAnswer) => ShownReports.Of(
            new Ranking(new(2026, 11, 1), new(2026, 11, 21), at, Dimension.Occurrence, 1000, [new("delivery-problem", 214, 180, contributed, [("2026-W45", 70), ("2026-W46", 144)])]),
            named),
        nameof(HealthAnswer) => new HealthAnswer("ok"),
        _ => JsonSerializer.SerializeToElement(new JsonObject()),
    };
}
