using Protocols.People;

namespace Protocols.Cases;

/// <summary>Whose a protocol is. What is not yours is as if it were not there.</summary>
public static class Access
{
    /// <summary>Reading staff see all; a client what it opened; a consumer what bears his document.</summary>
    public static bool CanSee(this Caller caller, Protocol protocol) =>
        caller.Is(Roles.ReadingStaff)
        || caller.ActsOnAny
        || (caller.Is(Roles.Client) && protocol.OpenedBy is { Role: "client" } opener && opener.Id == caller.Id)
        || (caller.Is(Roles.Consumer) && caller.Tracks?.Number == protocol.Number)
        || (caller.Is(Roles.Consumer) && caller.Document?.Value is { } own && protocol.Personal.Customer?.Document == own);

    /// <summary>How much of a protocol this caller is shown.</summary>
    public static View ViewOf(Caller caller) =>
        caller.Is(Roles.Compliance | Roles.Regulator) ? View.Full
        : caller.Is(Roles.ReadingStaff | Roles.Client) ? View.Staff
        : caller.Tracks is { Level: TrackingLevel.Document } ? View.Outline
        : View.Public;

    /// <summary>The customer's own, more or less of it: nothing internal, and staff by first name.</summary>
    public static bool IsCustomers(this View view) => view is View.Public or View.Outline;
}

/// <summary>How much is shown.</summary>
public enum View
{
    /// <summary>State, deadlines and what happened when, no texts; for a customer who has shown no more than his document.</summary>
    Outline,

    /// <summary>The customer's: public entries, first names of staff.</summary>
    Public,

    /// <summary>Everything, the customer's personal data masked.</summary>
    Staff,

    /// <summary>Everything, unmasked.</summary>
    Full,
}
