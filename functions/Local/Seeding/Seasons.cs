namespace Protocols.Local.Seeding;

/// <summary>What a year is like: more after holidays and around Black Friday and Christmas, less in July, and some days on which something broke.</summary>
internal static class Seasons
{
    public const int Days = 365;

    // January to December.
    private static readonly double[] byMonth = [1.15, 0.95, 1.0, 0.95, 1.05, 0.95, 0.85, 0.95, 0.95, 1.0, 1.2, 1.3];

    private static readonly Dictionary<(int Month, int Day), double> outages = new() { [(2, 24)] = 2.4, [(5, 12)] = 1.9, [(9, 3)] = 2.8, [(9, 4)] = 1.6 };

    /// <summary>How many call, against a usual day.</summary>
    public static double Of(DateTime local) => byMonth[local.Month - 1] * outages.GetValueOrDefault((local.Month, local.Day), 1) * Sales(local);

    /// <summary>Black Friday is the fourth in November; what was bought on it is asked about for two weeks.</summary>
    private static double Sales(DateTime local)
    {
        var first = new DateTime(local.Year, 11, 1, 0, 0, 0, local.Kind);
        var friday = first.AddDays((((int)DayOfWeek.Friday - (int)first.DayOfWeek + 7) % 7) + 21);
        return (local.Date - friday).Days switch
        {
            >= 0 and <= 3 => 1.9,
            > 3 and <= 14 => 1.4,
            _ => 1,
        };
    }
}
