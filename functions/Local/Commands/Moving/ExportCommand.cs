using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Api.Settings;
using Protocols.Exchange;

namespace Protocols.Local;

/// <summary>
/// Writes every protocol to a file as JSON lines, in clear, also while the service runs. Begun again it goes on where it broke off. Exits with 2 where a protocol or
/// recording is not as it was written, which is named and left out.
/// </summary>
internal static class ExportCommand
{
    private const int FlushAfter = 1000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var path, .. var rest] || path.StartsWith('-'))
            return Failed.With("export: name the file, such as export protocols.jsonl");
        if (CommandLine.Read(rest, "contents") is not { } line)
            return 1;
        var errors = new List<SettingError>();
        await using var stores = await LocalStores.OpenToReadAsync(line.Settings, errors);
        if (stores is null)
            return Failed.With(errors);
        if (line["contents"] is not null && stores.Set.Contents is null)
            return Failed.With("--contents: recordings and attachments are kept elsewhere");
        await Console.Error.WriteLineAsync($"'{path}' will hold personal data in clear. Encrypt it before it goes anywhere, and remove it once it has served.");
        try
        {
            using var file = ExportFile.Open(path);
            return await RunAsync(file, stores, line["contents"] is { } folder ? new(folder) : null);
        }
        catch (IOException unusable)
        {
            return Failed.With($"The export was not finished; run again it goes on. {unusable.Message}");
        }
    }

    private static async Task<int> RunAsync(ExportFile file, LocalStores stores, ContentCopies? copies)
    {
        var (export, progress) = (new ExportProtocols(stores.Set), Progress.OnConsole());
        if (file.IsNew)
            file.Add(new() { Export = ExchangeLine.Format });
        await foreach (var rules in export.RulesAsync(CancellationToken.None))
            file.Add(rules);
        long written = 0, referred = 0, faults = 0;
        await foreach (var number in stores.Set.Protocols.NumbersAsync(CancellationToken.None))
        {
            try
            {
                if (!file.There.Contains(number) && await export.RunAsync(number, CancellationToken.None) is { } line)
                {
                    file.Add(line);
                    if (++written % FlushAfter == 0)
                        file.Flush();
                }
                foreach (var (name, size, sha256) in await export.ContentsAsync(number, CancellationToken.None))
                {
                    referred++;
                    if (copies is not null && await copies.TakeAsync(stores.Set.Contents!, name, size, sha256) is { } what)
                        Report($"{number} content {name.Id}: {what}");
                }
            }
            catch (Exception damaged) when (damaged is InvalidDataException or CryptographicException or JsonException or FormatException)
            {
                Report($"{number}: {damaged.Message}");
            }
            progress.Say($"{written} protocols written, {file.There.Count} were there");
        }
        file.Flush();
        progress.End();
        Console.WriteLine($"{written} protocols written, {file.There.Count} were there from before, {faults} not as they were written");
        Console.WriteLine(copies is null ? $"{referred} recordings and attachments are only referred to" : $"{referred} recordings and attachments beside them");
        return faults == 0 ? 0 : 2;

        void Report(string what)
        {
            faults++;
            Console.WriteLine(what);
        }
    }
}
