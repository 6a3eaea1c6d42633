using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Handling;
using Protocols.People;

namespace Protocols.Escalating;

/// <summary>The case goes to another line, department or person; its owner stays its owner (M17, M18).</summary>
public sealed record ReferProtocol(Destination To, string Reason)
{
    public Decision Decide(Protocol protocol, Caller caller, Rules rules, DateTimeOffset now)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (protocol.IsQuestion)
            return Refusals.QuestionStaysInItsCall;
        if (protocol.Status == Status.Resolved)
            return Refusals.AlreadyResolved;
        var errors = Errors();
        if (errors.Count > 0)
            return Refusals.Invalid(errors);
        if (!caller.Is(Roles.WorkingStaff) && AgainstConsumer(protocol, rules, now) is { } notYet)
            return notYet;
        var lacking = Lacking(protocol);
        return lacking.Count > 0
            ? Refusals.EvidenceMissing(lacking)
            : new NewFact(new Referred(To.Tier, To.Department, To.Person), FactBody.Of(Reason));
    }

    private List<FieldError> Errors()
    {
        List<string> given = [.. new[]
        {
            To.Tier is null ? null : "to.tier", To.Department is null ? null : "to.department", To.Person is null ? null : "to.person",
        }.OfType<string>()];
        return given.Count == 0 ? [new("to", "required")] : [.. given.Skip(1).Select(field => new FieldError(field, "not-with", given[0]))];
    }

    private Refusal? AgainstConsumer(Protocol protocol, Rules rules, DateTimeOffset now)
    {
        if (To.Tier != Tier.Ombudsman)
            return Refusals.OmbudsmanOnly;
        var answer = rules.DueDates(protocol, now).Deadlines.FirstOrDefault(deadline => deadline.Target == Target.LegalAnswer);
        return answer?.State == DeadlineState.Breached ? null : Refusals.LegalTermRunning(answer?.DueAt);
    }

    /// <summary>The next line of support starts from what was found and tried, and after a return from what was found and tried since.</summary>
    private List<string> Lacking(Protocol protocol)
    {
        if (To.Tier is not (Tier.N2 or Tier.Development))
            return [];
        var lacking = new List<string>();
        if (protocol.Analysed == 0)
            lacking.Add(Codes<EntryKind>.Of(EntryKind.Analysis));
        if (protocol.Tested == 0)
            lacking.Add(Codes<EntryKind>.Of(EntryKind.Test));
        return lacking;
    }
}
