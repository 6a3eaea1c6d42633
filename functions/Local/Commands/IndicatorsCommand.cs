using System.Globalization;
using Protocols.Api.Texts;

namespace Protocols.Local;

/// <summary>Prints the catalogue of indicators, docs/indicators.md and docs/indicadores.md.</summary>
internal static class IndicatorsCommand
{
    public static int Run(string[] args)
    {
        var language = args switch
        {
            [] => "en",
            ["--language", var asked] => asked,
            _ => "",
        };
        if (!IndicatorsPage.Files.ContainsKey(language))
            return Failed.With($"indicators takes --language, one of {string.Join(", ", IndicatorsPage.Files.Keys)}");
        Console.Out.Write(IndicatorsPage.Write(CultureInfo.GetCultureInfo(language)));
        return 0;
    }
}
