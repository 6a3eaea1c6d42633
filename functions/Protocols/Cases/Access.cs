using System.Numerics;
using Protocols.People;

namespace Protocols.Cases;

/// <summary>Whose a protocol is. What is not yours is as if it were not there.</summary>
public static class Access
{
    private static readonly Roles[] kinds =
        [Roles.WorkingStaff, Roles.Compliance, Roles.Regulator, Roles.Admin, Roles.Client, Roles.Consumer];

    /// <summary>
    /// Reading staff see all, unless they are bound to their departments; a client what it opened; a consumer what bears his document.
    /// </summary>
    public static bool CanSee(this Caller caller, Protocol protocol) =>
        (caller.Is(Roles.ReadingStaff) && (!caller.IsBound || IsWithin(caller, protocol)))
        || (caller.Is(Roles.Client) && caller.ActsOnAny)
        || (caller.Is(Roles.Client) && protocol.OpenedByClient == caller.Id)
        || (caller.Is(Roles.Consumer) && caller.Tracks?.Number == protocol.Number)
        || (caller.Is(Roles.Consumer) && caller.Document?.Value is { } own && protocol.Personal.Customer?.Document == own);

    /// <summary>Whether he is of several kinds that stand side by side; what one lets him see another must not let him change.</summary>
    public static bool IsOfSeveralKinds(this Caller caller) =>
        BitOperations.PopCount((uint)(caller.Roles & ~Roles.WorkingStaff)) + (caller.Is(Roles.WorkingStaff) ? 1 : 0) > 1;

    /// <summary>The caller as those of his kinds that are among <paramref name="allowed"/> and see the protocol, if there is one; without roles where none does.</summary>
    public static Caller Acting(this Caller caller, Roles allowed, Protocol? protocol)
    {
        var acting = kinds.Where(kind => caller.Is(kind & allowed))
            .Select(kind => caller with { Roles = caller.Roles & kind })
            .Where(one => protocol is null || one.CanSee(protocol))
            .Aggregate(Roles.None, (union, one) => union | one.Roles);
        return caller with { Roles = acting };
    }

    /// <summary>Whoever owns a case answers for it wherever it is.</summary>
    private static bool IsWithin(Caller caller, Protocol protocol) =>
        protocol.Owner?.Id == caller.Id || Circles.Of(protocol).Intersect(Circles.Of(caller)).Any();

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
