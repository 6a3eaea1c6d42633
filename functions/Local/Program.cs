using System.Data.Common;
using Protocols.Local;
using Protocols.Stores.Embedded;

try
{
    return args switch
    {
        ["seed", .. var rest] => await SeedCommand.RunAsync(rest),
        ["token", .. var rest] => await TokenCommand.RunAsync(rest),
        ["verify", .. var rest] => await VerifyCommand.RunAsync(rest),
        ["settings", ..] => SettingsCommand.Run(),
        ["indicators", .. var rest] => IndicatorsCommand.Run(rest),
        ["functions", ..] => FunctionsCommand.Run(),
        [var word, ..] when !word.StartsWith('-') => Failed.With($"There is no command '{word}'; there are seed, token, verify, settings, indicators and functions."),
        _ => await ServeCommand.RunAsync(args),
    };
}
catch (Exception known) when (known is DataDirectoryInUseException or InvalidDataException or DbException or UnauthorizedAccessException)
{
    return Failed.With([new("Data:Directory", known.Message)]);
}
