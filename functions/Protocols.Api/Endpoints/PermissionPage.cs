using System.Text;

namespace Protocols.Api.Endpoints;

/// <summary>The page of who may do what, made from the table of routes so that it cannot part from it.</summary>
public static class PermissionPage
{
    public const string Command = "dotnet run --project functions/Local -- access > docs/access.md";

    public static string Write()
    {
        var page = new StringBuilder(
            $"""
            # Who may do what

            Every call there is, and what each caller gets. Three answers stand for **his own** protocol, **another's** of his department, and one of **another
            department**; one answer means that it makes no difference. `{PermissionRow.May}`: he may (what he sent, or the state of the case, may still be refused).
            `{PermissionRow.Forbidden}`: he sees the protocol, and this is not his to do. `{PermissionRow.NotThere}`: it is not his to see, so it is not there.
            `{PermissionRow.Unknown}`: no token, or none that is good.

            - *agent*, *supervisor*, *ombudsman*: working staff; each may what the one before may. Here departments are kept apart (`Access:ByDepartment`), and agent and
              supervisor work for one. Without that setting, or without departments in their token, they see other departments' protocols like their own. The ombudsman and who only
              reads see all. Whoever owns or executes a case sees it wherever it is.
            - *compliance*, *regulator*, *admin*: they read; no protocol is their own.
            - *client*: a channel's back end (website, bot, telephony); its own are those it opened.
            - *consumer*: the customer with an account; his own are those that bear his CPF or CNPJ. *by code*, *by document*: the customer without one, with the token
              that `POST /api/tracking` gave him for one protocol.
            - Somebody with several roles may what any of them may, each with the protocols that role sees.

            Made by `{Command}`; `MatrixTests` asks the running service for every cell.


            """);
        Row(page, ["call", .. PermissionColumn.All.Select(column => column.Name)]);
        Row(page, [.. Enumerable.Repeat("---", PermissionColumn.All.Count + 1)]);
        foreach (var row in PermissionRow.All)
            Row(page, [$"`{row.Name}`", .. PermissionColumn.All.Select(row.Cell)]);
        return page.ToString();
    }

    private static void Row(StringBuilder page, IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
