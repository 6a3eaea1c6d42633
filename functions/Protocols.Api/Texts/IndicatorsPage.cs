using System.Globalization;
using System.Resources;
using System.Text;
using Protocols.Reporting;

namespace Protocols.Api.Texts;

/// <summary>The catalogue of indicators for people, in Portuguese and English, from the list that reports are computed by.</summary>
public static class IndicatorsPage
{
    private static readonly string[] columns = ["code", "name", "unit", "definition", "facts", "improves"];

    /// <summary>The languages that it is written in, by the file that holds it.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string> { ["pt-BR"] = "indicadores.md", ["en"] = "indicators.md" };

    internal static ResourceManager Resources { get; } = new("Protocols.Api.Texts.Indicators", typeof(IndicatorsPage).Assembly);

    public static string Write(CultureInfo language)
    {
        string Text(string name) => Resources.GetString(name, language) ?? throw new InvalidOperationException($"There is no text '{name}'.");

        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {Text("page.title")}\n\n{Text("page.intro")}\n\n{Text("page.period")}\n\n{Text("page.groups")}\n\n");
        Row(page, columns.Select(column => Text($"column.{column}")));
        Row(page, columns.Select(_ => "---"));
        foreach (var indicator in Indicators.All)
        {
            Row(page,
            [
                $"`{indicator.Code}`", Text($"{indicator.Code}.name"), Text($"unit.{Codes<IndicatorUnit>.Of(indicator.Unit)}"), Text($"{indicator.Code}.definition"),
                string.Join(", ", indicator.Facts.Select(kind => $"`{kind}`")), Text($"{indicator.Code}.improves"),
            ]);
        }
        return page.ToString();
    }

    private static void Row(StringBuilder page, IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
