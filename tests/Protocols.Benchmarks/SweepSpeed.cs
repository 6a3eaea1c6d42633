using System.Diagnostics;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Documents;
using Protocols.Opening;
using Protocols.People;
using Protocols.Ports;
using Protocols.Stores.Embedded;
using Protocols.Sweeping;

namespace Protocols.Benchmarks;

/// <summary>
/// What a pass over deadlines costs with so many open protocols: with nothing due, finding a thousand, and attending to them. The bare
/// limit is the same database finding and rewriting a thousand such documents, in as many commits, with nothing decided.
/// </summary>
internal static class SweepSpeed
{
    private const int Due = 1_000, Looks = 200, OneIn = 5_000;

    public static async Task<int> RunAsync(string folder, int count)
    {
        var clock = new Later();
        await using var store = EmbeddedStore.Open(folder, clock);
        var ring = new KeyRing([new("k1", new byte[KeyRing.KeyBytes])]);
        var rules = new RuleBook(store.Catalogues, Catalogue.General, TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"), clock);
        var sweep = Sweeps.OverDeadlines(new(store.Protocols, store.NumberBlocks, store.Leases, store.Catalogues, store.Tries, store.AccessLog, store.Seals, ring), rules, clock);
        await FillAsync(store, ring, rules, clock, count);

        Console.WriteLine($"{count} open protocols, {Due} of them due");
        foreach (var (whose, query) in new (string, ProtocolQuery)[]
        {
            ("anybody's", new()), ("of one in 5 000", new() { Owner = "bia" }), ("of nobody there", new() { Owner = "caio" }), ("by app, all", new() { Channel = Channel.App }),
        })
        {
            await Report($"a page by due date, {whose}", 20, () => store.Protocols.ListAsync(query with { ByDueDate = true }, CancellationToken.None));
        }
        await Report("idle sweep", Looks, () => sweep.RunAsync(dryRun: false, CancellationToken.None));
        clock.Ahead = TimeSpan.FromHours(2);
        await Report($"finding {Due}", 10, () => store.Protocols.AwaitingAsync(Awaited.Attention, clock.GetUtcNow(), Due, CancellationToken.None));
        await Report($"rewriting {Due}, nothing decided", 1, () => RewriteAsync(store, clock));
        // The first one is also compiled while it runs.
        await PassAsync("the first pass of the process", sweep);
        clock.Ahead = TimeSpan.FromHours(5);
        await PassAsync("the whole pass", sweep);
        return 0;
    }

    private static async Task PassAsync(string what, Sweep sweep)
    {
        var start = Stopwatch.GetTimestamp();
        var done = await sweep.RunAsync(dryRun: false, CancellationToken.None);
        Console.WriteLine($"{what,-40} {Stopwatch.GetElapsedTime(start).TotalMilliseconds,9:F2} ms, {done}");
    }

    private static async Task RewriteAsync(EmbeddedStore store, TimeProvider clock)
    {
        var due = await store.Protocols.AwaitingAsync(Awaited.Attention, clock.GetUtcNow(), Due, CancellationToken.None);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, stop) =>
        {
            var stored = await store.Protocols.FindAsync(number, stop);
            await store.Protocols.ReplaceAsync(stored!, stored!.Document, null, stop);
        });
    }

    /// <summary>One protocol is opened, all others are copies under numbers of their own; the due ones bear its real number's dates.</summary>
    private static async Task FillAsync(EmbeddedStore store, KeyRing ring, RuleBook rules, Later clock, int count)
    {
        var ana = new Caller("ana", "Ana Prado", Roles.Agent);
        var opening = new OpenProtocols(store.Protocols, Numbers(store, rules, clock), ring, rules, clock);
        // Without a subject the first thing due is the end of the contact, a day from its opening.
        foreach (var hours in new[] { -23, -20 })
        {
            clock.Ahead = TimeSpan.FromHours(hours);
            for (var i = 0; i < Due; i++)
                await opening.RunAsync(new() { Channel = Channel.Phone }, ana, null, CancellationToken.None);
        }
        clock.Ahead = TimeSpan.Zero;
        var opened = await opening.RunAsync(new() { Channel = Channel.Phone, Subject = "Internet sem sinal" }, ana, null, CancellationToken.None);
        var sample = (await store.Protocols.FindAsync(opened.Value!.State.Number, CancellationToken.None))!.Document;
        await Parallel.ForEachAsync(Enumerable.Range(0, count - (2 * Due)), new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (n, stop) =>
            await store.Protocols.CreateAsync(Copy(sample, n), null, stop));
    }

    private static ProtocolDocument Copy(ProtocolDocument sample, int n) => sample with
    {
        Number = $"9{n:D15}",
        Index = sample.Index with
        {
            DueAt = sample.Index.OpenedAt.AddDays(1).AddSeconds(n % 86_400),
            NextDue = sample.Index.OpenedAt.AddDays(1).AddSeconds(n % 86_400),
            Owner = n % OneIn == 0 ? "bia" : sample.Index.Owner,
            Channel = n % 2 == 0 ? Channel.App : sample.Index.Channel,
        },
    };

    private static Numbering.NumberIssuer Numbers(EmbeddedStore store, RuleBook rules, TimeProvider clock)
    {
        _ = Numbering.NumberTemplate.TryParse(Numbering.NumberTemplate.Default, null, out var template, out _);
        return new(template!, store.NumberBlocks, rules.Zone, clock);
    }

    private static async Task Report(string what, int times, Func<Task> work)
    {
        if (times > 1)
            await work();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            await work();
        Console.WriteLine($"{what,-40} {Stopwatch.GetElapsedTime(start).TotalMilliseconds / times,9:F2} ms");
    }

    private sealed class Later : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => TimeProvider.System.GetUtcNow() + Ahead;
    }
}
