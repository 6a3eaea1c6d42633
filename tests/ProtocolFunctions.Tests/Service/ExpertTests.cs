using System.Diagnostics;
using System.Text.RegularExpressions;
using ProtocolFunctions.Tests.Conventions;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>The script of the documents, run as a court's expert would: with Python and openssl, without the service.</summary>
[Trait("Requirement", "M27")]
public sealed partial class ExpertTests : IAsyncLifetime
{
    private readonly RunningService service = new();
    private readonly string folder = Directory.CreateTempSubdirectory("protocols-").FullName;

    public Task InitializeAsync() => service.InitializeAsync();

    public async Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await service.DisposeAsync();
    }

    [SkippableFact]
    public async Task It_finds_what_was_altered_and_what_is_genuine()
    {
        Skip.IfNot(Runs("python3") && Runs("openssl"), "python3 and openssl are not both here; the script of docs/verifying.md was not run.");
        var page = await File.ReadAllTextAsync(Path.Combine(Sources.Root(), "docs", "verifying.md"));
        await KeepAsync("verify.py", Script().Match(page).Groups[1].Value);
        await KeepAsync("keys.json", (await service.Anyone.SendAsync("GET", "statements/keys", null)).Expect(200).Text);
        var ana = await service.AgentAsync();
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++)
            numbers.Add(await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf)));
        (await ana.SolveAsync(numbers[1], "Troca \"enviada\" — à tarde 😀\n\tem 2 dias")).Expect(201);
        await service.AdvanceAsync("P2D");
        await service.SweepAsync("seal");
        var statement = (await ana.SendAsync("GET", $"protocols/{numbers[1]}/statement", null)).Expect(200);

        var root = statement["seal"].GetProperty("inclusion").GetProperty("root").GetString()!;
        Assert.Matches($"^genuine: 2 facts, sealed .* under {root}$", await RunAsync(statement.Text));
        Assert.Equal("altered: fact 2: body", await RunAsync(statement.Text.Replace("em 2 dias", "em 3 dias", StringComparison.Ordinal)));
        Assert.Equal("altered: signature", await RunAsync(statement.Text.Replace("\"issuedTo\":\"agent\"", "\"issuedTo\":\"admin\"", StringComparison.Ordinal)));
        Assert.Equal("altered: proof", await RunAsync(statement.Text.Replace(root, new string('0', 64), StringComparison.Ordinal)));
        var kid = statement["signature"].GetProperty("kid").GetString()!;
        Assert.StartsWith("unknown", await RunAsync(statement.Text.Replace(kid, "another", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string statement)
    {
        await KeepAsync("statement.json", statement);
        using var python = Start("python3", "verify.py", "statement.json", "keys.json");
        var (output, errors) = (await python.StandardOutput.ReadToEndAsync(), await python.StandardError.ReadToEndAsync());
        await python.WaitForExitAsync();
        Assert.Empty(errors);
        return output.Trim();
    }

    private bool Runs(string program)
    {
        try
        {
            using var asked = Start(program, program == "openssl" ? "version" : "--version");
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private Task KeepAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text);

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Script();
}
