using Protocols.Api.Settings;

namespace Protocols.Local;

/// <summary>What a command was given: the service's settings, and options of its own as <c>--name value</c>.</summary>
internal sealed class CommandLine
{
    private readonly IConfiguration configuration;

    private CommandLine(IConfiguration configuration, ServiceSettings settings)
    {
        this.configuration = configuration;
        Settings = settings;
    }

    public ServiceSettings Settings { get; }

    /// <summary>Null, with the reasons on the error output, where settings or options are wrong.</summary>
    /// <param name="options">The command's own; anything else must be a setting.</param>
    public static CommandLine? Read(string[] args, params IReadOnlyList<string> options)
    {
        var configuration = ServeCommand.Builder(args).Configuration;
        var (settings, errors) = ServiceSettings.Read(configuration);
        errors = [.. errors, .. Unknown(args, options)];
        if (settings is not null && errors.Count == 0)
            return new(configuration, settings);
        Failed.With(errors);
        return null;
    }

    /// <summary>Options that are neither among <paramref name="options"/> nor settings; passed over they would fail in silence.</summary>
    public static IEnumerable<SettingError> Unknown(string[] args, params IReadOnlyList<string> options) => args
        .Where(arg => arg.StartsWith("--", StringComparison.Ordinal))
        .Select(arg => arg[2..].Split('=')[0])
        .Where(name => !IsAny(name, options) && !IsAny(name, ServiceSettings.All.Select(setting => setting.Name)) && !IsFrameworks(name))
        .Select(name => new SettingError(
            $"--{name}", $"there is no such option; there are {string.Join(", ", options.Select(o => $"--{o}"))} and the settings"));

    private static bool IsAny(string name, IEnumerable<string> names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The web server's and the log's own settings are theirs to check.</summary>
    private static bool IsFrameworks(string name) =>
        name.StartsWith("Kestrel:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase);

    public string? this[string option] => configuration[option];
}
