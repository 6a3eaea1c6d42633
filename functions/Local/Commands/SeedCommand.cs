using System.Globalization;
using Protocols.Api.Settings;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Local.Seeding;
using Protocols.Ports;
using Protocols.Reporting;
using Protocols.Stores.Embedded;

namespace Protocols.Local;

/// <summary>Fills the store with believable contacts; a data folder while no service runs on it.</summary>
internal static class SeedCommand
{
    public const int DefaultCount = 1000, CountOfAYear = 6_000, MostProtocols = 5_000_000;
    private const long DefaultSeed = 1;

    public static async Task<int> RunAsync(string[] args)
    {
        var year = args.Contains("--year");
        if (CommandLine.Read([.. args.Where(arg => arg != "--year")], "protocols", "seed", "year") is not { } line)
            return 1;
        if (!TryRead(line["protocols"], 1, MostProtocols, year ? CountOfAYear : DefaultCount, out var count))
            return Failed.With($"--protocols: '{line["protocols"]}' is not allowed; it may be a whole number from 1 to {MostProtocols}");
        if (!TryRead(line["seed"], long.MinValue, long.MaxValue, DefaultSeed, out var seed))
            return Failed.With($"--seed: '{line["seed"]}' is not allowed; it may be a whole number");
        if (line.Settings.Catalogue != Catalogue.General)
            return Failed.With($"Catalog:Name: the contacts to fill in are those of '{Catalogue.General.Name}', not of '{line.Settings.Catalogue.Name}'");
        try
        {
            var errors = new List<SettingError>();
            await using var stores = await LocalStores.OpenAsync(line.Settings, TimeProvider.System, errors);
            if (stores is null)
                return Failed.With(errors);
            var progress = new SeedProgress((int)count, Console.Out, inPlace: !Console.IsOutputRedirected, TimeProvider.System);
            var seeder = new Seeder(line.Settings, stores.Set, new((int)count, seed, year ? Now() : null), progress);
            await seeder.RunAsync(CancellationToken.None);
            seeder.Summary.Write(Console.Out, progress.Elapsed);
            await ReportAsync(line.Settings, stores.Set);
            return 0;
        }
        catch (Exception known)
            when (known is DataDirectoryInUseException or InvalidDataException or StoreFullException or SeedException)
        {
            return Failed.With(known.Message);
        }
    }

    /// <summary>What was written lies in the past, where the next pass would not look for it.</summary>
    internal static async Task ReportAsync(ServiceSettings settings, StoreSet stores)
    {
        await stores.Reports!.SetMarkAsync(new("", null, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        var book = new RuleBook(stores.Catalogues, settings.Catalogue, settings.TimeZone, TimeProvider.System);
        await new ReportPass(stores, book, settings.Window, TimeProvider.System).RunAsync(dryRun: false, CancellationToken.None);
    }

    /// <summary>To the hour: within it the same seed makes the same year.</summary>
    private static DateTimeOffset Now()
    {
        var now = TimeProvider.System.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
    }

    private static bool TryRead(string? text, long least, long most, long unlessGiven, out long value)
    {
        value = unlessGiven;
        return text is null
            || (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);
    }
}
