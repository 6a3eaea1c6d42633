using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Protocols.Accessing;
using Protocols.Actions;
using Protocols.Callbacks;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Customers;
using Protocols.Deadlines;
using Protocols.Escalating;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Notifying;
using Protocols.Numbering;
using Protocols.People;

namespace Protocols.Api.Answers;

/// <summary>How protocols are shown: what each view masks, shortens or leaves out.</summary>
internal static class Shown
{
    public static ProtocolAnswer Whole(ProtocolView found, View view, Clocks clocks, Catalogue catalogue) =>
        Head(found.State, found.Head, view, clocks, catalogue) with
        {
            Timeline = [.. found.Facts.Select(fact => Entry(fact, Seen(found.State, view)))],
            TimelineBefore = found.Before,
        };

    /// <summary>The protocol without its timeline.</summary>
    /// <param name="catalogue">What it stands under.</param>
    public static ProtocolAnswer Head(Protocol state, string head, View view, Clocks clocks, Catalogue catalogue) => new()
    {
        Number = state.Number,
        Spoken = new ProtocolNumber(state.Number).Spoken,
        Subject = Text(state.Personal.Subject, Seen(state, view)),
        Detail = Text(state.Personal.Detail, Seen(state, view)),
        Channel = state.Channel,
        Occurrence = state.Occurrence,
        Reason = state.Reason,
        Type = state.Type,
        Status = state.Status,
        WaitingOn = state.WaitingOn,
        Tier = state.Tier,
        Department = state.Department,
        OpenedBy = By(state.OpenedBy, view),
        Owner = Staff(state.Owner, view),
        Executor = Staff(state.Executor, view),
        Customer = Customer(state.Personal.Customer, Seen(state, view)),
        References = Seen(state, view) == View.Outline ? [] : [.. state.Personal.References.Select(reference => new ReferenceAnswer(reference.Kind, reference.Value))],
        Context = Seen(state, view).IsCustomers() ? new Dictionary<string, string>() : state.Personal.Context,
        Links = [.. state.Links.Where(link => IsShown(link, view)).Select(link => new LinkAnswer(link.Number, link.Kind, link.End))],
        Callbacks = [.. state.Callbacks.Select(Callback)],
        Referrals = view.IsCustomers() ? [] : [.. state.Referrals.Select(Referral)],
        Effects = view.IsCustomers() ? [] : [.. state.Effects.Select(effect => Effect(state, effect, view))],
        Procedures = view.IsCustomers() ? ProceduresAnswer.None : ProceduresAnswer.Of(state, catalogue),
        OpenedAt = state.OpenedAt,
        ResolvedAt = state.ResolvedAt,
        ClosedAt = state.ClosedAt,
        Outcome = state.Outcome,
        Reopenings = state.Reopenings,
        Resolution = Text(state.Personal.Resolution, Seen(state, view)),
        Deadlines = clocks.Deadlines.ToDictionary(deadline => Codes<Target>.Of(deadline.Target), Deadline),
        NextDue = clocks.NextDue?.DueAt,
        Recordings = view == View.Outline ? [] : RecordingAnswer.Of(state.Recordings),
        Attachments = view == View.Outline ? [] : [.. state.Attachments.Select(AttachmentAnswer.Of)],
        Retention = new(clocks.RecordUntil, state.Holds.Count > 0, state.ErasedAt),
        Integrity = new("SHA-256", state.Facts, head),
    };

    public static SummaryAnswer Summary(Protocol state, View view, Clocks clocks) => new(
        state.Number,
        new ProtocolNumber(state.Number).Spoken,
        Text(state.Personal.Subject, Seen(state, view)),
        state.Channel,
        state.Occurrence,
        state.Reason,
        state.Type,
        state.Status,
        state.WaitingOn,
        state.Tier,
        state.Department,
        Staff(state.Owner, view),
        Staff(state.Executor, view),
        Customer(state.Personal.Customer, Seen(state, view)),
        state.OpenedAt,
        state.ResolvedAt,
        state.ClosedAt,
        state.Outcome,
        clocks.NextDue?.DueAt);

    public static CallbackAnswer Callback(Callback callback) => new(
        Id(callback), callback.At, callback.Channel, callback.State, callback.MissedAt, callback.DoneAt);

    public static EffectAnswer Effect(Protocol state, RequestedEffect effect, View view) => new(
        effect.Id.ToString(CultureInfo.InvariantCulture), effect.Effect, effect.Action, effect.At, effect.DoneAt,
        Text(state.Personal.ReferenceOf(effect.Id), Seen(state, view)));

    public static CallAnswer Call(Protocol state, Callback callback, View view) => new(
        state.Number,
        new ProtocolNumber(state.Number).Spoken,
        state.Personal.Subject,
        Staff(state.Owner, view),
        Id(callback),
        callback.At,
        callback.Channel,
        callback.State);

    public static LedgerLineAnswer Ledger(LedgerLine line, int version) => new(
        line.Target,
        line.Term.Amount,
        line.Term.Unit,
        line.Term.Calendar,
        line.Term.Pauses,
        new(line.Term.Rule.Article, line.Term.Rule.Source, line.Term.Rule.Verified, version),
        line.StartedAt,
        line.DueAt,
        line.DueIfResumed,
        line.Extension,
        line.Decides,
        [.. line.Segments.Select(segment => new SegmentAnswer(segment.From, segment.To, segment.Kind))]);

    public static EntryAnswer Entry(Fact fact, View view) => new(
        fact.N,
        fact.At,
        fact.Terms.Kind,
        By(fact.By, view),
        fact.Terms switch
        {
            EntryAdded entry => entry.Channel,
            Opened opened => opened.Channel,
            _ => null,
        },
        fact.Visibility,
        Text(fact.Body?.Text ?? fact.Body?.Subject, view),
        view != View.Outline && fact.Body?.Data is { } texts ? WithTexts(fact.Written, texts) : fact.Written,
        fact.Link);

    /// <summary>What was given with an action, the encrypted texts among it.</summary>
    private static JsonElement WithTexts(JsonElement written, IReadOnlyDictionary<string, string> texts)
    {
        var terms = JsonObject.Create(written)!;
        var data = terms["data"]?.AsObject().DeepClone() ?? new JsonObject();
        foreach (var (name, text) in texts)
            data[name] = text;
        terms["data"] = data;
        return JsonSerializer.SerializeToElement(terms);
    }

    /// <summary>The referral that a change made, as it was then.</summary>
    public static ReferralAnswer Referral(Changed changed) => Referral(changed.State.Referrals.Single(made => made.Id == changed.Facts[0].N));

    public static EscalationAnswer Escalation(Escalation of) => of.Letter is { } letter
        ? new(of.Id, EscalationState.Dead, of.Number, null, letter.Reason, letter.Description)
        : new(of.Id, of.Referral!.State, of.Number, Referral(of.Referral), of.Referral.DeadReason);

    private static ReferralAnswer Referral(Referral open) =>
        new(open.Id, open.At, new(open.To.Tier, open.To.Department, Staff(open.To.Person, View.Staff)), open.State);

    public static AccessAnswer Access(AccessEntry entry) =>
        new(entry.N, entry.At, entry.Kind, By(entry.By, View.Full), entry.Item, entry.Reason, entry.Link);

    public static ActAnswer Act(Act act) =>
        new(act.Day, act.Entry.N, act.Entry.At, act.Entry.Kind, By(act.Entry.By, View.Full), act.Entry.Item, act.Entry.Link);

    public static CustomerAnswer? Customer(Customer? customer, View view) =>
        customer is null || view == View.Outline ? null
        : view == View.Full
            ? new(customer.Name, customer.Document, customer.Email, customer.Phone, customer.Company, customer.Supervisor)
            : new(
                customer.Name is null ? null : NameFolding.Mask(customer.Name),
                PersonDocument.TryParse(customer.Document, out var document) ? document.Masked : null,
                EmailAddress.TryParse(customer.Email, out var email) ? email.Masked : null,
                PhoneNumber.TryParse(customer.Phone, out var phone) ? phone.Masked : null,
                customer.Company,
                customer.Supervisor is null ? null : NameFolding.Mask(customer.Supervisor));

    public static HistoryRequestAnswer HistoryRequest(Protocol state, HistoryRequest request) => new(
        request.Id.ToString(CultureInfo.InvariantCulture), request.By, request.At, request.SentAt, state.DeliveryOf(request.Id, Means.Email)?.State);

    /// <summary>What is blocked is kept for the law, and for nobody's work.</summary>
    public static View Seen(Protocol state, View view) => state.IsBlocked && view == View.Staff ? View.Outline : view;

    /// <summary>Texts are for whoever has shown more than a document.</summary>
    private static string? Text(string? text, View view) => view == View.Outline ? null : text;

    private static DeadlineAnswer Deadline(Deadline deadline) =>
        new(deadline.DueAt, deadline.State, deadline.WarnedAt, deadline.BreachedAt, deadline.MetAt);

    private static string Id(Callback callback) => callback.Id.ToString(CultureInfo.InvariantCulture);

    private static PersonAnswer? Staff(StaffMember? member, View view) =>
        member is null ? null
        : view.IsCustomers() ? new(null, FirstName(member.Name))
        : new(member.Id, member.Name);

    private static PersonAnswer By(Actor actor, View view) =>
        view.IsCustomers() ? new(null, FirstName(actor.Name), actor.Role) : new(actor.Id, actor.Name, actor.Role);

    /// <summary>A related or duplicate case may be another customer's.</summary>
    private static bool IsShown(Link link, View view) => !view.IsCustomers() || link.Kind is LinkKind.FollowUp or LinkKind.Ombudsman;

    private static string? FirstName(string? name) => name?.Split(' ', 2)[0];
}
