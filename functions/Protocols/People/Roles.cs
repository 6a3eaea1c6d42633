namespace Protocols.People;

/// <summary>What a caller may be. Several at once mean their union.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Agent = 1,
    Supervisor = 2,
    Ombudsman = 4,
    Compliance = 8,
    Regulator = 16,
    Admin = 32,

    /// <summary>A channel's back end: website, app, bot, telephony.</summary>
    Client = 64,

    /// <summary>The customer himself.</summary>
    Consumer = 128,

    WorkingStaff = Agent | Supervisor | Ombudsman,
    ReadingStaff = WorkingStaff | Compliance | Regulator | Admin,
    Everyone = ReadingStaff | Client | Consumer,
}

public static class RoleNames
{
    private static readonly (Roles Role, string Name)[] names =
    [
        (Roles.Agent, "agent"), (Roles.Supervisor, "supervisor"), (Roles.Ombudsman, "ombudsman"), (Roles.Compliance, "compliance"),
        (Roles.Regulator, "regulator"), (Roles.Admin, "admin"), (Roles.Client, "client"), (Roles.Consumer, "consumer"),
    ];

    /// <summary>Every role's name, as tokens carry it.</summary>
    public static IReadOnlyList<string> All { get; } = [.. names.Select(pair => pair.Name)];

    /// <summary>The role with this name together with those below it: a supervisor may what an agent may, an ombudsman both.</summary>
    /// <returns><see cref="Roles.None"/> for a name that is no role.</returns>
    public static Roles Granted(string? name) => name switch
    {
        "agent" => Roles.Agent,
        "supervisor" => Roles.Agent | Roles.Supervisor,
        "ombudsman" => Roles.WorkingStaff,
        _ => names.FirstOrDefault(pair => pair.Name == name).Role,
    };

    /// <summary>The names of all roles in the set.</summary>
    public static IEnumerable<string> Of(Roles roles) => names.Where(pair => (roles & pair.Role) != 0).Select(pair => pair.Name);

    /// <summary>The most telling name of a caller's roles, for the record: the highest of working staff, else the first there is.</summary>
    public static string Foremost(Roles roles) =>
        (roles & Roles.Ombudsman) != 0 ? "ombudsman"
        : (roles & Roles.Supervisor) != 0 ? "supervisor"
        : Of(roles).FirstOrDefault() ?? "none";
}
