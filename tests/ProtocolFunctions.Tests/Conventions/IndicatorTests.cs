using System.Collections;
using System.Globalization;
using Protocols;
using Protocols.Api.Texts;
using Protocols.Facts;
using Protocols.Reporting;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>The catalogue of indicators says what the code computes, in both languages, and nothing else.</summary>
[Trait("Requirement", "M29")]
public sealed class IndicatorTests
{
    [Fact]
    public void The_pages_are_as_the_program_prints_them()
    {
        Assert.Equal(2, IndicatorsPage.Files.Count);
        Assert.All(IndicatorsPage.Files, page => Assert.Equal(
            IndicatorsPage.Write(CultureInfo.GetCultureInfo(page.Key)), File.ReadAllText(Path.Combine(Sources.Root(), "docs", page.Value))));
    }

    [Fact]
    public void Both_languages_have_a_text_for_each_indicator_and_none_is_left_over()
    {
        var (portuguese, english) = (Texts(""), Texts("en"));
        string[] parts = ["name", "definition", "improves"];
        var expected = Indicators.All.SelectMany(indicator => parts.Select(part => $"{indicator.Code}.{part}"))
            .Concat(Codes<IndicatorUnit>.All.Select(unit => $"unit.{unit}"));
        Assert.Equal(expected.Order(), portuguese.Keys.Where(name => !name.StartsWith("page.", StringComparison.Ordinal) && !name.StartsWith("column.", StringComparison.Ordinal)).Order());
        Assert.Equal(portuguese.Keys.Order(), english.Keys.Order());
        Assert.All(portuguese.Where(text => text.Key.EndsWith(".definition", StringComparison.Ordinal)), text => Assert.NotEqual(text.Value, english[text.Key]));
    }

    [Fact]
    public void Indicators_name_facts_that_there_are_and_use_every_measure()
    {
        Assert.True(Indicators.All.Length > 20);
        Assert.Equal(Indicators.All.Length, Indicators.All.Select(indicator => indicator.Code).Distinct().Count());
        Assert.All(Indicators.All.SelectMany(indicator => indicator.Facts), kind => Assert.Contains(kind, FactKinds.All));
        var used = Indicators.All.SelectMany(indicator => indicator.Of.Concat(indicator.Per)).Distinct().Order();
        Assert.Equal(Enum.GetValues<Measure>(), used);
    }

    private static Dictionary<string, string> Texts(string culture) =>
        IndicatorsPage.Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
}
