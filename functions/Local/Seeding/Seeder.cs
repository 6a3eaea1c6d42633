using Protocols.Api.Settings;
using Protocols.Local.Seeding.Stories;
using Protocols.Ports;

namespace Protocols.Local.Seeding;

/// <summary>How many protocols, and the seed that decides about everything in them.</summary>
/// <param name="YearUntil">
/// Asks for a whole year up to then, with all that happens in one and each deadline and return flagged when its time came; null for a quarter that ended long ago.
/// </param>
internal readonly record struct SeedOrder(int Count, long Seed, DateTimeOffset? YearUntil = null)
{
    public bool Year => YearUntil is not null;
}

/// <summary>
/// Fills a data folder. Contacts begin one after the other in order of time, so that numbers fall as the seed wants; then many
/// cases go on side by side and share the store's flushes. On an empty folder the same order gives the same numbers, people,
/// texts, times and states; only access codes, keys and salts, and with them hashes, are other ones.
/// </summary>
internal sealed class Seeder
{
    private const int InFlight = 128;
    private const double ComeBack = 0.05, FollowsUp = 0.45, SoonAgain = 0.06;

    private readonly SeedOrder order;
    private readonly SeedTimes times;
    private readonly SeedTools tools;
    private readonly BusinessHours hours;
    private readonly SeedProgress progress;
    private readonly PriorityQueue<Returning, DateTimeOffset> returning = new();
    private int next;
    private string? scope;

    public Seeder(ServiceSettings settings, StoreSet stores, SeedOrder order, SeedProgress progress)
    {
        (this.order, this.progress) = (order, progress);
        hours = new(settings.TimeZone);
        times = new(order, hours);
        tools = new(settings, stores, times);
    }

    public SeedSummary Summary { get; } = new();

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (order.Year)
            await tools.PublishRulesAsync(cancellation);
        using var turn = new SemaphoreSlim(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(() => WorkAsync(turn, stop), stop.Token)));
    }

    /// <summary>One case after the other; when one fails, nobody begins another.</summary>
    private async Task WorkAsync(SemaphoreSlim turn, CancellationTokenSource stop)
    {
        try
        {
            while (await BeginAsync(turn, stop.Token) is { } life)
            {
                foreach (var written in await life)
                    Summary.Add(written);
                progress.Add();
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task<Task<IReadOnlyList<Protocol>>?> BeginAsync(SemaphoreSlim turn, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            if (next == order.Count)
                return null;
            var (index, opened) = (next, times.Of(next));
            next++;
            var dice = Dice.For(order.Seed, index, "case");
            var casting = Casting.Of(dice, hours.Local(opened), WhoReturns(opened), order.Year);
            var run = new CaseRun(new Scene(casting, opened, dice, hours) { Year = order.Year }, tools);
            var opening = run.OpenAsync(cancellation);
            // The first of a scope leases all its numbers: nobody must overtake it.
            if (tools.NumberScope(opened) is var now && now != scope)
                await opening;
            scope = now;
            await run.PlanAsync(cancellation);
            var life = run.LiveAsync(opening, cancellation);
            Remember(casting, opened, life, Dice.For(order.Seed, index, "return"));
            return life;
        }
        finally
        {
            turn.Release();
        }
    }

    private Returning? WhoReturns(DateTimeOffset at) =>
        returning.TryPeek(out _, out var due) && due <= at ? returning.Dequeue() : null;

    private void Remember(Casting casting, DateTimeOffset opened, Task<IReadOnlyList<Protocol>> life, Dice dice)
    {
        if (casting.Plot == Plot.Abandoned)
            return;
        if (order.Year && casting.Plot != Plot.Acknowledged && dice.Chance(SoonAgain))
        {
            var again = new Returning(casting.Person, casting.Topic, null, NumberAsync(life)) { AboutTheSame = true };
            returning.Enqueue(again, opened.AddHours(dice.Between(5, 150)));
            return;
        }
        if (!dice.Chance(ComeBack))
            return;
        // A follow-up comes when the window for reopening is over.
        var followUp = casting.Plot is Plot.Solved or Plot.Executed && dice.Chance(FollowsUp);
        var kind = followUp ? LinkKind.FollowUp : dice.Chance(0.25) ? LinkKind.Related : (LinkKind?)null;
        var days = followUp ? dice.Between(46, 75) : dice.Between(2, 40);
        returning.Enqueue(new(casting.Person, casting.Topic, kind, NumberAsync(life)), opened.AddDays(days));
    }

    private static async Task<string> NumberAsync(Task<IReadOnlyList<Protocol>> life) => (await life)[0].Number;
}
