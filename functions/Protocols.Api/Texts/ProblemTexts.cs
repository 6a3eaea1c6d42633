using System.Globalization;
using System.Resources;

namespace Protocols.Api.Texts;

/// <summary>What people read about a problem, by its code, in Portuguese and English. The texts are in the resource files beside.</summary>
internal static class ProblemTexts
{
    public static ResourceManager Resources { get; } = new("Protocols.Api.Texts.Problems", typeof(ProblemTexts).Assembly);

    public static string Title(string code, CultureInfo culture) => Find($"{code}.title", culture);

    public static string Detail(Refusal refusal, CultureInfo culture) =>
        string.Format(culture, Find($"{refusal.Code}.detail", culture), [.. refusal.Args]);

    public static string Field(FieldError error, CultureInfo culture) =>
        string.Format(culture, Find($"field.{error.Code}", culture), [.. error.Args]);

    /// <summary>What would have to change, where that can be.</summary>
    public static string Change(FieldError obstacle, CultureInfo culture) =>
        string.Format(culture, Find($"field.{obstacle.Code}.change", culture), [.. obstacle.Args]);

    private static string Find(string name, CultureInfo culture) =>
        Resources.GetString(name, culture) ?? throw new InvalidOperationException($"There is no text '{name}'.");
}
