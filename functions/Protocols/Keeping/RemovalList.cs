using System.Globalization;

namespace Protocols.Keeping;

/// <summary>Files a protocol under the months in which something of it was removed, beside what else it is found by.</summary>
public static class RemovalList
{
    /// <summary>No key of a ring has a colon, so that a month is never taken for a look-up hash.</summary>
    private const string Prefix = "removed:";

    /// <param name="month">Any instant of it, UTC.</param>
    public static string Key(DateTimeOffset month) => Prefix + month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Once for each month.</summary>
    internal static IEnumerable<string> Keys(IEnumerable<Removal> removals) => removals.Select(removal => Key(removal.At)).Distinct();
}
