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
        var unknown = args
            .Where(arg => arg.StartsWith("--", StringComparison.Ordinal))
            .Select(arg => arg[2..].Split('=')[0])
            .Where(name => !options.Contains(name) && !ServiceSettings.All.Any(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Select(name => new SettingError($"--{name}", $"there is no such option; there are {string.Join(", ", options.Select(o => $"--{o}"))}"));
        errors = [.. errors, .. unknown];
        if (settings is not null && errors.Count == 0)
            return new(configuration, settings);
        Failed.With(errors);
        return null;
    }

    public string? this[string option] => configuration[option];
}
