using Protocols.Callbacks;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Chain;
using Protocols.Customers;
using Protocols.Extending;
using Protocols.Keeping;
using Protocols.Notifying;
using Protocols.Tracking;

namespace Protocols.Finding;

/// <summary>
/// What a lost protocol is found by (M21): keyed hashes of document, telephone, e-mail, references and the beginnings of names.
/// Under a rotation new hashes are made with the current key and both are asked for.
/// </summary>
public static class LookupKeys
{
    private const string Document = "document", Phone = "phone", Email = "email", Reference = "reference", Name = "name";

    /// <summary>The hashes a protocol is filed under.</summary>
    public static IReadOnlyList<string> Of(Personal personal, KeyRing ring) =>
        [.. Values(personal).Select(value => ring.LookupKey(value.Kind, value.Value))];

    /// <summary>Whether every hash among these was made under the ring's current key.</summary>
    public static bool AreCurrent(IReadOnlyList<string> keys, KeyRing ring) =>
        keys.All(key => IsListed(key) || ring.IsCurrent(key));

    /// <summary>
    /// Whether a protocol is filed under these: hashes made with whichever key of the ring, then the lists it stands on. What was written
    /// before there was a list of corrections, or before there were circles, comes onto it with its next change.
    /// </summary>
    public static bool AreOf(Protocol protocol, IReadOnlyList<string> keys, KeyRing ring)
    {
        var values = Values(protocol.Personal);
        // Whether it counts as a demand is for the company's rules to say.
        var filed = keys.Skip(values.Count).Where(key => !ExtensionList.IsDemandKey(key)).ToList();
        var now = Lists(protocol).ToList();
        var before = now.Where(key => key != CorrectionList.Key).ToList();
        return keys.Count >= values.Count
            && (filed.SequenceEqual(now) || filed.SequenceEqual(before) || filed.SequenceEqual(before.Where(key => !Circles.IsKey(key))))
            && keys.Zip(values).All(pair => ring.LookupKeys(pair.Second.Kind, pair.Second.Value).Contains(pair.First));
    }

    /// <summary>
    /// What it is found by that names no customer: the days of its returns, the months of its removals and its extension, its letters, corrections and holds, whose it
    /// is in the company; under the rules, the month of whose demands it is one.
    /// </summary>
    internal static IEnumerable<string> Lists(Protocol protocol, Rules rules) => [.. Lists(protocol), .. ExtensionList.Demands(protocol, rules)];

    /// <summary>The same as far as the protocol alone says it.</summary>
    internal static IEnumerable<string> Lists(Protocol protocol) =>
    [
        .. CallList.Keys(protocol.Callbacks), .. RemovalList.Keys(protocol.Removals), .. LetterList.Keys(protocol), .. CorrectionList.Keys(protocol),
        .. HoldList.Keys(protocol.Holds), .. ExtensionList.Extensions(protocol), .. Circles.Of(protocol),
    ];

    /// <summary>Whether it is one of these, and no look-up hash: no key of a ring has a colon.</summary>
    internal static bool IsListed(string key) => key.Contains(':', StringComparison.Ordinal);

    /// <summary>Whether two states of a protocol stand on the same lists.</summary>
    internal static bool SameLists(Protocol one, Protocol other) =>
        ReferenceEquals(one.Callbacks, other.Callbacks) && ReferenceEquals(one.Removals, other.Removals) && ReferenceEquals(one.Holds, other.Holds)
        && ReferenceEquals(one.Deliveries, other.Deliveries) && ReferenceEquals(one.HistoryRequests, other.HistoryRequests)
        && ReferenceEquals(one.Corrections, other.Corrections) && Circles.AreSame(one, other)
        && ReferenceEquals(one.Extension, other.Extension) && (one.Occurrence, one.Terms) == (other.Occurrence, other.Terms);

    private static List<(string Kind, string Value)> Values(Personal personal)
    {
        var values = new List<(string Kind, string Value)>();
        if (personal.Customer is { } customer)
        {
            Add(Document, customer.Document);
            Add(Phone, customer.Phone);
            Add(Email, customer.Email);
            if (customer.Name is not null)
                values.AddRange(NameFolding.Prefixes(customer.Name).Select(prefix => (Name, prefix)));
        }
        foreach (var reference in personal.References)
            Add(Reference, Fold(reference.Value));
        return [.. values.Distinct()];

        void Add(string kind, string? value)
        {
            if (value is not null)
                values.Add((kind, value));
        }
    }

    /// <summary>What to ask the store for: one group for each thing given, and for each word of a name.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Ask(PersonQuery query, KeyRing ring)
    {
        var groups = new List<IReadOnlyList<string>>();
        Add(Document, query.Document);
        Add(Phone, query.Phone);
        Add(Email, query.Email);
        Add(Reference, query.Reference is null ? null : Fold(query.Reference));
        foreach (var prefix in query.Name is null ? [] : NameFolding.QueryPrefixes(query.Name))
            Add(Name, prefix);
        return groups;

        void Add(string kind, string? value)
        {
            if (value is not null)
                groups.Add([.. ring.LookupKeys(kind, value)]);
        }
    }

    /// <summary>What one and the same person's protocols are filed under, any of them; nothing where he gave nothing that is his alone.</summary>
    internal static IReadOnlyList<string> OfSamePerson(Customer? customer, KeyRing ring)
    {
        (string Kind, string? Value)[] given = [(Document, customer?.Document), (Phone, customer?.Phone), (Email, customer?.Email)];
        return [.. given.Where(one => one.Value is not null).SelectMany(one => ring.LookupKeys(one.Kind, one.Value!))];
    }

    private static string Fold(string reference) => reference.Trim().ToUpperInvariant();
}

/// <summary>What identifies a person or a case in a search; values normalised.</summary>
public sealed record PersonQuery(string? Document, string? Name, string? Phone, string? Email, string? Reference)
{
    /// <summary>A person is looked for, not an order.</summary>
    public bool IdentifiesPerson => (Document ?? Name ?? Phone ?? Email) is not null;

    /// <summary>What is known of him, and not what it is.</summary>
    public IEnumerable<string> Asked => new[] { ("document", Document), ("name", Name), ("phone", Phone), ("email", Email), ("reference", Reference) }
        .Where(known => known.Item2 is not null).Select(known => known.Item1);
}
