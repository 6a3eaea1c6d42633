using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Protocols.Api.Settings;

/// <summary>Reads settings by their list and gathers whatever is wrong with them.</summary>
internal sealed class SettingReader
{
    private readonly IConfiguration configuration;
    private readonly IReadOnlyList<Setting> all;

    public SettingReader(IConfiguration configuration, IReadOnlyList<Setting> all)
    {
        (this.configuration, this.all) = (configuration, all);
        Errors = [.. Unknown().Select(name => new SettingError(
            name, $"there is no such setting; there are {string.Join(", ", all.Select(setting => setting.Name))}"))];
    }

    public List<SettingError> Errors { get; }

    /// <summary>What is given, else the default.</summary>
    public string Text(string name) => configuration[name] is { Length: > 0 } given ? given : Find(name).Default;

    /// <summary>Null where nothing is given and nothing is the default.</summary>
    public string? Optional(string name, Func<string, bool>? allowed = null)
    {
        if (Text(name) is not { Length: > 0 } value)
            return null;
        if (allowed?.Invoke(value) == false)
            Refuse(name);
        return value;
    }

    /// <summary>A whole number; the least there is where what is given is none.</summary>
    public int Number(string name, int least, int most)
    {
        if (int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(name);
        return least;
    }

    /// <summary>One of these, in whatever case.</summary>
    public string Choice(string name, params IReadOnlyList<string> choices)
    {
        var value = Text(name);
        if (choices.FirstOrDefault(choice => choice.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } chosen)
            return chosen;
        Refuse(name);
        return Find(name).Default;
    }

    /// <param name="plain">Whether http is allowed on loopback.</param>
    public Uri? Address(string name, bool plain)
    {
        if (Text(name) is not { Length: > 0 } value)
            return null;
        if (Uri.TryCreate(value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (plain && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            return address;
        }
        Refuse(name);
        return null;
    }

    /// <summary>A text that is one word.</summary>
    public string Word(string name)
    {
        var value = Text(name);
        if (value.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
            Refuse(name);
        return value;
    }

    /// <summary>It is not there, and another setting asks for it.</summary>
    public void Need(string name, string with) => Errors.Add(new(name, $"is needed with {with}; it may be {Find(name).Allowed}"));

    public void Refuse(string name) => Errors.Add(new(
        name, $"{(Find(name).IsSecret ? "what is given" : $"'{Text(name)}'")} is not allowed; it may be {Find(name).Allowed}"));

    private Setting Find(string name) => all.First(setting => setting.Name == name);

    /// <summary>A misspelt name in a section of ours would otherwise be passed over in silence.</summary>
    private IEnumerable<string> Unknown() => all
        .Select(setting => setting.Name.Split(':')[0])
        .Distinct()
        .SelectMany(section => configuration.GetSection(section).AsEnumerable())
        .Where(pair => pair.Value is not null && all.All(s => !s.Name.Equals(pair.Key, StringComparison.OrdinalIgnoreCase)))
        .Select(pair => pair.Key);
}
