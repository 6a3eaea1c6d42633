using Protocols.Catalog;
using Protocols.Customers;
using Protocols.Facts;

namespace Protocols.Opening;

/// <summary>A merge patch (RFC 7396) of what is known of a case: what is given replaces, null removes, the rest stays.</summary>
public sealed record AmendProtocol
{
    public Patch<string> Subject { get; init; }
    public Patch<string> Occurrence { get; init; }
    public Patch<string> Reason { get; init; }
    public Patch<string> Detail { get; init; }
    public Patch<CustomerPatch> Customer { get; init; }
    public Patch<IReadOnlyList<Reference>> References { get; init; }

    /// <summary>By name; a null value removes the name, a null patch removes them all.</summary>
    public Patch<IReadOnlyDictionary<string, string?>> Context { get; init; }

    public Patch<WaitingOn?> WaitingOn { get; init; }

    public Decision Decide(Protocol protocol, Catalogue catalogue)
    {
        if (protocol.Status == Status.Closed)
            return Refusals.ProtocolClosed;
        if (Subject is { Given: true, Value: null })
            return Refusals.Invalid(new FieldError("subject", "cannot-be-removed"));

        var (occurrence, reason) = Classify(protocol);
        var errors = Classification.Errors(catalogue, occurrence, reason);
        if (errors.Count > 0)
            return Refusals.Invalid(errors);

        var type = catalogue.Find(occurrence)?.Type;
        var waiting = WaitingOn.Given ? WaitingOn.Value : protocol.WaitingOn;
        if (type == "question" && (waiting is not null || IsWithOthers(protocol)))
            return Refusals.QuestionStaysInItsCall;
        if (waiting is not null && waiting != protocol.WaitingOn && protocol.Status == Status.Resolved)
            return Refusals.AlreadyResolved;
        var hasSubject = protocol.HasSubject || Subject.Given;
        if (waiting is not null && waiting != protocol.WaitingOn && !hasSubject)
            return Refusals.SubjectMissing;

        var facts = new List<NewFact>();
        if (Fields(protocol) is { Terms: Amended { Fields.Count: > 0 } } amended)
            facts.Add(amended);
        if (occurrence != protocol.Occurrence || reason != protocol.Reason)
            facts.Add(new(new Classified(occurrence, reason, type)));
        if (waiting != protocol.WaitingOn)
            facts.Add(new(new WaitingSet(waiting)));
        return Decision.Of(facts);
    }

    /// <summary>Somebody else works on it, or the customer was promised to be called back: it has left its call.</summary>
    private static bool IsWithOthers(Protocol protocol) =>
        protocol.Executor is not null || protocol.Referrals.Count > 0 || protocol.Callbacks.Any(callback => callback.IsOpen);

    /// <summary>A reason belongs to its occurrence, so it goes when another occurrence comes without one.</summary>
    private (string? Occurrence, string? Reason) Classify(Protocol protocol)
    {
        var occurrence = Occurrence.Given ? Occurrence.Value : protocol.Occurrence;
        var kept = occurrence == protocol.Occurrence ? protocol.Reason : null;
        return (occurrence, Reason.Given ? Reason.Value : kept);
    }

    private NewFact Fields(Protocol protocol)
    {
        var now = protocol.Personal;
        var fields = new List<string>();
        var body = new FactBody();
        if (Subject.Given && Subject.Value != now.Subject)
        {
            fields.Add("subject");
            body = body with { Subject = Subject.Value };
        }
        if (Detail.Given && Detail.Value != now.Detail)
        {
            fields.Add("detail");
            body = body with { Detail = Detail.Value };
        }
        if (Customer.Given)
        {
            var before = fields.Count;
            var customer = CustomerPatch.Apply(Customer.Value, now.Customer ?? new(), fields);
            if (fields.Count > before)
                body = body with { Customer = customer.IsEmpty ? null : customer };
        }
        if (References.Given && !(References.Value ?? []).SequenceEqual(now.References))
        {
            fields.Add("references");
            body = body with { References = References.Value is { Count: > 0 } given ? given : null };
        }
        if (Context.Given && Merge(now.Context) is { } context)
        {
            fields.Add("context");
            body = body with { Context = context.Count == 0 ? null : context };
        }
        return new(new Amended(fields), body);
    }

    private Dictionary<string, string>? Merge(IReadOnlyDictionary<string, string> now)
    {
        var merged = Context.Value is null ? [] : new Dictionary<string, string>(now);
        foreach (var (name, value) in Context.Value ?? new Dictionary<string, string?>())
        {
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = value;
        }
        var same = merged.Count == now.Count && merged.All(pair => now.GetValueOrDefault(pair.Key) == pair.Value);
        return same ? null : merged;
    }
}
