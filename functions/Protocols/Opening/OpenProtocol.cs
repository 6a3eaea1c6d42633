using Protocols.Catalog;
using Protocols.Customers;
using Protocols.Facts;
using Protocols.People;

namespace Protocols.Opening;

/// <summary>A contact begins (M1): only the channel is needed, whatever else is known may come with it.</summary>
public sealed record OpenProtocol
{
    public required Channel Channel { get; init; }
    public string? Subject { get; init; }
    public string? Occurrence { get; init; }
    public string? Reason { get; init; }
    public string? Detail { get; init; }
    public Customer? Customer { get; init; }
    public IReadOnlyList<Reference> References { get; init; } = [];
    public IReadOnlyDictionary<string, string>? Context { get; init; }
    public IReadOnlyList<string> ReceiptBy { get; init; } = [];

    /// <summary>The fact a protocol begins with; whoever opens it owns it, unless a channel's back end did.</summary>
    /// <param name="accessCode">Drawn for this protocol alone.</param>
    public Decision Decide(Caller caller, Catalogue catalogue, string accessCode)
    {
        var errors = Classification.Errors(catalogue, Occurrence, Reason);
        if (errors.Count > 0)
            return Refusals.Invalid(errors);
        var owner = caller.Is(Roles.WorkingStaff) ? new StaffMember(caller.Id, caller.Name) : null;
        var type = catalogue.Find(Occurrence)?.Type;
        return new NewFact(
            new Opened(Channel, catalogue.Version, owner, Occurrence, Reason, type, ReceiptBy.Count == 0 ? null : ReceiptBy)
            {
                SubjectGiven = Subject is null ? null : true,
                Department = caller.HomeDepartment,
            },
            new FactBody
            {
                Subject = Subject,
                Detail = Detail,
                Customer = Customer,
                References = References.Count == 0 ? null : References,
                Context = Context is { Count: > 0 } ? Context : null,
                AccessCode = accessCode,
            });
    }
}
