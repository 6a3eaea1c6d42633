using Protocols.Api.Settings;

namespace Protocols.Local;

/// <summary>Prints the page of settings, docs/settings.md.</summary>
internal static class SettingsCommand
{
    public static int Run()
    {
        Console.Out.Write(SettingsPage.Write());
        return 0;
    }
}
