using System.Globalization;
using Protocols.Catalog;

namespace Protocols.Actions;

/// <summary>What was given with an action, read by the kinds of its fields.</summary>
/// <param name="Terms">Codes and dates.</param>
/// <param name="Texts">Whatever may name somebody.</param>
internal sealed record ActionData(IReadOnlyDictionary<string, string> Terms, IReadOnlyDictionary<string, string> Texts)
{
    private const int LongestText = 5_000, LongestUrl = 2_000, LongestCode = 40, ShortestCode = 8;
    private const string Day = "yyyy-MM-dd";

    /// <summary>Everything that is wrong with it is added to <paramref name="errors"/>.</summary>
    /// <param name="today">The company's day.</param>
    public static ActionData Read(ActionDefinition action, IReadOnlyDictionary<string, string> given, DateOnly today, List<FieldError> errors)
    {
        var (terms, texts) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var field in action.Data)
        {
            var path = $"data.{field.Code}";
            if (!given.TryGetValue(field.Code, out var text) || string.IsNullOrWhiteSpace(text))
                errors.Add(new(path, "required"));
            else if (Error(field.Kind, path, text.Trim(), today) is { } error)
                errors.Add(error);
            else
                (field.Kind is DataKind.Date or DataKind.PostingCode ? terms : texts)[field.Code] = Normal(field.Kind, text.Trim());
        }
        // A name that nobody asked for goes back only as far as it is plain.
        errors.AddRange(given.Keys.Except(action.Data.Select(field => field.Code))
            .Select(name => new FieldError(name.All(char.IsAsciiLetterOrDigit) ? $"data.{name}" : "data", "unknown-field")));
        return new(terms, texts);
    }

    /// <summary>All of it by name, in the form the customer reads.</summary>
    public Dictionary<string, string> ForCustomer(ActionDefinition action, bool english)
    {
        var values = new Dictionary<string, string>(Terms.Concat(Texts));
        foreach (var field in action.Data.Where(field => field.Kind == DataKind.Date))
        {
            var day = DateOnly.ParseExact(values[field.Code], Day, CultureInfo.InvariantCulture);
            values[field.Code] = CustomerMessage.Day(day, english);
        }
        return values;
    }

    private static FieldError? Error(DataKind kind, string path, string text, DateOnly today) => kind switch
    {
        DataKind.Text => TooLong(path, text, LongestText),
        DataKind.Url => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? TooLong(path, text, LongestUrl)
            : new(path, "not-a-url"),
        DataKind.Date => !DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(path, "not-a-date")
            : day < today ? new(path, "date-has-passed")
            : null,
        _ => IsPostingCode(Normal(kind, text)) ? null : new(path, "not-a-posting-code"),
    };

    private static FieldError? TooLong(string path, string text, int most) => text.Length <= most ? null : new(path, "too-long", $"{most}");

    /// <summary>Carriers differ; the Correios have AA123456789BR for parcels and digits alone for what is sent back.</summary>
    private static bool IsPostingCode(string code) =>
        code.Length is >= ShortestCode and <= LongestCode && code.All(char.IsAsciiLetterOrDigit) && code.Any(char.IsAsciiDigit);

    private static string Normal(DataKind kind, string text) =>
        kind == DataKind.PostingCode ? string.Concat(text.Where(c => c is not (' ' or '-' or '.'))).ToUpperInvariant() : text;
}
