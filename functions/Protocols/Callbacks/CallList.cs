using System.Globalization;

namespace Protocols.Callbacks;

/// <summary>Files a protocol under the local days of its open returns, beside what else it is found by.</summary>
public static class CallList
{
    /// <summary>No key of a ring has a colon, so that a day is never taken for a look-up hash.</summary>
    private const string Prefix = "day:";

    public static string Key(DateOnly day) => Prefix + day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Once for each day.</summary>
    internal static IEnumerable<string> Keys(IEnumerable<Callback> callbacks) =>
        callbacks.Where(callback => callback.IsOpen).Select(callback => callback.Day).Distinct().Order().Select(Key);
}
