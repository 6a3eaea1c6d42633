using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Protocols.Api.Http;

/// <summary>The language a person is answered in: Portuguese unless English is preferred.</summary>
internal static class Language
{
    public static CultureInfo Portuguese { get; } = CultureInfo.GetCultureInfo("pt-BR");
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    public static CultureInfo Of(HttpRequest request)
    {
        var wishes = request.GetTypedHeaders().AcceptLanguage;
        if (wishes.Count == 0)
            return Portuguese;
        var first = wishes
            .Where(wish => wish.Quality != 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => wish.Value.ToString())
            .FirstOrDefault(wish => Means(wish, "pt") || Means(wish, "en"));
        return first is not null && Means(first, "en") ? English : Portuguese;
    }

    private static bool Means(string wish, string language) =>
        wish.Equals(language, StringComparison.OrdinalIgnoreCase) || wish.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
