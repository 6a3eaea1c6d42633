using System.Collections.Frozen;

namespace Protocols.Catalog;

/// <summary>The rule table of M5: which fields an occurrence asks for before which step, and whether they are there.</summary>
public static class MandatoryFields
{
    private static readonly FrozenDictionary<string, Func<Protocol, bool>> given = new Dictionary<string, Func<Protocol, bool>>
    {
        ["subject"] = p => p.Personal.Subject is not null,
        ["detail"] = p => p.Personal.Detail is not null,
        ["reason"] = p => p.Reason is not null,
        ["references"] = p => p.Personal.References.Count > 0,
        ["customer.name"] = p => p.Personal.Customer?.Name is not null,
        ["customer.document"] = p => p.Personal.Customer?.Document is not null,
        ["customer.email"] = p => p.Personal.Customer?.Email is not null,
        ["customer.phone"] = p => p.Personal.Customer?.Phone is not null,
        ["customer.company"] = p => p.Personal.Customer?.Company is not null,
        ["customer.supervisor"] = p => p.Personal.Customer?.Supervisor is not null,
    }.ToFrozenDictionary();

    /// <summary>The fields a catalogue may make mandatory.</summary>
    public static IReadOnlyCollection<string> Known => given.Keys;

    /// <summary>What still lacks before this step; nothing where the protocol is unclassified.</summary>
    public static IReadOnlyList<string> Missing(Protocol protocol, Catalogue catalogue, Step step) =>
        catalogue.Find(protocol.Occurrence) is not { } occurrence
            ? []
            : [.. occurrence.Mandatory
                .Where(rule => rule.Before <= step && !given[rule.Field](protocol))
                .Select(rule => rule.Field)
                .Distinct()];
}
