using System.Globalization;
using System.Text;

namespace Protocols.Customers;

/// <summary>People's names as they are shown masked and as they are looked up (M21).</summary>
public static class NameFolding
{
    private const int MinPrefix = 3;
    private const int MaxPrefix = 8;
    private const int MaxWords = 12;

    private static readonly HashSet<string> particles = ["da", "de", "do", "das", "dos", "e"];

    /// <summary>The first word and the initials of the others: "Maria da Silva Souza" is shown as "Maria d. S. S.".</summary>
    public static string Mask(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select((word, i) => i == 0 ? word : $"{StringInfo.GetNextTextElement(word)}."));
    }

    /// <summary>The words of a name, lower-case and without accents; everything but letters and digits parts words.</summary>
    public static IReadOnlyList<string> Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in WithoutBrokenCharacters(name).Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            folded.Append(char.IsLetterOrDigit(c) ? c : ' ');
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>
    /// Under which keys a name is filed: of each of its first 12 words, particles left out, the prefixes of 3 to 8 letters;
    /// shorter words as they are. Distinct.
    /// </summary>
    public static IReadOnlyList<string> Prefixes(string name) => [.. LookUpWords(name).SelectMany(PrefixesOf).Distinct()];

    /// <summary>
    /// Which keys to ask for when somebody searches a name: one a word, cut to 8 letters. All of them are among the
    /// <see cref="Prefixes"/> of every name that has words starting so; a word under 3 letters finds only itself.
    /// </summary>
    public static IReadOnlyList<string> QueryPrefixes(string name) =>
        [.. LookUpWords(name).Select(word => word[..Math.Min(word.Length, MaxPrefix)]).Distinct()];

    private static IEnumerable<string> LookUpWords(string name) =>
        Fold(name).Where(word => !particles.Contains(word)).Take(MaxWords);

    private static IEnumerable<string> PrefixesOf(string word)
    {
        if (word.Length < MinPrefix) return [word];
        return Enumerable.Range(MinPrefix, Math.Min(word.Length, MaxPrefix) - MinPrefix + 1).Select(length => word[..length]);
    }

    // Half a surrogate pair cannot be normalised and would throw.
    private static string WithoutBrokenCharacters(string name) =>
        name.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? string.Concat(name.EnumerateRunes()) : name;
}
