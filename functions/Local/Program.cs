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
        ["backup", .. var rest] => await BackupCommand.RunAsync(rest),
        ["restore", .. var rest] => await RestoreCommand.RunAsync(rest),
        ["export", .. var rest] => await ExportCommand.RunAsync(rest),
        ["import", .. var rest] => await ImportCommand.RunAsync(rest),
        ["keys", .. var rest] => await KeysCommand.RunAsync(rest),
        ["settings", ..] => SettingsCommand.Run(),
        ["indicators", .. var rest] => IndicatorsCommand.Run(rest),
        ["functions", ..] => FunctionsCommand.Run(),
        ["access", ..] => AccessCommand.Run(),
        [var word, ..] when !word.StartsWith('-') => Failed.With($"There is no command '{word}'; there are seed, token, verify, backup, restore, export, import, keys, settings, indicators, functions and access."),
        _ => await ServeCommand.RunAsync(args),
    };
}
catch (Exception known) when (known is DataDirectoryInUseException or InvalidDataException or DbException or UnauthorizedAccessException)
{
    return Failed.With([new("Data:Directory", known.Message)]);
}
