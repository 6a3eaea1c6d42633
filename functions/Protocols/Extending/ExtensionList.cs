using System.Globalization;
using Protocols.Catalog;

namespace Protocols.Extending;

/// <summary>
/// Files protocols whose term may be extended under the local month of their opening, and those where it was under the month of that, beside what
/// else they are found by: so both are counted by one key each, without reading any.
/// </summary>
internal static class ExtensionList
{
    /// <summary>No key of a ring has a colon, so that none is taken for a look-up hash.</summary>
    private const string Demand = "extendable:", Extended = "extended:";

    public static string DemandsOf(string policy, string month) => $"{Demand}{policy}:{month}";

    public static string ExtensionsOf(string policy, string month) => $"{Extended}{policy}:{month}";

    public static string MonthOf(DateTimeOffset at, TimeZoneInfo zone) => at.LocalDay(zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Whether it counts among the demands of its month.</summary>
    public static bool IsDemand(Protocol protocol, Rules rules) => rules.PolicyOf(protocol).ExtensionShare is not null;

    public static bool IsDemandKey(string key) => key.StartsWith(Demand, StringComparison.Ordinal);

    /// <summary>The month of its opening, where the rules it stands under limit extensions.</summary>
    public static IEnumerable<string> Demands(Protocol protocol, Rules rules) =>
        IsDemand(protocol, rules) ? [DemandsOf(rules.PolicyOf(protocol).Code, MonthOf(protocol.OpenedAt, rules.Zone))] : [];

    /// <summary>The month whose share its extension is one of.</summary>
    public static IEnumerable<string> Extensions(Protocol protocol) =>
        protocol.Extension is { Month: { } month } extension ? [ExtensionsOf(extension.Policy, month)] : [];
}
