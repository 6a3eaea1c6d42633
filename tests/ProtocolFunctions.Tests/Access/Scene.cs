using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api.Endpoints;

namespace ProtocolFunctions.Tests.Access;

/// <summary>One cell of the table of access: who calls, about which protocol, and who else is there to make it ready.</summary>
internal sealed record Scene(AccessWorld World, PermissionRow Row, PermissionColumn Column, Whose Whose)
{
    public required Desk Caller { get; init; }

    /// <summary>The protocol it is about; of a call about none, any.</summary>
    public required string Number { get; init; }

    /// <summary>Who opened it, where that was staff; else somebody of staff.</summary>
    public required Desk Owner { get; init; }

    /// <summary>Sees everything and helps with everything.</summary>
    public Desk Helper => World.Helper;

    /// <summary>The id of the person who calls, or of one who does not where it is not his.</summary>
    public string Person => Whose == Whose.Own ? AccessWorld.IdOf(Column) : "colleague";

    public bool IsConsumer => Column.Role == Protocols.People.Roles.Consumer;
}

/// <summary>A request that is ready to be sent: what stands in the braces of its route, and what goes with it.</summary>
internal sealed record Ask(string? Body = null, byte[]? Content = null, string? ContentType = null, params (string Name, string Value)[] Headers)
{
    /// <summary>What stands for <c>{id}</c> and <c>{code}</c> in the route.</summary>
    public string Id { get; init; } = "1";

    /// <summary>The protocol, where it must be another than the scene's.</summary>
    public string? Number { get; init; }

    /// <summary>The caller, where it must be another.</summary>
    public Desk? Caller { get; init; }
}
