using Protocols.Accessing;
using Protocols.Api.Settings;
using Protocols.Chain;
using Protocols.Ports;
using Protocols.Proving.Seals;
using Protocols.Recordings;
using Protocols.Stores.Embedded;

namespace Protocols.Local;

/// <summary>
/// Holds everything that is kept against its own chains (M27), also while the service runs. Names protocol and fact of
/// whatever is not as it was written, and exits with 2 where it found anything.
/// </summary>
internal static class VerifyCommand
{
    /// <summary>How far back the log of acts is verified: as long as a record is kept.</summary>
    private const int DaysOfActs = 5 * 366;

    public static async Task<int> RunAsync(string[] args)
    {
        if (CommandLine.Read(args) is not { } line)
            return 1;
        var errors = new List<SettingError>();
        await using var stores = await LocalStores.OpenToReadAsync(line.Settings, errors);
        if (stores is null)
            return Failed.With(errors);
        var verify = new VerifyProtocols(stores.Set.Protocols, stores.Set.Ring);
        var accesses = new ReadAccessLog(stores.Set.AccessLog, stores.Set.Protocols, stores.Set.Ring);
        var contents = stores.Set.Contents is { } kept ? new VerifyContents(kept, stores.Set.Protocols) : null;
        // Elsewhere queries are answered from the documents themselves.
        var filing = stores.Embedded?.Filing;
        var filed = filing?.Lookups();
        long protocols = 0, facts = 0, damages = 0, lookups = 0, recordings = 0;
        await foreach (var number in stores.Set.Protocols.NumbersAsync(CancellationToken.None))
        {
            var found = await verify.RunAsync(number, CancellationToken.None);
            protocols++;
            facts += found.Facts;
            foreach (var damage in found.Damages)
                Report($"{damage.Number} {(damage.Fact is { } n ? $"fact {n}" : "document")}: {damage.What}");
            if (found.Damages.Count > 0)
                continue;
            foreach (var damage in await accesses.VerifyAsync(number, CancellationToken.None))
                Report($"{number} access {damage.Fact}: {damage.What}");
            if (contents is not null)
            {
                var (read, wrong) = await contents.RunAsync(number, CancellationToken.None);
                recordings += read;
                foreach (var (id, what) in wrong)
                    Report($"{number} content {id}: {what}");
            }
            if (filing is null)
                continue;
            if (await FiledKeysAsync(stores.Set.Protocols, filing, number) is { } keys)
                lookups += keys;
            else
                Report($"{number} document: filing-changed");
        }
        var sealedDays = await new VerifySeals(
            stores.Set.Seals, stores.Set.SealArchive, line.Settings.TimeZone, TimeProvider.System).RunAsync(CancellationToken.None);
        foreach (var (day, what) in sealedDays.Wrong)
            Report($"{day:O} {what}");
        var (acts, today) = (new ReadActs(stores.Set.AccessLog), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).DayNumber + 1);
        for (var day = today - DaysOfActs; day <= today; day++)
        {
            if (await acts.VerifyAsync(DateOnly.FromDayNumber(day), CancellationToken.None) is { } fault)
                Report(fault);
        }
        // While others write the two cannot be compared; on a quiet store they must be equal.
        if (damages == 0 && filing?.Lookups() == filed && filed != lookups && filed is not null)
            Report($"look-up entries: {filed} where the documents name {lookups}");
        if (filing is not null)
            Console.WriteLine($"{filing.LeasedNumbers()} numbers leased, {protocols} in use, the others lost by restarts or passed over, and never given");
        Console.WriteLine(contents is null ? "recordings and attachments are kept elsewhere and were not read" : $"{recordings} recordings and attachments read");
        Console.WriteLine($"{sealedDays.Seals} sealed days read, {sealedDays.Unarchived} of them not in the archive");
        Console.WriteLine($"{protocols} protocols with {facts} facts verified, {damages} damaged");
        return damages == 0 ? 0 : 2;

        void Report(string what)
        {
            damages++;
            Console.WriteLine(what);
        }
    }

    /// <summary>How many look-up keys the protocol is filed under; null where it is not filed as its document says.</summary>
    private static async Task<int?> FiledKeysAsync(IProtocolStore protocols, Filing filing, string number)
    {
        // Somebody may change it between the two looks.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await protocols.FindAsync(number, CancellationToken.None) is { } stored && filing.Agrees(stored.Document))
                return stored.Document.Index.Keys.Count;
        }
        return null;
    }
}
