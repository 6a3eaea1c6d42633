using System.Collections.Immutable;
using Protocols.Catalog;
using Protocols.Chain;
using Protocols.Customers;
using Protocols.Escalating;
using Protocols.Facts;
using Protocols.People;

namespace Protocols.Tests;

/// <summary>
/// A case and how it came about. Immutable: each step gives a new story with one more fact, sealed and read back as it would be
/// kept, a minute after the one before. Steps write facts as they are and ask no decision, since decisions are what is tested.
/// </summary>
internal sealed record Story
{
    public const string Number = "2026112300000017";

    private static readonly byte[] secret = [.. Enumerable.Range(1, KeyRing.KeyBytes).Select(b => (byte)b)];

    private Story(ImmutableList<Fact> facts, DateTimeOffset now, Caller by) => (Facts, Now, Actor) = (facts, now, by);

    public ImmutableList<Fact> Facts { get; private init; }

    /// <summary>When the next fact happens.</summary>
    public DateTimeOffset Now { get; private init; }

    private Caller Actor { get; init; }

    public Protocol State => Protocol.Fold(Facts);

    public static implicit operator Protocol(Story story) => story.State;

    public static Story Begin(Channel channel, Caller by, DateTimeOffset? at = null, Tier? tier = null) => new Story([], at ?? Given.Morning, by).Add(new Opened(
        channel, Given.Catalogue.Version, by.Is(Roles.WorkingStaff) ? by.AsStaff() : null, null, null, null, null)
    { Number = Number, Tier = tier, Department = by.HomeDepartment });

    public Story At(DateTimeOffset instant) => this with { Now = instant };

    public Story At(string instant) => At(Numbering.Samples.At(instant));

    public Story After(TimeSpan pause) => this with { Now = Now + pause };

    public Story WithSubject(string subject = "Internet lenta") => Add(new Amended(["subject"]), new FactBody { Subject = subject });

    public Story WithDetail(string detail = "Cai toda noite") => Add(new Amended(["detail"]), new FactBody { Detail = detail });

    public Story WithCustomer(Customer customer) => Add(new Amended(["customer.name"]), new FactBody { Customer = customer });

    public Story WithReferences(params IReadOnlyList<Reference> references) =>
        Add(new Amended(["references"]), new FactBody { References = references });

    public Story WithContext(params IEnumerable<(string Name, string Value)> context) =>
        Add(new Amended(["context"]), new FactBody { Context = context.ToDictionary(fact => fact.Name, fact => fact.Value) });

    public Story ClassifiedAs(string occurrence, string? reason = null, Catalogue? by = null) =>
        Add(new Classified(occurrence, reason, (by ?? Given.Catalogue).Find(occurrence)!.Type));

    public Story WaitingFor(WaitingOn on) => Add(new WaitingSet(on));

    public Story ClaimedBy(Caller owner) => Add(new Claimed(owner.AsStaff()));

    public Story ExecutedBy(Caller executor) => Add(new ExecutorSet(executor.AsStaff()));

    public Story Followed(string procedure, string step) => Add(new StepDone(procedure, step));

    public Story LeftOut(string procedure, string step) => Add(new StepSkipped(procedure, step), FactBody.Of("Sem tempo"));

    public Story Took(string action) => Add(new ActionTaken(action, []));

    public Story LinkedTo(string number, LinkKind kind) => Add(new Linked(number, kind, LinkEnd.FromHere));

    public Story ReferredTo(Tier tier) => Add(new Referred(tier, null, null), FactBody.Of("Passa do que sei"));

    public Story ReferredTo(string department) => Add(new Referred(null, department, null), FactBody.Of("É deles"));

    public Story ReferredTo(Caller person) => Add(new Referred(null, null, person.AsStaff()), FactBody.Of("Conhece o caso"));

    /// <summary>The last referral arrives as the consumer would have it arrive.</summary>
    public Story Accepted(string? number = null)
    {
        var numbers = new Dictionary<long, string>();
        if (number is not null)
            numbers[State.Referrals[^1].Id] = number;
        return Decided(new AcceptReferrals(numbers).Decide(State));
    }

    public Story GivenBack() => Add(new Returned(State.Referrals[^1].Id), FactBody.Of("Medir de novo à noite"));

    public Story EscalationDied() => Add(new EscalationDead(State.Referrals[^1].Id, "MaxDeliveryCountExceeded"));

    public Story Tested() => Entry(EntryKind.Test, "Modem reiniciado");

    public Story Analysed() => Entry(EntryKind.Analysis, "Sinal fraco na linha");

    public Story Solved(string text = "Modem trocado") => Entry(EntryKind.Solution, text);

    public Story CustomerTold() =>
        Entry(EntryKind.Contact, "Avisada da troca", new(Channel.Phone, Direction.Outbound, true, true));

    public Story CustomerSpoke() => Entry(EntryKind.Contact, "Quero saber do meu caso", new(Channel.Phone, Direction.Inbound, null, null));

    public Story NotReached(Channel channel = Channel.Phone) =>
        Entry(EntryKind.Contact, "Não atendeu", new(channel, Direction.Outbound, false, null));

    public Story WrittenTo(Channel channel = Channel.Email) =>
        Entry(EntryKind.Contact, "Mensagem enviada", new(channel, Direction.Outbound, null, null));

    public Story Noted() => Entry(EntryKind.Note, "Cliente antiga");

    /// <summary>What a decision gave.</summary>
    public Story Then(NewFact fact) => Add(fact.Terms, fact.Body);

    public Story Resolved() => Add(new Resolved());

    public Story Closed(Outcome outcome = Outcome.Solved) => Add(new Closed(outcome));

    public Story Reopened() => Add(new Reopened(), FactBody.Of("Voltou a cair"));

    /// <summary>What a decision said, as if it were written now.</summary>
    public Story Decided(Decision decision) => decision.Facts.Aggregate(this, (story, fact) => story.At(Now).Add(fact.Terms, fact.Body));

    public Story Promised(DateTimeOffset at, Channel channel = Channel.Phone) =>
        Add(new CallbackScheduled(at, at.LocalDay(Given.SaoPaulo), channel));

    public Story ReturnKept(long callback) => Reached().Add(new CallbackKept(callback));

    public Story ReturnMissed(long callback) => Add(new CallbackMissed(callback));

    public Story Reached() => Entry(EntryKind.Contact, "Contei como está", new(Channel.Phone, Direction.Outbound, true, null));

    private Story Entry(EntryKind kind, string text, EntryAdded? contact = null) =>
        Add((contact ?? new(null, null, null, null)) with { Entry = kind }, FactBody.Of(text));

    private Story Add(FactTerms terms, FactBody? body = null)
    {
        using var key = new DataKey(secret, Number);
        var head = Facts.IsEmpty ? FactCodec.Origin : Facts[^1].Link;
        var (_, stored) = FactCodec.Seal(new(terms, body), Facts.Count + 1, Now, Actor.Actor, head, key, new byte[FactCodec.SaltBytes]);
        return this with { Facts = Facts.Add(FactCodec.Open(stored, key)), Now = Now.AddMinutes(1) };
    }
}
