using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Console;
using Protocols.Api.Identity;
using Protocols.Api.Settings;

namespace Protocols.Local;

/// <summary>Serves HTTP until it is told to stop; then what was begun is finished.</summary>
internal static partial class ServeCommand
{
    private const string DefaultUrl = "http://127.0.0.1:7071";

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Builder(args);
        var (settings, errors) = ServiceSettings.Read(builder.Configuration);
        List<SettingError> wrong = [.. errors, .. CommandLine.Unknown(args, "urls", "environment")];
        if (settings is not { Issuer: not null })
            wrong.AddRange(Unreachable(builder.Configuration));
        if (settings is null || wrong.Count > 0)
            return Failed.With(wrong);
        try
        {
            await using var service = await LocalService.CreateAsync(builder, settings, wrong, timers: true);
            if (service is null)
                return Failed.With(wrong);
            if (service.RestoredFrom is { } moment)
                LogRestored(service.App.Logger, moment);
            await service.App.StartAsync();
            LogStarted(service.App.Logger, string.Join(", ", service.App.Urls), settings.CosmosAccount?.Endpoint.ToString() ?? settings.DataDirectory);
            if (settings.Mail is null || settings.Gateway is null)
                LogFolder(service.App.Logger, settings.Mail is null ? settings.Gateway is null ? "Messages" : "Mail" : "SMS and WhatsApp", LocalCarriers.FolderOf(settings));
            await service.App.WaitForShutdownAsync();
            LogStopped(service.App.Logger, service.Statistics.Changes, service.Statistics.Commits);
            return 0;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return Failed.With([new("urls", $"{taken.Message} Choose another with --urls http://127.0.0.1:PORT")]);
        }
        catch (IOException unusable)
        {
            return Failed.With([new("Data:Directory", $"'{settings.DataDirectory}' cannot be used: {unusable.Message}")]);
        }
    }

    internal static WebApplicationBuilder Builder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // What keeps the host from starting is said once, by the command itself.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (Urls(builder.Configuration).Length == 0)
            builder.WebHost.UseUrls(DefaultUrl);
        return builder;
    }

    /// <summary>The development identity is for this machine alone, however the server is told where to listen.</summary>
    private static IEnumerable<SettingError> Unreachable(ConfigurationManager configuration) => Urls(configuration)
        .Select(url => (Name: "urls", Url: url))
        .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => (Name: $"{endpoint.Path}:Url", Url: endpoint["Url"] ?? "")))
        .Where(listens => !IsOfThisMachine(listens.Url))
        .Select(listens => new SettingError(
            listens.Name, $"'{listens.Url}' is no address that only this machine reaches, and Identity:Mode is Development; use http://127.0.0.1:PORT"));

    private static bool IsOfThisMachine(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && LoopbackOnly.IsLoopback(address.Host);

    private static string[] Urls(ConfigurationManager configuration) =>
        configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    [LoggerMessage(1, LogLevel.Information, "Listening on {Urls}, data in {Place}; pages at /api/docs")]
    private static partial void LogStarted(ILogger logger, string urls, string place);

    [LoggerMessage(3, LogLevel.Information, "{What} to be sent are written to {Folder}; set Mail:Host and Gateway:Url to send them")]
    private static partial void LogFolder(ILogger logger, string what, string folder);

    [LoggerMessage(4, LogLevel.Information, "Begun with a backup of {Moment:O}; numbers go on where none was given after it")]
    private static partial void LogRestored(ILogger logger, DateTimeOffset moment);

    [LoggerMessage(2, LogLevel.Information, "Stopped; {Changes} changes in {Commits} commits")]
    private static partial void LogStopped(ILogger logger, long changes, long commits);
}
