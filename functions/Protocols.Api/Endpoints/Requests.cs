using Protocols.Api.Reading;
using Protocols.Callbacks;
using Protocols.Closing;
using Protocols.Customers;
using Protocols.Escalating;
using Protocols.Finding;
using Protocols.Handling;
using Protocols.Journal;
using Protocols.Notifying;
using Protocols.Opening;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>How each request's fields are read; the OpenAPI document is made by the same functions.</summary>
internal static class Requests
{
    private const int Name = 120, Long = 20_000, Words = 500, MostReferences = 20, MostContext = 50;
    private static readonly string[] receiptWays = ["email", "sms", "whatsapp"];

    public static OpenProtocol Open(JsonFields f) => new()
    {
        Channel = f.Code<Channel>("channel", required: true) ?? default,
        Subject = f.Line("subject", 200),
        Occurrence = f.Line("occurrence", 64),
        Reason = f.Line("reason", 64),
        Detail = f.Lines("detail", Long),
        Customer = f.Object("customer", Customer) is { IsEmpty: false } customer ? customer : null,
        References = f.List("references", MostReferences, Reference) ?? [],
        Context = Given(f.PatchMap("context", MostContext, 64, Words).Value),
        ReceiptBy = f.Choices("receiptBy", receiptWays),
    };

    public static AmendProtocol Amend(JsonFields f) => new()
    {
        Subject = f.PatchLine("subject", 200),
        Occurrence = f.PatchLine("occurrence", 64),
        Reason = f.PatchLine("reason", 64),
        Detail = f.PatchLines("detail", Long),
        Customer = f.PatchObject("customer", CustomerPatch),
        References = f.PatchList("references", MostReferences, Reference),
        Context = f.PatchMap("context", MostContext, 64, Words),
        WaitingOn = f.PatchCode<WaitingOn>("waitingOn"),
    };

    public static AddEntry Entry(JsonFields f) => new(
        f.Code<EntryKind>("kind", required: true) ?? default,
        f.Lines("text", Long, required: true) ?? "",
        f.Code<Channel>("channel"),
        f.Code<Direction>("direction"),
        f.Flag("reached"),
        f.Flag("customerInformed"));

    public static AskReceipt Receipt(JsonFields f) => new(f.Code<Means>("by", required: true) ?? default);

    public static SetOwner Owner(JsonFields f) => new(Staff(f), f.Lines("reason", Words, required: true) ?? "");

    /// <summary>Null where the whole body is null: the case goes back to its owner.</summary>
    public static StaffMember? Executor(JsonFields f) => f.IsNull ? null : Staff(f);

    public static CloseProtocol Close(JsonFields f) => new(f.Code<Outcome>("outcome") ?? Outcome.Solved);

    public static ReopenProtocol Reopen(JsonFields f) => new(Reason(f));

    public static string Reason(JsonFields f) => f.Lines("reason", Words, required: true) ?? "";

    public static (string Number, LinkKind Kind) Link(JsonFields f) =>
        (f.Line("number", 100, required: true) ?? "", f.Code<LinkKind>("kind", required: true) ?? default);

    /// <summary>That one of the two is given is for the decision to check.</summary>
    public static (bool? Done, string? Skipped) Step(JsonFields f) => (f.Flag("done"), f.Lines("skipped", Words));

    public static ReferProtocol Referral(JsonFields f) => new(
        f.Object("to", Destination) ?? new(null, null, null), f.Lines("reason", Long, required: true) ?? "");

    public static string Guidance(JsonFields f) => f.Lines("guidance", Long, required: true) ?? "";

    public static PersonQuery Person(JsonFields f) => new(
        f.Form<PersonDocument>("document", 32, PersonDocument.TryParse, d => d.Value, "invalid-document"),
        f.Line("name", Name),
        f.Form<PhoneNumber>("phone", 32, PhoneNumber.TryParse, p => p.Value, "invalid-phone"),
        f.Form<EmailAddress>("email", 254, EmailAddress.TryParse, e => e.Value, "invalid-email", "email"),
        f.Line("reference", 100));

    public static ScheduleCallback Callback(JsonFields f) =>
        new(f.Instant("at", required: true) ?? default, f.Code<Channel>("channel", required: true) ?? default);

    public static (string Text, bool Reached) Return(JsonFields f) =>
        (f.Lines("text", Long, required: true) ?? "", f.Flag("reached", required: true) ?? default);

    public static bool DryRun(JsonFields f) => f.Flag("dryRun") ?? false;

    /// <summary>A body that may be left out, or is empty.</summary>
    public static object Nothing(JsonFields f) => f;

    /// <summary>Which of the three is given, and that it is only one, is for the decision to check.</summary>
    private static Destination Destination(JsonFields f)
    {
        var (tier, department, person) = (f.Code<Tier>("tier"), f.Line("department", 64), f.Line("person", Name));
        var name = f.Line("name", Name);
        return new(tier, department, person is null ? null : new StaffMember(person, name));
    }

    private static StaffMember Staff(JsonFields f) => new(f.Line("id", Name, required: true) ?? "", f.Line("name", Name));

    private static Customer Customer(JsonFields f) => new()
    {
        Name = f.Line("name", Name),
        Document = f.Form<PersonDocument>("document", 32, PersonDocument.TryParse, d => d.Value, "invalid-document"),
        Email = f.Form<EmailAddress>("email", 254, EmailAddress.TryParse, e => e.Value, "invalid-email", "email"),
        Phone = f.Form<PhoneNumber>("phone", 32, PhoneNumber.TryParse, p => p.Value, "invalid-phone"),
        Company = f.Line("company", Name),
        Supervisor = f.Line("supervisor", Name),
    };

    private static CustomerPatch CustomerPatch(JsonFields f) => new()
    {
        Name = f.PatchLine("name", Name),
        Document = f.PatchForm<PersonDocument>("document", 32, PersonDocument.TryParse, d => d.Value, "invalid-document"),
        Email = f.PatchForm<EmailAddress>("email", 254, EmailAddress.TryParse, e => e.Value, "invalid-email", "email"),
        Phone = f.PatchForm<PhoneNumber>("phone", 32, PhoneNumber.TryParse, p => p.Value, "invalid-phone"),
        Company = f.PatchLine("company", Name),
        Supervisor = f.PatchLine("supervisor", Name),
    };

    private static Reference Reference(JsonFields f) =>
        new(f.Line("kind", 40, required: true) ?? "", f.Line("value", 100, required: true) ?? "");

    public static Dictionary<string, string>? Given(IReadOnlyDictionary<string, string?>? context) =>
        context?.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
}
