using System.Text.RegularExpressions;
using Protocols.Catalog;

namespace Protocols.Actions;

/// <summary>Writes messages to the customer out of the catalogue's templates.</summary>
public static partial class CustomerMessage
{
    /// <summary>What stands for the protocol's number.</summary>
    public const string Number = "number";

    /// <summary>The business fact that says in what language the customer is written to; Portuguese where it is not <c>en</c>.</summary>
    public const string Language = "customer.language";

    /// <param name="values">By name, in the form the customer reads.</param>
    public static string Write(LocalText text, bool english, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(text.In(english), match => values.GetValueOrDefault(match.Groups[1].Value, match.Value));

    /// <summary>The names that stand in a text.</summary>
    internal static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The names that stand anywhere in a template.</summary>
    internal static IEnumerable<string> Placeholders(MessageTemplate template) =>
        new[] { template.Subject, template.Text }.SelectMany(text => new[] { text.Portuguese, text.English }).SelectMany(Placeholders).Distinct();

    [GeneratedRegex(@"\{([A-Za-z0-9]+)\}")]
    private static partial Regex Placeholder();
}
