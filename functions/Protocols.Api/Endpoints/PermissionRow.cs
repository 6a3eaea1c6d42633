using Protocols.Api.Http;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>Whose protocol a call is about.</summary>
internal enum Whose
{
    /// <summary>The caller's: he owns it, opened it as a channel, or bears its document.</summary>
    Own,

    /// <summary>Somebody else's of his department; of a customer or a channel, another's.</summary>
    Others,

    /// <summary>Somebody else's in a department that is not his.</summary>
    OtherDepartment,
}

/// <summary>One who calls, as the columns of the table of access name him.</summary>
/// <param name="Sees">Whether he sees such a protocol.</param>
internal sealed record PermissionColumn(string Name, Roles Role, Func<Whose, bool> Sees)
{
    public const string ByDocument = "by document", Nobody = "nobody";

    /// <summary>Works for one department, and is bound to it.</summary>
    public bool IsBound => (Role & Roles.WorkingStaff) != 0 && !Sees(Whose.OtherDepartment);

    /// <summary>Staff work for one department, and departments are kept apart.</summary>
    public static IReadOnlyList<PermissionColumn> All { get; } =
    [
        new("agent", RoleNames.Granted("agent"), whose => whose != Whose.OtherDepartment),
        new("supervisor", RoleNames.Granted("supervisor"), whose => whose != Whose.OtherDepartment),
        new("ombudsman", RoleNames.Granted("ombudsman"), _ => true),
        new("compliance", Roles.Compliance, _ => true),
        new("regulator", Roles.Regulator, _ => true),
        new("admin", Roles.Admin, _ => true),
        new("client", Roles.Client, whose => whose == Whose.Own),
        new("consumer", Roles.Consumer, whose => whose == Whose.Own),
        new("by code", Roles.Consumer, whose => whose == Whose.Own),
        new(ByDocument, Roles.Consumer, whose => whose == Whose.Own),
        new(Nobody, Roles.None, _ => false),
    ];
}

/// <summary>What each caller gets of one call, told from its row in the table of routes.</summary>
internal sealed record PermissionRow(Endpoint Endpoint)
{
    public const string May = "2xx", Forbidden = "403", NotThere = "404", Unknown = "401";

    public static IEnumerable<PermissionRow> All => EndpointTable.All.Select(endpoint => new PermissionRow(endpoint));

    /// <summary>As the first column has it.</summary>
    public string Name => $"{Endpoint.Method} /{Endpoint.Route}";

    /// <summary>Whether it matters whose protocol it is.</summary>
    public bool IsAboutOne => Endpoint.Route.Contains("{number}", StringComparison.Ordinal);

    /// <summary>May, or why not.</summary>
    public string Of(PermissionColumn column, Whose whose)
    {
        if (Endpoint.Open)
            return May;
        if (column.Name == PermissionColumn.Nobody)
            return Unknown;
        var sees = !IsAboutOne || column.Sees(whose) || (Endpoint.ByTelephony && column.Role == Roles.Client);
        var may = (Endpoint.Roles & column.Role) != 0
            && !(Endpoint.HisAlone && whose != Whose.Own)
            && !(Endpoint.OfAllDepartments && column.IsBound)
            && !(column.Name == PermissionColumn.ByDocument && Endpoint.Problems.Contains(Refusals.AccessCodeNeeded.Code));
        return !sees ? NotThere : may ? May : Forbidden;
    }

    /// <summary>The three of a column; one where they are the same.</summary>
    public string Cell(PermissionColumn column)
    {
        string[] each = [.. Enum.GetValues<Whose>().Select(whose => Of(column, whose))];
        return each.Distinct().Count() == 1 ? each[0] : string.Join(" / ", each);
    }
}
