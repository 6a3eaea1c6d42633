using Protocols.Ports;
using Protocols.Stores.Embedded.Backups;

namespace Protocols.Local;

/// <summary>
/// Backs the data folder up, also while the service runs on it. Run again into the same folder it copies only what is new. Exits with 2 where the backup is whole
/// and what it is of is not.
/// </summary>
internal static class BackupCommand
{
    private const string Inside = "inside", Nowhere = "none";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var folder, .. var rest] || folder.StartsWith('-'))
            return Failed.With("backup: name the folder it goes into, such as backup /mnt/copies/protocols");
        if (CommandLine.Read(rest, "keys") is not { } line)
            return 1;
        if (line.Settings.CosmosAccount is not null)
            return Failed.With("backup: the protocols are in Cosmos DB, which has backups of its own; 'export' takes them out as a file");
        var said = line["keys"] ?? Inside;
        var keys = line.Settings.Vault is not null ? KeysInBackup.Vault
            : said == Inside ? KeysInBackup.Inside
            : said == Nowhere ? KeysInBackup.LeftOut
            : KeysInBackup.Apart;
        var progress = Progress.OnConsole();
        try
        {
            var run = new BackupRun(
                line.Settings.DataDirectory, folder, keys, keys == KeysInBackup.Apart ? said : null, TimeProvider.System, progress.Say);
            var made = await run.RunAsync(CancellationToken.None);
            progress.End();
            foreach (var fault in made.Faults)
                Console.WriteLine(fault);
            Console.WriteLine($"{made.Files} files with {made.Bytes} bytes in '{folder}', {made.Copied} of recordings and seals new since the last time; {Keys(keys, said)}");
            return made.Faults.Count == 0 ? 0 : 2;
        }
        catch (Exception unusable) when (unusable is IOException or StoreFullException)
        {
            progress.End();
            return Failed.With($"The backup was not finished; one that was in '{folder}' before is as it was. {unusable.Message}");
        }
    }

    private static string Keys(KeysInBackup keys, string said) => keys switch
    {
        KeysInBackup.Inside => "the keys are in it: who has it can read everything",
        KeysInBackup.Apart => $"the keys are in '{said}'",
        KeysInBackup.Vault => "the keys stay in their vault",
        _ => "the keys are not in it, and without them it cannot be read",
    };
}
