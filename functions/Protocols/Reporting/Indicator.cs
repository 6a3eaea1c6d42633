using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Protocols.Reporting;

/// <summary>What an indicator is told in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IndicatorUnit>))]
public enum IndicatorUnit
{
    [JsonStringEnumMemberName("protocols")] Protocols,
    [JsonStringEnumMemberName("times")] Times,

    /// <summary>From 0 to 1.</summary>
    [JsonStringEnumMemberName("share")] Share,

    [JsonStringEnumMemberName("seconds")] Seconds,

    /// <summary>From 1 to 5, 5 is best.</summary>
    [JsonStringEnumMemberName("points")] Points,
}

/// <summary>A figure that the service is led by: a sum, or the ratio of two, of the protocols that were opened in a period.</summary>
/// <param name="Code">Its name in answers and tables; its texts stand under it in the resources.</param>
/// <param name="Of">What is summed.</param>
/// <param name="Per">What it is divided by; nothing for a mere sum.</param>
/// <param name="Facts">The kinds of facts that it follows from, beside the opening.</param>
public sealed record Indicator(string Code, IndicatorUnit Unit, ImmutableArray<Measure> Of, ImmutableArray<Measure> Per, params IReadOnlyList<string> Facts)
{
    /// <summary>Its value, null where nothing is there to be told of, and how many it is told of.</summary>
    /// <param name="sums">A sum for each <see cref="Measure"/>.</param>
    public (double? Value, long Base) Told(long[] sums)
    {
        var sum = Sum(Of, sums);
        if (Per.Length == 0)
            return (sum, sum);
        var all = Sum(Per, sums);
        return (all > 0 ? (Unit == IndicatorUnit.Seconds ? sum / 1000.0 : sum) / all : null, all);
    }

    private static long Sum(ImmutableArray<Measure> measures, long[] sums)
    {
        var sum = 0L;
        foreach (var measure in measures)
            sum += sums[(int)measure];
        return sum;
    }
}
