using Protocols.People;

namespace Protocols.Local.Seeding.Cast;

/// <summary>Who works at the company, and the systems that open protocols for it.</summary>
internal static class Staff
{
    public static IReadOnlyList<Caller> Agents { get; } =
    [
        Agent("ana.martins", "Ana Paula Martins"), Agent("bruno.lima", "Bruno Lima"), Agent("camila.rocha", "Camila Rocha"),
        Agent("diego.farias", "Diego Farias"), Agent("elaine.prado", "Elaine Prado"), Agent("felipe.antunes", "Felipe Antunes"),
        Agent("gislaine.moura", "Gislaine Moura"), Agent("henrique.bastos", "Henrique Bastos"), Agent("ines.cardoso", "Inês Cardoso"),
        Agent("joao.teles", "João Vítor Teles"), Agent("larissa.queiroz", "Larissa Queiroz"), Agent("marcos.vieira", "Marcos Vieira"),
    ];

    public static IReadOnlyList<Caller> Supervisors { get; } =
    [
        new("regina.dutra", "Regina Dutra", RoleNames.Granted("supervisor")),
        new("sergio.nogueira", "Sérgio Nogueira", RoleNames.Granted("supervisor")),
    ];

    public static Caller Ombudsman { get; } = new("otavia.reis", "Otávia Reis", RoleNames.Granted("ombudsman"));

    /// <summary>The telephone system, which hands recordings in to whatever case they are of.</summary>
    public static Caller Telephony { get; } = new("telefonia", "Central telefônica", Roles.Client) { ActsOnAny = true };

    public static Caller Site { get; } = new("site", "Site e aplicativo", Roles.Client);

    public static Caller Bot { get; } = new("bot-whatsapp", "Assistente virtual", Roles.Client);

    public static IReadOnlyList<Caller> Others(Caller agent) => [.. Agents.Where(other => other != agent)];

    public static bool IsSystem(this Caller caller) => caller.Is(Roles.Client);

    public static StaffMember Member(this Caller caller) => new(caller.Id, caller.Name);

    private static Caller Agent(string id, string name) => new(id, name, Roles.Agent);
}
