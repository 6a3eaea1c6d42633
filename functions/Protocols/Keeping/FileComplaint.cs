using Protocols.Facts;

namespace Protocols.Keeping;

/// <summary>
/// The customer took the case to whoever oversees the company (M23), as staff were told. A closed protocol takes it too: it is then that it counts,
/// since some of them keep what was complained about for longer (<c>retention.json</c>).
/// </summary>
public sealed record FileComplaint(string Regulator, DateOnly Day, string Reference)
{
    public Decision Decide(Protocol protocol, DateOnly today) =>
        Day > today ? Refusals.Invalid(new FieldError("day", "in-the-future"))
        : protocol.Complaints.Contains(new(Regulator, Day, Reference)) ? Decision.Nothing
        : new NewFact(new ComplaintFiled(Regulator, Day, Reference));
}
