namespace Protocols.Catalog;

/// <summary>Whether an occurrence and its reason are in the catalogue.</summary>
public static class Classification
{
    public static IReadOnlyList<FieldError> Errors(Catalogue catalogue, string? occurrence, string? reason)
    {
        if (occurrence is null)
            return reason is null ? [] : [new("reason", "needs-occurrence")];
        if (catalogue.Find(occurrence) is not { } known)
            return [new("occurrence", "not-one-of", string.Join(", ", catalogue.Occurrences.Select(o => o.Code)))];
        return reason is null || known.Reasons.Contains(reason)
            ? []
            : [new("reason", "not-one-of", string.Join(", ", known.Reasons))];
    }
}
