using Protocols.Chain;
using Protocols.Stores.Embedded;

namespace Protocols.Local;

/// <summary>
/// Holds everything in the data folder against its own chains (M27), also while the service runs. Names protocol and fact of
/// whatever is not as it was written, and exits with 2 where it found anything.
/// </summary>
internal static class VerifyCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (CommandLine.Read(args) is not { } line)
            return 1;
        var directory = line.Settings.DataDirectory;
        await using var store = EmbeddedStore.OpenReadOnly(directory);
        var verify = new VerifyProtocols(store.Protocols, KeyFile.Load(directory));
        var filed = store.Filing.Lookups();
        long protocols = 0, facts = 0, damages = 0, lookups = 0;
        await foreach (var number in store.Protocols.NumbersAsync(CancellationToken.None))
        {
            var found = await verify.RunAsync(number, CancellationToken.None);
            protocols++;
            facts += found.Facts;
            foreach (var damage in found.Damages)
                Report($"{damage.Number} {(damage.Fact is { } n ? $"fact {n}" : "document")}: {damage.What}");
            if (found.Damages.Count > 0)
                continue;
            if (await FiledKeysAsync(store, number) is { } keys)
                lookups += keys;
            else
                Report($"{number} document: filing-changed");
        }
        // While others write the two cannot be compared; on a quiet store they must be equal.
        if (damages == 0 && store.Filing.Lookups() == filed && filed != lookups)
            Report($"look-up entries: {filed} where the documents name {lookups}");
        Console.WriteLine($"{store.Filing.LeasedNumbers()} numbers leased, {protocols} in use, the others lost by restarts and never given");
        Console.WriteLine($"{protocols} protocols with {facts} facts verified, {damages} damaged");
        return damages == 0 ? 0 : 2;

        void Report(string what)
        {
            damages++;
            Console.WriteLine(what);
        }
    }

    /// <summary>How many look-up keys the protocol is filed under; null where it is not filed as its document says.</summary>
    private static async Task<int?> FiledKeysAsync(EmbeddedStore store, string number)
    {
        // Somebody may change it between the two looks.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await store.Protocols.FindAsync(number, CancellationToken.None) is { } stored && store.Filing.Agrees(stored.Document))
                return stored.Document.Index.Keys.Count;
        }
        return null;
    }
}
