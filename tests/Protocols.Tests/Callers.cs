using Protocols.Customers;
using Protocols.People;

namespace Protocols.Tests;

/// <summary>Who acts in the tests.</summary>
internal static class Callers
{
    public const string MariasDocument = "52998224725";

    public static Caller Ana { get; } = new("ana", "Ana Lima", Roles.Agent);
    public static Caller Bruno { get; } = new("bruno", "Bruno Reis", Roles.Agent);
    public static Caller Carla { get; } = new("carla", "Carla Dias", RoleNames.Granted("supervisor"));
    public static Caller Davi { get; } = new("davi", "Davi Melo", Roles.Agent) { Tiers = [Tier.N2] };
    public static Caller Lia { get; } = new("lia", "Lia Luz", Roles.Agent) { Departments = ["logistics"], Tiers = [Tier.N1] };
    public static Caller Olga { get; } = new("olga", "Olga Sá", RoleNames.Granted("ombudsman"));
    public static Caller Otto { get; } = new("otto", "Otto Paz", Roles.Compliance);
    public static Caller Website { get; } = new("website", null, Roles.Client);
    public static Caller Telephony { get; } = new("telephony", null, Roles.Client);

    /// <summary>Her token's id is her CPF, as gov.br gives it.</summary>
    public static Caller Maria { get; } = new(MariasDocument, null, Roles.Consumer, Document(MariasDocument));

    public static Caller Jose { get; } = new("11144477735", null, Roles.Consumer, Document("11144477735"));

    public static StaffMember AsStaff(this Caller caller) => new(caller.Id, caller.Name);

    private static PersonDocument Document(string text) =>
        PersonDocument.TryParse(text, out var document) ? document : throw new ArgumentException("Not a document.", nameof(text));
}
