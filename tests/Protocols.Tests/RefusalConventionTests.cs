using System.Reflection;
using System.Text.RegularExpressions;

namespace Protocols.Tests;

/// <summary>Each refusal there is has a test that provokes it and asserts its code and kind.</summary>
public sealed class RefusalConventionTests
{
    private static readonly string root = Root();
    private static readonly string product = Sources("functions/Protocols");
    private static readonly string tests = Sources("tests/Protocols.Tests");

    [Fact]
    public void Every_refusal_that_is_given_is_provoked_in_a_test()
    {
        var given = typeof(Refusals).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => Regex.IsMatch(product, $@"\bRefusals\.{property.Name}\b"))
            .Select(property => (Refusal)property.GetValue(null)!)
            .Append(Refusals.ReopenWindowOver(Given.Morning))
            .Append(Refusals.CustomerNotTried(0, 3, writtenTo: false))
            .Append(Refusals.CustomerNotTried(0, 3, writtenTo: true))
            .Append(Refusals.FieldsMissing([]))
            .Append(Refusals.ActionNotOffered("x", []))
            .Append(Refusals.ConfirmationRequired([]))
            .Append(Refusals.EvidenceMissing([]))
            .Append(Refusals.LegalTermRunning(null))
            .Append(Refusals.TermOver(Given.Morning))
            .Append(Refusals.ExtensionQuotaReached(new("x", "2026-11", 0.1m, 0, 3)))
            .Append(Refusals.Invalid())
            .ToList();

        Assert.True(given.Count > 15);
        Assert.All(given, refusal => Assert.Contains($"\"{refusal.Code}\", RefusalKind.{refusal.Kind})", tests, StringComparison.Ordinal));
    }

    [Fact]
    public void No_two_refusals_share_a_code()
    {
        var codes = typeof(Refusals).GetProperties().Select(property => ((Refusal)property.GetValue(null)!).Code).ToList();

        Assert.NotEmpty(codes);
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    private static string Sources(string folder) => string.Join('\n', Directory
        .EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) is not ("Refusals.cs" or "RefusalConventionTests.cs"))
        .Select(File.ReadAllText));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ProtocolFunctions.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run below the repository.");
        return folder.FullName;
    }
}
