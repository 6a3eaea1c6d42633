using Protocols.Ports;
using Protocols.Stores.Embedded.Backups;

namespace Protocols.Local;

/// <summary>Makes an empty data folder into what a backup holds, once all of it is found to be as it was written; or only looks whether it is.</summary>
internal static class RestoreCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var folder, .. var rest] || folder.StartsWith('-'))
            return Failed.With("restore: name the folder that holds the backup, such as restore /mnt/copies/protocols");
        if (CommandLine.Read(rest, "keys", "check") is not { } line)
            return 1;
        if (line["check"] is { } said && said != "only")
            return Failed.With($"--check: '{said}' is not allowed; it may be only");
        var progress = Progress.OnConsole();
        try
        {
            var run = new RestoreRun(folder, line["keys"], progress.Say);
            var found = line["check"] is null
                ? await run.RunAsync(line.Settings.DataDirectory, CancellationToken.None)
                : await run.CheckAsync(CancellationToken.None);
            progress.End();
            foreach (var fault in found.Faults)
                Console.WriteLine(fault);
            if (found.Faults.Count > 0)
                return Failed.With("The backup is not as it was written; nothing was restored.");
            Console.WriteLine(line["check"] is null
                ? $"{found.Files} files as of {found.MadeAt:O} are in '{line.Settings.DataDirectory}'. Hold them against their chains with verify, then start the service."
                : $"{found.Files} files with {found.Bytes} bytes as of {found.MadeAt:O} are as they were written.");
            return 0;
        }
        catch (Exception unusable) when (unusable is IOException or StoreFullException)
        {
            progress.End();
            return Failed.With($"The backup was not restored. {unusable.Message}");
        }
    }
}
