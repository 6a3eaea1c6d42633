namespace Protocols.Keeping;

/// <summary>Files a protocol that is held under what its holds are found by, beside what else it is found by.</summary>
public static class HoldList
{
    /// <summary>No key of a ring has a colon, so that none of these is ever taken for a look-up hash.</summary>
    public const string Any = "holds:any", OfPersons = "holds:person";

    /// <summary>Those of one lawsuit or inquiry.</summary>
    public static string Key(string reference) => $"hold:{reference}";

    internal static IEnumerable<string> Keys(IReadOnlyList<LegalHold> holds) => holds.Count == 0
        ? []
        : [Any, .. holds.Any(hold => hold.Person) ? [OfPersons] : Array.Empty<string>(), .. holds.Select(hold => Key(hold.Reference))];
}
