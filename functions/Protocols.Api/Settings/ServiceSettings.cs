using Microsoft.Extensions.Configuration;
using Protocols.Numbering;

namespace Protocols.Api.Settings;

/// <summary>The service's settings, checked. Nothing needs to be set.</summary>
public sealed record ServiceSettings
{
    public const string Embedded = "Embedded";
    public const string Development = "Development";

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("Company:TimeZone", "America/Sao_Paulo", "an IANA time zone, such as America/Sao_Paulo or America/Manaus",
            "The zone of the date in the number, of local days and of working hours."),
        new("Data:Directory", "./data", "a folder that can be created and written",
            "Where the embedded stores keep database and keys; taken from the current folder."),
        new("Identity:Mode", Development, Development,
            "Who says who calls. Development lets whoever reaches the machine name himself, on loopback only."),
        new("Numbering:AnsRegistry", "", "six digits",
            "The operator's ANS registry, for templates with {ans:6}."),
        new("Numbering:Template", NumberTemplate.Default,
            $"a layout such as {NumberTemplate.Default}, or one of {string.Join(", ", NumberLayout.All.Select(l => l.Name))}",
            "The layout of protocol numbers."),
        new("Stores:Protocols", Embedded, Embedded,
            "Where protocols are kept."),
    ];

    private static readonly string[] sections = [.. All.Select(setting => setting.Name.Split(':')[0]).Distinct()];

    public required string DataDirectory { get; init; }
    public required TimeZoneInfo TimeZone { get; init; }
    public required NumberTemplate Numbers { get; init; }

    /// <summary>The settings, or everything that is wrong with them at once.</summary>
    public static (ServiceSettings? Settings, IReadOnlyList<SettingError> Errors) Read(IConfiguration configuration)
    {
        var errors = new List<SettingError>();
        errors.AddRange(Unknown(configuration).Select(name => new SettingError(
            name, $"there is no such setting; there are {string.Join(", ", All.Select(setting => setting.Name))}")));

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Value("Company:TimeZone"), out var zone))
            Refuse("Company:TimeZone");
        foreach (var name in new[] { "Identity:Mode", "Stores:Protocols" })
        {
            if (!Value(name).Equals(Find(name).Default, StringComparison.OrdinalIgnoreCase))
                Refuse(name);
        }
        var registry = Value("Numbering:AnsRegistry");
        if (!NumberTemplate.TryParse(Value("Numbering:Template"), registry.Length == 0 ? null : registry, out var template, out var reason))
            errors.Add(new("Numbering:Template", reason!));

        return errors.Count > 0
            ? (null, errors)
            : (new() { DataDirectory = Path.GetFullPath(Value("Data:Directory")), TimeZone = zone!, Numbers = template! }, []);

        string Value(string name) => configuration[name] is { Length: > 0 } given ? given : Find(name).Default;

        void Refuse(string name) => errors.Add(new(name, $"'{Value(name)}' is not allowed; it may be {Find(name).Allowed}"));
    }

    private static Setting Find(string name) => All.First(setting => setting.Name == name);

    /// <summary>A misspelt name in a section of ours would otherwise be passed over in silence.</summary>
    private static IEnumerable<string> Unknown(IConfiguration configuration) =>
        sections
            .SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Where(pair => pair.Value is not null && All.All(s => !s.Name.Equals(pair.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(pair => pair.Key);
}
