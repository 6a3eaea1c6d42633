using System.Globalization;
using Protocols.Api.Settings;
using Protocols.Ports;
using Protocols.Rotation;
using Protocols.Stores.Keys;

namespace Protocols.Local;

/// <summary>Shows which keys are in use and how far a rotation has come, also while the service runs; adds a key to the key file, or drops one that is retired.</summary>
internal static class KeysCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (CommandLine.Read(args, "add", "drop") is not { } line)
            return 1;
        var settings = line.Settings;
        if (settings.Vault is not null && (line["add"] ?? line["drop"]) is not null)
            return Failed.With("The key ring is in Key Vault: keys are added and dropped in a new version of its secret, see docs/security.md.");
        if (line["add"] is { } added)
        {
            KeyFile.Add(settings.DataDirectory, added);
            Console.WriteLine($"'{added}' is the current key from the next start on. Back up the key file now.");
            return 0;
        }
        var errors = new List<SettingError>();
        await using var stores = await LocalStores.OpenToReadAsync(settings, errors);
        if (stores is null)
            return Failed.With(errors);
        var known = stores.Set.KeyUses is { } uses ? await uses.FindAsync(CancellationToken.None) : null;
        return line["drop"] is { } dropped ? Drop(settings, known, dropped) : Show(stores.Set, known);
    }

    private static int Drop(ServiceSettings settings, StoredKeyUses? known, string id)
    {
        if (known is null || known.Uses.Keys.Any(key => key.Id == id && key.RetiredAt is null))
            return Failed.With($"Something may still be kept under '{id}'. Without --drop this command shows how far the rotation has come.");
        KeyFile.Drop(settings.DataDirectory, id);
        Console.WriteLine($"'{id}' is dropped. Backups made before still need it: keep a copy of the key file for as long as you keep them.");
        return 0;
    }

    private static int Show(StoreSet stores, StoredKeyUses? known)
    {
        if (known is null)
        {
            Console.WriteLine("Nothing is known of the keys yet; the service notes it when it starts.");
            return 0;
        }
        foreach (var key in known.Uses.Keys)
        {
            var standing = key.Id == known.Uses.Current ? $"current since {At(known.Uses.Since)}"
                : key.RetiredAt is { } retired ? $"retired {At(retired)}, nothing is kept under it"
                : "something may be kept under it";
            Console.WriteLine($"{key.Id}: {standing}{(stores.Ring.Mark(key.Id) is null ? "; not in the ring" : "")}");
        }
        if (known.Uses.Walk is { } walk)
            Console.WriteLine($"walk of {At(walk.BeganAt)}: {walk.Seen} protocols seen, {walk.Moved} moved, {walk.Failed} failed, {(walk.EndedAt is { } ended ? $"ended {At(ended)}" : "not ended")}");
        if (known.Uses.IsRotating)
            Console.WriteLine($"others are retired by the first walk after {At(known.Uses.Since + RotateKeys.Settled)}");
        return 0;
    }

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
