namespace Protocols.Numbering;

/// <summary>A ready layout: what a regulator's rules or their usual practice ask of the number.</summary>
/// <param name="Name">What the setting may say in place of a template.</param>
/// <param name="Template">The template it stands for.</param>
public sealed record NumberLayout(string Name, string Template)
{
    /// <summary>Every ready layout.</summary>
    public static IReadOnlyList<NumberLayout> All { get; } =
    [
        new("sac-11034", "{yyyyMMdd}{seq:8}{dv:1}"),
        new("anatel", "{yyyy}{seq:9}"),
        new("ans", "{ans:6}{yyyyMMdd}{seq:6}"),
        new("bacen-ouvidoria", "{yyyyMMdd}{seq:8}"),
        new("aneel", "{yyyy}{seq:10}"),
    ];

    internal static string Resolve(string text) =>
        All.FirstOrDefault(layout => layout.Name.Equals(text, StringComparison.OrdinalIgnoreCase))?.Template ?? text;
}
