using Protocols.Api.Settings;
using Protocols.Catalog.Versions;
using Protocols.Exchange;
using Protocols.Ports;

namespace Protocols.Local;

/// <summary>
/// Takes protocols in from an exported file, under their own numbers; a data folder while no service runs on it. What is there already is passed by, so it may be
/// run again. Exits with 2 where a line does not verify, which is named and left out.
/// </summary>
internal static class ImportCommand
{
    private const int AtOnce = 64;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var path, .. var rest] || path.StartsWith('-'))
            return Failed.With("import: name the file, such as import protocols.jsonl");
        if (CommandLine.Read(rest, "contents") is not { } line)
            return 1;
        if (!File.Exists(path))
            return Failed.With($"import: there is no file '{path}'");
        if (ExchangeLine.Read(await File.ReadLinesAsync(path).FirstOrDefaultAsync("", CancellationToken.None)) is not { Export: ExchangeLine.Format })
            return Failed.With($"import: '{path}' is no export that this release reads");
        try
        {
            var errors = new List<SettingError>();
            await using var stores = await LocalStores.OpenAsync(line.Settings, TimeProvider.System, errors);
            if (stores is null)
                return Failed.With(errors);
            var copies = line["contents"] is { } folder ? new ContentCopies(folder) : null;
            var book = new RuleBook(stores.Set.Catalogues, line.Settings.Catalogue, line.Settings.TimeZone, TimeProvider.System);
            return await RunAsync(path, new(stores.Set, book, line.Settings.Numbers, TimeProvider.System, name => copies?.Open(name)));
        }
        catch (Exception broken) when (broken is IOException or StoreFullException or StoreBusyException)
        {
            return Failed.With($"The import was not finished; run again it goes on. {broken.Message}");
        }
    }

    private static async Task<int> RunAsync(string path, ImportProtocols import)
    {
        var total = 0;
        await foreach (var text in File.ReadLinesAsync(path))
        {
            total++;
            if (ExchangeLine.NumberOn(text) is { } number)
                import.Note(number);
            else if (ExchangeLine.Read(text)?.Rules is { } rules && !await import.AddRulesAsync(rules, CancellationToken.None))
                return Failed.With($"import: line {total} is a version of the rules that is another one here; protocols stand under theirs. Import into a store of its own.");
        }
        await import.PassOverAsync(CancellationToken.None);

        var (progress, counting) = (Progress.OnConsole(), new Lock());
        long seen = 0, added = 0, there = 0, refused = 0, missing = 0;
        await Parallel.ForEachAsync(
            File.ReadLinesAsync(path).Select((text, i) => (Text: text, Line: i + 1)).Skip(1),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (one, cancellation) =>
            {
                var read = ExchangeLine.Read(one.Text);
                var done = read is { Rules: not null } ? null : read is null ? new(ImportOutcome.Refused, "line-unreadable") : await import.RunAsync(read, cancellation);
                lock (counting)
                {
                    seen++;
                    missing += done?.Missing ?? 0;
                    added += done is { Outcome: ImportOutcome.Added } ? 1 : 0;
                    there += done is { Outcome: ImportOutcome.There } ? 1 : 0;
                    refused += done is { Outcome: ImportOutcome.Refused } ? 1 : 0;
                    if (done is { Outcome: ImportOutcome.Refused, Reason: var reason })
                        Console.WriteLine($"line {one.Line}{(read?.Protocol is { } number ? $", {number}" : "")}: {reason}");
                    progress.Say($"{seen} of {total} lines, {100 * seen / total} %");
                }
            });
        progress.End();
        Console.WriteLine($"{added} protocols taken in, {there} were there already, {refused} refused");
        if (missing > 0)
            Console.WriteLine($"{missing} recordings and attachments were not brought; name their folder with --contents");
        return refused == 0 ? 0 : 2;
    }
}
