using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Protocols;

/// <summary>The codes of a vocabulary as they stand in JSON, in paths and in the database. Read once, at first use.</summary>
/// <typeparam name="T">A vocabulary whose members name their codes.</typeparam>
public static class Codes<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> byValue = Enum.GetValues<T>().ToFrozenDictionary(
        value => value,
        value => typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

    private static readonly FrozenDictionary<string, T> byCode = byValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Every code, in the order of the vocabulary.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(value => byValue[value])];

    public static string Of(T value) => byValue[value];

    /// <summary>The values of those that are codes; the others are left out.</summary>
    public static IEnumerable<T> Among(IEnumerable<string> codes) => codes.Where(byCode.ContainsKey).Select(code => byCode[code]);

    public static bool TryParse(string? code, out T value)
    {
        value = default;
        return code is not null && byCode.TryGetValue(code, out value);
    }
}
