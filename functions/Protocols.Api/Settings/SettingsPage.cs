using System.Text;

namespace Protocols.Api.Settings;

/// <summary>The page of settings, made from the list so that it cannot part from it.</summary>
public static class SettingsPage
{
    public static string Write()
    {
        var page = new StringBuilder(
            """
            # Settings

            Nothing needs to be set. Standard .NET configuration: `--Name value` on the command line, `Name__Sub` in the environment,
            `appsettings.json` beside the program. A wrong value, or a name that does not exist, stops the start and says what is allowed.
            Made by `dotnet run --project functions/Local -- settings > docs/settings.md`.

            | setting | default | allowed | what it is |
            | --- | --- | --- | --- |

            """);
        foreach (var setting in ServiceSettings.All)
        {
            var value = setting.Default.Length == 0 ? "" : $"`{setting.Default}`";
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{setting.Name}` | {value} | {setting.Allowed} | {setting.Meaning} |\n");
        }
        return page.Append("| `--urls` | `http://127.0.0.1:7071` | loopback addresses | Where the local shell listens. |\n").ToString();
    }
}
