using Protocols.Customers;

namespace Protocols.Opening;

/// <summary>A member of a merge patch: absent, or given with a value, or given as null.</summary>
public readonly record struct Patch<T>(bool Given, T? Value)
{
    public static implicit operator Patch<T>(T? value) => new(true, value);
}

/// <summary>The customer's part of a merge patch, already normalised.</summary>
public sealed record CustomerPatch
{
    public Patch<string> Name { get; init; }
    public Patch<string> Document { get; init; }
    public Patch<string> Email { get; init; }
    public Patch<string> Phone { get; init; }
    public Patch<string> Company { get; init; }
    public Patch<string> Supervisor { get; init; }

    /// <summary>The customer afterwards; the paths of what changed are added to <paramref name="changed"/>. A null patch removes him.</summary>
    internal static Customer Apply(CustomerPatch? patch, Customer now, List<string> changed)
    {
        var all = patch ?? new() { Name = null, Document = null, Email = null, Phone = null, Company = null, Supervisor = null };
        return new()
        {
            Name = Choose("name", all.Name, now.Name),
            Document = Choose("document", all.Document, now.Document),
            Email = Choose("email", all.Email, now.Email),
            Phone = Choose("phone", all.Phone, now.Phone),
            Company = Choose("company", all.Company, now.Company),
            Supervisor = Choose("supervisor", all.Supervisor, now.Supervisor),
        };

        string? Choose(string field, Patch<string> given, string? before)
        {
            var after = given.Given ? given.Value : before;
            if (after != before)
                changed.Add($"customer.{field}");
            return after;
        }
    }
}
