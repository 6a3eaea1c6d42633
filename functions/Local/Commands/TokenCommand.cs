using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Customers;
using Protocols.People;

namespace Protocols.Local;

/// <summary>Prints a development token, also while the service runs.</summary>
internal static class TokenCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (CommandLine.Read(args, "role", "id", "name", "document") is not { } line)
            return 1;
        var role = line["role"] ?? "agent";
        if (RoleNames.Granted(role) == Roles.None)
            return Failed.With($"--role: '{role}' is not allowed; it may be {string.Join(", ", RoleNames.All)}");
        PersonDocument? document = null;
        if (line["document"] is { } text)
        {
            if (!PersonDocument.TryParse(text, out var read))
                return Failed.With("--document: not a valid CPF or CNPJ");
            document = read;
        }
        var errors = new List<SettingError>();
        if (await LocalStores.RingAsync(line.Settings, errors) is not { } ring)
            return Failed.With(errors);
        var tokens = new DevelopmentTokens(ring, TimeProvider.System);
        Console.WriteLine(tokens.Issue(new(role, line["id"] ?? role, line["name"], document)).Token);
        return 0;
    }
}
