using Protocols.Catalog;
using Protocols.Customers;
using Protocols.Facts;
using Protocols.Notifying;

namespace Protocols.Tests.Chain;

/// <summary>One fact of every kind, with its terms as they must stand in the chain for ever.</summary>
internal static class FactSamples
{
    public static IReadOnlyDictionary<string, (NewFact Fact, string Terms)> All { get; } = new Dictionary<string, (NewFact, string)>
    {
        ["opened"] = (
            new(new Opened(Channel.InPerson, 3, new("ana", "Ana Lima"), "cancellation", "price", "cancellation", ["sms"])
            {
                Number = "2026112300000017",
                SubjectGiven = true,
            }, new()
            {
                Subject = "Cancelar",
                Detail = "Mudou-se",
                Customer = new() { Name = "José Ávila", Document = "11144477735" },
                References = [new Reference("order", "A-17")],
                Context = new Dictionary<string, string> { ["order.state"] = "dispatched" },
                AccessCode = "BCDFGHJK",
            }),
            """
            {"catalog":3,"channel":"in-person","number":"2026112300000017","occurrence":"cancellation","owner":{"id":"ana","name":"Ana Lima"},
            "reason":"price","receiptBy":["sms"],"subjectGiven":true,"type":"cancellation"}
            """.ReplaceLineEndings("")),
        ["amended"] = (
            new(new Amended(["subject", "customer.name"]), new() { Subject = "Cancelar" }),
            """{"fields":["subject","customer.name"]}"""),
        ["classified"] = (
            new(new Classified("request", "visit", "request")), """{"occurrence":"request","reason":"visit","type":"request"}"""),
        ["waiting-set"] = (new(new WaitingSet(WaitingOn.ThirdParty)), """{"on":"third-party"}"""),
        ["claimed"] = (new(new Claimed(new("ana", "Ana Lima"))), """{"owner":{"id":"ana","name":"Ana Lima"}}"""),
        ["owner-set"] = (new(new OwnerSet(new("bruno", null)), FactBody.Of("Ana saiu")), """{"owner":{"id":"bruno"}}"""),
        ["executor-set"] = (new(new ExecutorSet(new("bruno", "Bruno Reis"))), """{"executor":{"id":"bruno","name":"Bruno Reis"}}"""),
        ["analysis"] = (Entry(EntryKind.Analysis, new(null, null, null, null)), "{}"),
        ["test"] = (Entry(EntryKind.Test, new(Channel.Skype, null, null, null)), """{"channel":"skype"}"""),
        ["solution"] = (Entry(EntryKind.Solution, new(null, null, null, null)), "{}"),
        ["contact"] = (
            Entry(EntryKind.Contact, new(Channel.WhatsApp, Direction.Outbound, true, false)),
            """{"channel":"whatsapp","customerInformed":false,"direction":"outbound","reached":true}"""),
        ["note"] = (Entry(EntryKind.Note, new(null, null, null, null)), "{}"),
        ["resolved"] = (new(new Resolved()), "{}"),
        ["closed"] = (new(new Closed(Outcome.Unreachable)), """{"outcome":"unreachable"}"""),
        ["reopened"] = (new(new Reopened(), FactBody.Of("Voltou")), "{}"),
        ["linked"] = (
            new(new Linked("2026112000000042", LinkKind.FollowUp, LinkEnd.ToHere)),
            """{"end":"to-here","link":"follow-up","number":"2026112000000042"}"""),
        ["customer-revealed"] = (new(new CustomerRevealed(), FactBody.Of("Conferir endereço")), "{}"),
        ["callback-scheduled"] = (
            new(new CallbackScheduled(Given.Morning, new(2026, 11, 23), Channel.Phone), Visibility: Visibility.Public),
            """{"channel":"phone","day":"2026-11-23","due":"2026-11-23T12:00:00.000Z"}"""),
        ["callback-kept"] = (new(new CallbackKept(5), Visibility: Visibility.Public), """{"callback":5}"""),
        ["callback-missed"] = (new(new CallbackMissed(5)), """{"callback":5}"""),
        ["question-left-open"] = (new(new QuestionLeftOpen()), "{}"),
        ["deadline-warned"] = (
            new(new DeadlineWarned(Target.NextReturn, Given.Morning.AddMilliseconds(70))),
            """{"dueAt":"2026-11-23T12:00:00.070Z","target":"nextReturn"}"""),
        ["deadline-breached"] = (
            new(new DeadlineBreached(Target.LegalAnswer, Given.Morning)),
            """{"dueAt":"2026-11-23T12:00:00.000Z","target":"legalAnswer"}"""),
        ["action-taken"] = (
            new(
                new ActionTaken("give-posting-code", [ActionEffect.MessageSent, ActionEffect.WaitingOnCustomer])
                {
                    Data = new Dictionary<string, string> { ["postingCode"] = "AB123456785BR" },
                    Confirmed = ["order.state"],
                    Template = "posting-code",
                    Department = "logistics",
                    CountsAgainstPerformance = true,
                },
                new() { Data = new Dictionary<string, string> { ["reason"] = "Avaria" } }),
            """
            {"action":"give-posting-code","confirmed":["order.state"],"countsAgainstPerformance":true,"data":{"postingCode":"AB123456785BR"},
            "department":"logistics","effects":["message-sent","waiting-on-customer"],"template":"posting-code"}
            """.ReplaceLineEndings("")),
        ["refund-requested"] = (Effect(ActionEffect.RefundRequested, "finance"), """{"action":"cancel-sale","department":"finance"}"""),
        ["sale-cancelled"] = (Effect(ActionEffect.SaleCancelled, null), """{"action":"cancel-sale"}"""),
        ["help-requested"] = (Effect(ActionEffect.HelpRequested, "supervision"), """{"action":"cancel-sale","department":"supervision"}"""),
        ["effect-done"] = (new(new EffectDone(5), FactBody.Of("PIX 17")), """{"effect":5}"""),
        ["term-extended"] = (
            new(new TermExtended(Target.LegalAnswer, Given.Morning, Given.Morning.AddDays(14), "bacen-ouvidoria") { Month = "2026-11" }, FactBody.Of("Documentos a caminho"), Visibility.Public),
            """{"from":"2026-11-23T12:00:00.000Z","month":"2026-11","policy":"bacen-ouvidoria","target":"legalAnswer","to":"2026-12-07T12:00:00.000Z"}"""),
        ["referred"] = (
            new(new Referred(null, null, new("bruno", "Bruno Reis")), FactBody.Of("Conhece a central")),
            """{"person":{"id":"bruno","name":"Bruno Reis"}}"""),
        ["referral-accepted"] = (
            new(new ReferralAccepted(7, Tier.Ombudsman, "logistics", new("bruno", null), "2026112000000042")),
            """{"department":"logistics","executor":{"id":"bruno"},"protocol":"2026112000000042","referral":7,"tier":"ombudsman"}"""),
        ["returned"] = (new(new Returned(7), FactBody.Of("Trocar o filtro")), """{"referral":7}"""),
        ["escalation-dead"] = (
            new(new EscalationDead(7, "MaxDeliveryCountExceeded")), """{"reason":"MaxDeliveryCountExceeded","referral":7}"""),
        ["survey-answered"] = (new(new SurveyAnswered(4), FactBody.Of("Foi rápido"), Visibility.Public), """{"score":4}"""),
        ["correction-asked"] = (new(new CorrectionAsked("name"), FactBody.Of("Maria Souza")), """{"field":"name"}"""),
        ["correction-answered"] = (new(new CorrectionAnswered(5, true), FactBody.Of("Corrigido")), """{"done":true,"request":5}"""),
        ["history-asked"] = (new(new HistoryAsked(DeliveryWay.Letter)), """{"by":"letter"}"""),
        ["history-sent"] = (
            new(
                new HistorySent(5, DeliveryWay.Email) { State = MessageState.Sent, CarrierId = "2026112300000017-5-email@empresa.example" },
                new() { Data = new Dictionary<string, string> { ["to"] = "m***@exemplo.com.br" } }, Visibility.Public),
            """{"by":"email","carrierId":"2026112300000017-5-email@empresa.example","request":5,"state":"sent"}"""),
        ["hold-set"] = (new(new HoldSet("0001234-56"), FactBody.Of("Ação em curso")), """{"reference":"0001234-56"}"""),
        ["complaint-filed"] = (new(new ComplaintFiled("ans", new(2026, 11, 24), "NIP 1")), """{"day":"2026-11-24","reference":"NIP 1","regulator":"ans"}"""),
        ["hold-lifted"] = (new(new HoldLifted("0001234-56"), FactBody.Of("Encerrada")), """{"reference":"0001234-56"}"""),
        ["content-expired"] = (new(new ContentExpired("r1", "ab", "Decreto 11.034/2022")), """{"article":"Decreto 11.034/2022","id":"r1","sha256":"ab"}"""),
        ["content-removed"] = (new(new ContentRemoved("r1")), """{"id":"r1"}"""),
        ["personal-data-erased"] = (new(new PersonalDataErased("Decreto 11.034/2022")), """{"article":"Decreto 11.034/2022"}"""),
        ["erasure-asked"] = (new(new ErasureAsked()), "{}"),
        ["rules-changed"] = (new(new RulesChanged(4)), """{"catalog":4}"""),
        ["redriven"] = (new(new Redriven(7)), """{"referral":7}"""),
        ["receipt-asked"] = (new(new ReceiptAsked(Means.WhatsApp), Visibility: Visibility.Public), """{"by":"whatsapp"}"""),
        ["message-sent"] = (
            new(
                new NotificationSent(4, "number-receipt", Means.Sms, MessageState.Accepted) { Department = "logistics", CarrierId = "g-17" },
                new() { Data = new Dictionary<string, string> { ["to"] = "+55*******4321" } }),
            """{"by":"sms","carrierId":"g-17","department":"logistics","for":4,"state":"accepted","template":"number-receipt"}"""),
        ["message-failed"] = (
            new(new NotificationFailed(4, "deadline-warned", Means.Email, MessageState.Failed, "smtp-550") { Department = "finance" }),
            """{"by":"email","department":"finance","for":4,"reason":"smtp-550","state":"failed","template":"deadline-warned"}"""),
        ["message-delivered"] = (new(new NotificationDelivered(4, Means.Sms)), """{"by":"sms","for":4}"""),
        ["message-bounced"] = (new(new NotificationBounced(4, Means.Email, "mailbox-full")), """{"by":"email","for":4,"reason":"mailbox-full"}"""),
        ["letter-listed"] = (new(new LetterListed(4, "number-receipt")), """{"for":4,"template":"number-receipt"}"""),
        ["recording-linked"] = (
            new(new RecordingLinked("0123456789abcdef0123456789abcdef", "audio/wav", 1_048_576, "ab12", Given.Morning, 95, Given.Morning.AddDays(90))),
            """
            {"duration":95,"id":"0123456789abcdef0123456789abcdef","keepUntil":"2027-02-21T12:00:00.000Z","mediaType":"audio/wav",
            "sha256":"ab12","size":1048576,"startedAt":"2026-11-23T12:00:00.000Z"}
            """.ReplaceLineEndings("")),
        ["step-done"] = (new(new StepDone("greeting", "number")), """{"procedure":"greeting","step":"number"}"""),
        ["step-skipped"] = (
            new(new StepSkipped("greeting", "number"), FactBody.Of("Já tinha o número")), """{"procedure":"greeting","step":"number"}"""),
        ["recording-asked-for"] = (new(new RecordingAskedFor("0123"), Visibility: Visibility.Public), """{"recording":"0123"}"""),
        ["recording-delivered"] = (new(new RecordingDelivered("0123"), Visibility: Visibility.Public), """{"recording":"0123"}"""),
        ["attachment-added"] = (
            new(new AttachmentAdded("4567", "image/png", 2048, "cd34"), FactBody.Of("etiqueta.png")),
            """{"id":"4567","mediaType":"image/png","sha256":"cd34","size":2048}"""),
    };

    private static NewFact Effect(ActionEffect effect, string? department) =>
        new(new EffectRequested("cancel-sale") { Effect = effect, Department = department });

    private static NewFact Entry(EntryKind kind, EntryAdded terms) =>
        new(terms with { Entry = kind }, FactBody.Of("Texto"), kind is EntryKind.Contact ? Visibility.Public : Visibility.Internal);
}
