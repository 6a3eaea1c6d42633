using Protocols.Api.Endpoints;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>Every call has its row in the page of who may do what; that it is true is shown by the matrix against the running service.</summary>
public sealed class PermissionTests
{
    private static readonly string page = Path.Combine(Sources.Root(), "docs", "access.md");

    [Fact]
    public void Every_call_has_a_row_in_the_table_of_access_and_every_row_a_call()
    {
        var rows = File.ReadAllLines(page).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).ToList();

        Assert.NotEmpty(rows);
        var missing = PermissionRow.All.Select(row => row.Name).Except(rows).ToList();
        Assert.True(missing.Count == 0, $"docs/access.md has no row for {string.Join(", ", missing)}. Look at its roles once more, then run: {PermissionPage.Command}");
        Assert.Equal(PermissionRow.All.Select(row => row.Name), rows);
    }

    [Fact]
    public void The_page_of_access_is_as_the_program_prints_it() =>
        Assert.True(PermissionPage.Write() == File.ReadAllText(page), $"docs/access.md says otherwise than the table of routes. If the new answer is meant, run: {PermissionPage.Command}");
}
