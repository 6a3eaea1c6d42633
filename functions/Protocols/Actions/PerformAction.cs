using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Handling;
using Protocols.Notifying;

namespace Protocols.Actions;

/// <summary>Staff do something that the catalogue offers for the case as it stands (M12).</summary>
/// <param name="Data">By the names of the action's fields.</param>
/// <param name="Confirm">Business facts that whoever acts vouches for, since the protocol does not know them.</param>
public sealed record PerformAction(string Code, IReadOnlyDictionary<string, string> Data, IReadOnlyList<string> Confirm)
{
    /// <summary>What was done, and all that follows from it at once: the message, what is waited for, the end.</summary>
    public Decision Decide(Protocol protocol, Catalogue catalogue, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (catalogue.FindAction(Code) is not { } action)
            return Refusals.ActionNotFound;
        if (Against(action, protocol, catalogue) is { } refusal)
            return refusal;

        var errors = new List<FieldError>();
        var data = ActionData.Read(action, Data, now.LocalDay(zone), errors);
        var facts = action.Conditions.Select(condition => condition.Fact).ToList();
        if (Confirm.Except(facts).Any())
            errors.Add(new("confirm", "not-one-of", string.Join(", ", facts)));
        if (errors.Count > 0)
            return Refusals.Invalid(errors);

        var unknown = Obstacles.Unknown(action, protocol).Select(condition => condition.Fact).ToList();
        if (unknown.Except(Confirm).ToList() is { Count: > 0 } open)
            return Refusals.ConfirmationRequired(open);
        return Decision.Of([.. Facts(action, protocol, catalogue, data, unknown)]);
    }

    private Refusal? Against(ActionDefinition action, Protocol protocol, Catalogue catalogue)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (protocol.IsQuestion && action.LeavesOpen)
            return Refusals.QuestionStaysInItsCall;
        var missing = Obstacles.MissingFor(action, protocol, catalogue);
        var obstacles = Obstacles.Of(action, protocol, catalogue);
        return obstacles.Count > missing.Count ? Refusals.ActionNotOffered(Code, obstacles)
            : missing.Count > 0 ? Refusals.FieldsMissing(missing)
            : null;
    }

    private static IEnumerable<NewFact> Facts(
        ActionDefinition action, Protocol protocol, Catalogue catalogue, ActionData data, List<string> confirmed)
    {
        var terms = new ActionTaken(action.Code, action.Effects)
        {
            Data = data.Terms.Count == 0 ? null : data.Terms,
            Confirmed = confirmed.Count == 0 ? null : confirmed,
            Template = action.Template,
            Department = action.Department,
            CountsAgainstPerformance = action.CountsAgainstPerformance ? true : null,
        };
        yield return new(terms, data.Texts.Count == 0 ? null : new FactBody { Data = data.Texts });
        foreach (var effect in action.Effects.Where(EffectRequested.IsCalledFor))
            yield return new(new EffectRequested(action.Code) { Effect = effect, Department = action.Department });
        if (catalogue.FindTemplate(action.Template) is { } template)
        {
            foreach (var fact in Message(action, protocol, template, data))
                yield return fact;
        }
        if (action.Effects.Contains(ActionEffect.WaitingOnCustomer) && protocol.WaitingOn != WaitingOn.Customer)
            yield return new(new WaitingSet(WaitingOn.Customer));
        if (action.Finishes)
            yield return new(new Resolved());
    }

    /// <summary>A case that ends without a solution on record has the message as its solution; one that is there stays the solution.</summary>
    private static IEnumerable<NewFact> Message(ActionDefinition action, Protocol protocol, MessageTemplate template, ActionData data)
    {
        var contact = CustomerMessage.Contact(protocol, template, data.ForCustomer(action, Notifications.IsEnglish(protocol)), informed: action.Finishes);
        if (action.Finishes && protocol.Solution == 0)
            yield return new(new EntryAdded(null, null, null, null) { Entry = EntryKind.Solution }, FactBody.Of(contact.Body!.Text!), Visibility.Public);
        yield return contact;
    }
}
