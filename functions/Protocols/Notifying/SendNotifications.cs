using System.Collections.Concurrent;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Customers;
using Protocols.Facts;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Notifying;

/// <summary>
/// Tells people what they are to be told (M4, M16, M18). A message of the queue points to a fact; whatever the fact calls for and has
/// no outcome on record yet is sent, and its outcome written down. So a message that comes again finds nothing to do; only whoever
/// dies between sending and writing sends twice, under the same id.
/// </summary>
/// <param name="history">Makes what is attached where a customer asked for his history by mail (M22).</param>
public sealed class SendNotifications(
    IProtocolStore store, IMessageQueues queues, KeyRing ring, RuleBook book, ChangeProtocol changing, Carriers carriers, DrawUpHistory history,
    TimeProvider clock)
{
    private const int MostRemembered = 1_000;
    private const string NoAddress = "no-address", TooLarge = "history-too-large";

    /// <summary>What left and is not on record yet because the store was busy: it must not leave again for that.</summary>
    private readonly ConcurrentDictionary<string, Carried> unwritten = new();

    public async Task<Verdict> RunAsync(ReceivedMessage message, CancellationToken cancellation)
    {
        if (!Pointer.TryRead(message.Body, out var pointer))
            return Verdict.Dead("unreadable", "The message is no pointer to a fact, or of a version that is not known here.");
        try
        {
            if (await store.FindAsync(pointer.Number, cancellation) is not { } stored)
                return Verdict.Dead(Refusals.NotFound.Code, $"There is no protocol {pointer.Number}.");
            using var found = Case.Open(stored, ring);
            if (await store.ReadAsync(found, pointer.Fact, pointer.Fact, cancellation) is not [var fact])
                return Verdict.Dead("fact-not-found", $"Protocol {pointer.Number} has no fact {pointer.Fact}.");
            return await TellAsync(found.State, fact, message, cancellation);
        }
        catch (Exception busy) when (busy is StoreBusyException or StoreFullException)
        {
            return Verdict.Again;
        }
    }

    private async Task<Verdict> TellAsync(Protocol protocol, Fact fact, ReceivedMessage message, CancellationToken cancellation)
    {
        var later = Retries.IsAtOnce(message) ? null : Retries.Next(message, clock.GetUtcNow());
        var isLast = later is null && !Retries.IsAtOnce(message);
        var told = new List<Carried>();
        var notifications = new Notifications(protocol, await CatalogueAsync(protocol, cancellation), book.Zone);
        // Whoever has a dead letter sent again wants what failed to be tried again.
        foreach (var open in notifications.Open(fact, again: IsResent(message)))
            told.Add(await TellAsync(protocol.Number, fact, open, isLast, cancellation));
        // What may still leave goes before what never will, which is on record now.
        if (!isLast && told.Find(carried => carried.As == CarriedAs.NotNow) is { } busy)
            return await AgainAsync(later, busy.Reason, cancellation);
        // Where nobody carries it dead letters would only pile up; that it did not leave is on record.
        return told.Find(carried => carried is { As: CarriedAs.Refused or CarriedAs.NotNow, Reason: not Carriers.NoCarrier }) is { } failed
            ? Verdict.Dead(failed.Reason, $"A message of protocol {protocol.Number} for its fact {fact.N} was not taken.")
            : Verdict.Done;
    }

    /// <summary>People are told where they are now and in today's words; a department that is gone, where it was.</summary>
    private async Task<Catalogue> CatalogueAsync(Protocol protocol, CancellationToken cancellation)
    {
        var (own, now) = ((await book.OfAsync(protocol, cancellation)).Catalogue, (await book.CurrentAsync(cancellation)).Catalogue);
        return now with { Departments = [.. now.Departments.Concat(own.Departments).DistinctBy(department => department.Code)] };
    }

    /// <summary>Sends one and writes down what became of it, unless it is tried again.</summary>
    private async Task<Carried> TellAsync(string number, Fact fact, Notification open, bool isLast, CancellationToken cancellation)
    {
        var id = ReportDelivery.IdOf(number, fact.N, open.By);
        var carried =
            open.By == Means.Letter ? new(CarriedAs.Accepted)
            // Once the address is known, it is asked for anew.
            : open.To is null ? Unmendable(NoAddress)
            : unwritten.GetValueOrDefault(id) ?? await CarryAsync(number, open, new(id, open.By, open.To, open.Subject, open.Text), cancellation);
        if (carried.As == CarriedAs.NotNow && !isLast)
            return carried;
        if (carried.As is CarriedAs.Sent or CarriedAs.Accepted && carried.Reason.Length == 0)
            Remember(id, carried);
        await WriteAsync(number, Outcome(fact, open, carried), fact, open, cancellation);
        unwritten.TryRemove(id, out _);
        return carried;
    }

    private async Task<Carried> CarryAsync(string number, Notification open, OutgoingMessage message, CancellationToken cancellation)
    {
        if (!open.WithHistory)
            return await carriers.SendAsync(message, cancellation);
        var drawn = await history(number, cancellation);
        return !drawn.Succeeded ? Unmendable(drawn.Refusal.Code)
            : drawn.Value.Bytes.Length > AttachedFile.MostBytes ? Unmendable(TooLarge)
            : await carriers.SendAsync(message with { Attached = drawn.Value }, cancellation);
    }

    /// <summary>It did not leave, and whoever looks through dead letters could do nothing about it.</summary>
    private static Carried Unmendable(string reason) => new(CarriedAs.Accepted, null, reason);

    private async Task<Verdict> AgainAsync(QueueMessage? later, string reason, CancellationToken cancellation)
    {
        if (later is null)
            return Verdict.Again;
        await queues.SendAsync(QueueDefinition.Notifications, [later], cancellation);
        return Verdict.Postponed(reason);
    }

    private static bool IsResent(ReceivedMessage message) => message.Id.Contains('~', StringComparison.Ordinal);

    private async Task WriteAsync(string number, NewFact outcome, Fact of, Notification open, CancellationToken cancellation)
    {
        var written = await changing.RunAsync(
            number,
            Caller.Service,
            Conditions.None,
            // Somebody else may have been faster, and what left is on record.
            (state, _) => state.Deliveries.Any(done => done.Fact == of.N && done.By == open.By && done.State != MessageState.Failed)
                ? Decision.Nothing
                : outcome,
            cancellation);
        if (!written.Succeeded)
            throw new StoreBusyException($"What became of a message of {number} could not be written: {written.Refusal.Code}.");
    }

    private static NewFact Outcome(Fact fact, Notification open, Carried carried) =>
        open.By == Means.Letter ? new NewFact(new LetterListed(fact.N, open.Template), Visibility: Visibility.Public)
        : carried.Reason.Length > 0 ? Failed(fact, open, carried.Reason)
        : Sent(fact, open, carried, carried.As == CarriedAs.Sent ? MessageState.Sent : MessageState.Accepted);

    private static NewFact Sent(Fact fact, Notification open, Carried carried, MessageState state) => new(
        open.WithHistory ? new HistorySent(fact.N, DeliveryWay.Email) { State = state, CarrierId = carried.Id }
        : new NotificationSent(fact.N, open.Template, open.By, state) { Department = open.Department, CarrierId = carried.Id },
        Where(open),
        // The customer sees what he was sent, and not what went wrong in the house.
        open.Department is null ? Visibility.Public : Visibility.Internal);

    private static NewFact Failed(Fact fact, Notification open, string reason) => new(
        new NotificationFailed(fact.N, open.Template, open.By, MessageState.Failed, reason) { Department = open.Department }, Where(open));

    /// <summary>Where a message to the customer went. What a department's address is stands in the catalogue.</summary>
    private static FactBody? Where(Notification open) => open is { Department: null, To: { } to }
        ? new FactBody { Data = new Dictionary<string, string> { ["to"] = Masked(open.By, to) } }
        : null;

    private static string Masked(Means by, string to) =>
        by == Means.Email && EmailAddress.TryParse(to, out var email) ? email.Masked
        : PhoneNumber.TryParse(to, out var phone) ? phone.Masked
        : "***";

    private void Remember(string id, Carried carried)
    {
        // Forgetting means at worst that one message comes twice.
        if (unwritten.Count >= MostRemembered)
            unwritten.Clear();
        unwritten[id] = carried;
    }
}
