using System.Globalization;
using Protocols.Actions;
using Protocols.Catalog;
using Protocols.Customers;
using Protocols.Facts;
using Protocols.Numbering;

namespace Protocols.Notifying;

/// <summary>
/// From a fact to whoever is to be told of it, and in what words (M4, M16, M18). Pure: case, fact and catalogue in, messages out.
/// Staff are told the number, codes and dates; who the customer is they read where reading is recorded.
/// </summary>
public sealed class Notifications(Protocol protocol, Catalogue catalogue, TimeZoneInfo zone)
{
    private bool English => IsEnglish(protocol);

    /// <summary>Whether the customer is written to in English; in Portuguese where nothing says so.</summary>
    public static bool IsEnglish(Protocol protocol) => protocol.Personal.Context.GetValueOrDefault(CustomerMessage.Language) == "en";

    /// <summary>Everything that the fact calls for; none where nobody is there to be told.</summary>
    public IReadOnlyList<Notification> Of(Fact fact) => fact.Terms switch
    {
        Opened opened => [.. Codes<Means>.Among((opened.ReceiptBy ?? []).Distinct()).Select(Receipt)],
        ReceiptAsked asked => [Receipt(asked.By)],
        HistoryAsked { By: DeliveryWay.Email } when protocol.HistoryRequests.Any(request => request.Id == fact.N && request.SentAt is null) => [History(fact.At)],
        EntryAdded { Template: { } template } contact => [Written(template, contact.Channel, fact.Body)],
        ReferralAccepted accepted => Staff(
            ReservedTemplates.ReferralArrived, Find(accepted.Department, accepted.Tier), At(fact.At, ("tier", Codes<Tier>.Of(accepted.Tier)))),
        DeadlineWarned warned => Staff(ReservedTemplates.DeadlineWarned, InCharge, At(warned.DueAt, ("target", Codes<Target>.Of(warned.Target)))),
        DeadlineBreached breached => Staff(ReservedTemplates.DeadlineBreached, InCharge, At(breached.DueAt, ("target", Codes<Target>.Of(breached.Target)))),
        CallbackMissed missed => Staff(
            ReservedTemplates.CallbackMissed, InCharge, At(protocol.Callbacks.FirstOrDefault(callback => callback.Id == missed.Callback)?.At ?? fact.At)),
        // Whoever can send it again is told first.
        EscalationDead dead => Staff(
            ReservedTemplates.EscalationDead, Find(null, Tier.Supervisor) ?? InCharge, new() { ["reason"] = dead.Reason }),
        ActionTaken { Department: { } department } taken => Staff(ReservedTemplates.EffectRequested, Find(department, null), new()
        {
            ["action"] = taken.Action,
            ["effects"] = string.Join(", ", taken.Effects.Where(EffectRequested.IsCalledFor).Select(effect => Codes<ActionEffect>.Of(effect))),
        }),
        _ => [],
    };

    /// <summary>Of those, what is still to be done.</summary>
    /// <param name="again">What failed counts as not done.</param>
    public IReadOnlyList<Notification> Open(Fact fact, bool again) => [.. Of(fact).Where(notification => !IsDone(fact, notification.By, again))];

    /// <summary>The means of a receipt are asked for; anything else goes out once, by whatever means there is.</summary>
    private bool IsDone(Fact fact, Means by, bool again) => protocol.Deliveries.Any(delivery =>
        delivery.Fact == fact.N
        && (delivery.By == by || fact.Terms is not (Opened or ReceiptAsked))
        && !(again && delivery.State == MessageState.Failed));

    /// <summary>The department that the case is with, else the one that is its line of support.</summary>
    private Department? InCharge => Find(protocol.Department, protocol.Tier);

    private Department? Find(string? code, Tier? tier) =>
        catalogue.Departments.FirstOrDefault(department => department.Code == code)
        ?? catalogue.Departments.FirstOrDefault(department => department.Tier is not null && department.Tier == tier);

    /// <summary>Number, date, time and subject for the customer, in his language.</summary>
    public Notification Receipt(Means by)
    {
        var values = At(protocol.OpenedAt, English);
        values["subject"] = protocol.Personal.Subject ?? "–";
        return ToCustomer(ReservedTemplates.NumberReceipt, by, values);
    }

    /// <summary>His history as an attachment, for the customer who asked for it then.</summary>
    private Notification History(DateTimeOffset asked) =>
        ToCustomer(ReservedTemplates.HistoryCopy, Means.Email, At(asked, English)) with { WithHistory = true };

    private Notification ToCustomer(string code, Means by, Dictionary<string, string> values)
    {
        values["spoken"] = new ProtocolNumber(protocol.Number).Spoken;
        var template = ReservedTemplates.Find(catalogue, code);
        return new(
            code, by, null, AddressOf(by),
            CustomerMessage.Write(template.Subject, English, values), CustomerMessage.Write(template.Text, English, values));
    }

    /// <summary>Where the channel has no means of ours, or the customer no address for them, whatever address there is will do.</summary>
    private Notification Written(string template, Channel? channel, FactBody? body)
    {
        var usual = channel switch { Channel.Sms => Means.Sms, Channel.WhatsApp => Means.WhatsApp, _ => Means.Email };
        var by = new[] { usual, Means.Email, Means.Sms }.Where(means => AddressOf(means) is not null).Append(usual).First();
        return new(template, by, null, AddressOf(by), body?.Subject ?? protocol.Number, body?.Text ?? "");
    }

    private IReadOnlyList<Notification> Staff(string code, Department? department, Dictionary<string, string> values)
    {
        if (department is null)
            return [];
        values[CustomerMessage.Number] = protocol.Number;
        var template = ReservedTemplates.Find(catalogue, code);
        return
        [
            new(
                code, Means.Email, department.Code, department.Address,
                CustomerMessage.Write(template.Subject, false, values), CustomerMessage.Write(template.Text, false, values)),
        ];
    }

    private string? AddressOf(Means by) => by switch
    {
        Means.Email => EmailAddress.TryParse(protocol.Personal.Customer?.Email, out var email) ? email.Value : null,
        Means.Sms or Means.WhatsApp => PhoneNumber.TryParse(protocol.Personal.Customer?.Phone, out var phone) ? phone.Value : null,
        _ => null,
    };

    private Dictionary<string, string> At(DateTimeOffset at, (string Name, string Value) also)
    {
        var values = At(at);
        values[also.Name] = also.Value;
        return values;
    }

    private Dictionary<string, string> At(DateTimeOffset at, bool english = false)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return new()
        {
            [CustomerMessage.Number] = protocol.Number,
            ["date"] = local.ToString(english ? "d MMMM yyyy" : "dd/MM/yyyy", CultureInfo.InvariantCulture),
            ["time"] = local.ToString("HH:mm", CultureInfo.InvariantCulture),
        };
    }
}
