using Protocols.Customers;

namespace Protocols.People;

/// <summary>Who asks, as the token says.</summary>
/// <param name="Id">Stable within the company; never shown to customers.</param>
/// <param name="Name">As staff are called; null where the token has none.</param>
/// <param name="Document">A consumer's CPF or CNPJ, which says what is his.</param>
public sealed record Caller(string Id, string? Name, Roles Roles, PersonDocument? Document = null)
{
    /// <summary>The departments he works for; none means all.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>The company keeps its departments apart: who works for some sees their protocols and no others.</summary>
    public bool ByDepartment { get; init; }

    /// <summary>The ombudsman and who only reads watch over all departments, so these bind agents and supervisors.</summary>
    public bool IsBound => ByDepartment && Departments.Count > 0
        && Is(Roles.Agent) && !Is(Roles.Ombudsman | Roles.Compliance | Roles.Regulator | Roles.Admin);

    /// <summary>Whose a protocol is that he opens; null where departments are not kept apart, or he is of none.</summary>
    public string? HomeDepartment => ByDepartment && Departments.Count > 0 && (IsBound || Is(Roles.Client)) ? Departments[0] : null;

    /// <summary>The lines of support he works in; none means all.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    /// <summary>The one protocol that is his, where he has no account; null otherwise.</summary>
    public TrackedProtocol? Tracks { get; init; }

    /// <summary>May act on any protocol in this one call: telephony adds recordings to whatever case the call was about.</summary>
    public bool ActsOnAny { get; init; }

    /// <summary>The service itself: it sees every protocol and writes under its own name.</summary>
    public static Caller Service { get; } = new(Actor.Service.Id, null, Roles.Admin);

    /// <summary>A customer who has shown that this protocol is his.</summary>
    public static Caller Tracking(string number, TrackingLevel level) => new("tracking", null, Roles.Consumer) { Tracks = new(number, level) };

    public bool IsService => ReferenceEquals(this, Service);

    public bool Is(Roles any) => (Roles & any) != 0;

    /// <summary>How the record names him. A consumer's id may be his CPF, so it is never written down.</summary>
    public Actor Actor => IsService ? Actor.Service
        : Is(Roles.ReadingStaff) || Is(Roles.Client)
        ? new(Id, Name, RoleNames.Foremost(Roles))
        : new("consumer", null, RoleNames.Foremost(Roles));
}

/// <summary>Who did something, as it stands in the record. Staff and systems by id and name; customers only as such.</summary>
public sealed record Actor(string Id, string? Name, string Role)
{
    /// <summary>The service itself, acting by the clock.</summary>
    public static Actor Service { get; } = new("service", null, "service");
}

/// <summary>A member of staff named as owner or executor.</summary>
public sealed record StaffMember(string Id, string? Name);

/// <summary>A protocol, and how surely it is the caller's.</summary>
public sealed record TrackedProtocol(string Number, TrackingLevel Level);

/// <summary>What a customer has shown. A document is known to many; the access code was given to him alone.</summary>
public enum TrackingLevel
{
    Document,
    AccessCode,
}
