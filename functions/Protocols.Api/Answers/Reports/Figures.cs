using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Protocols.Reporting;

namespace Protocols.Api.Answers;

/// <summary>What every indicator says of some sums, by its code. Told as it is written: an answer of many groups keeps their sums alone.</summary>
internal sealed class Figures(long[] sums) : IReadOnlyDictionary<string, FigureAnswer>
{
    public int Count => Indicators.All.Length;

    public IEnumerable<string> Keys => Indicators.All.Select(indicator => indicator.Code);

    public IEnumerable<FigureAnswer> Values => Indicators.All.Select(Told);

    public FigureAnswer this[string key] => TryGetValue(key, out var figure) ? figure : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out FigureAnswer value)
    {
        var indicator = Indicators.All.FirstOrDefault(indicator => indicator.Code == key);
        value = indicator is null ? default : Told(indicator);
        return indicator is not null;
    }

    public IEnumerator<KeyValuePair<string, FigureAnswer>> GetEnumerator()
    {
        foreach (var indicator in Indicators.All)
            yield return new(indicator.Code, Told(indicator));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private FigureAnswer Told(Indicator indicator) => ShownReports.Of(indicator, sums);
}
