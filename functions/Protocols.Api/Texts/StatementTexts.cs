using System.Globalization;
using System.Resources;

namespace Protocols.Api.Texts;

/// <summary>What people read in a statement, and the names of codes that reports share with it, in Portuguese and English. The texts are in the resource files beside.</summary>
internal static class StatementTexts
{
    public static ResourceManager Resources { get; } = new("Protocols.Api.Texts.Statement", typeof(StatementTexts).Assembly);

    public static string Of(CultureInfo culture, string name, params IReadOnlyList<string> values) =>
        string.Format(culture, Resources.GetString(name, culture) ?? throw new InvalidOperationException($"There is no text '{name}'."), [.. values]);
}
