using System.Globalization;
using System.Text.RegularExpressions;
using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Notifying;

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

    /// <summary>A day as the customer reads it.</summary>
    internal static string Day(DateOnly day, bool english) => day.ToString(english ? "d MMMM yyyy" : "dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>The contact by which the service writes a template to the customer. What cannot be written over the channel of the case is written by e-mail.</summary>
    /// <param name="values">By name, in the form the customer reads; the protocol's number joins them.</param>
    /// <param name="informed">With it the customer knows of the solution.</param>
    internal static NewFact Contact(Protocol protocol, MessageTemplate template, Dictionary<string, string> values, bool informed = false)
    {
        var english = Notifications.IsEnglish(protocol);
        values[Number] = protocol.Number;
        var channel = protocol.Channel.IsWritten() ? protocol.Channel : Channel.Email;
        return new(
            new EntryAdded(channel, Direction.Outbound, null, informed ? true : null) { Entry = EntryKind.Contact, Template = template.Code },
            FactBody.Of(Write(template.Text, english, values)) with { Subject = Write(template.Subject, english, values) },
            Visibility.Public);
    }

    /// <summary>The names that stand in a text.</summary>
    internal static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The names that stand anywhere in a template.</summary>
    internal static IEnumerable<string> Placeholders(MessageTemplate template) =>
        new[] { template.Subject, template.Text }.SelectMany(text => new[] { text.Portuguese, text.English }).SelectMany(Placeholders).Distinct();

    [GeneratedRegex(@"\{([A-Za-z0-9]+)\}")]
    private static partial Regex Placeholder();
}
