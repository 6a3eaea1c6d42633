using System.Security.Cryptography;
using Protocols.Facts;
using Protocols.Ports;

namespace Protocols.Proving.Seals;

/// <summary>Finds the newest seal that a protocol stands under, and the proof that it does.</summary>
public sealed class FindInclusion(ISeals seals, TimeZoneInfo zone, TimeProvider clock)
{
    private const int DaysLookedAt = 3;

    /// <exception cref="CryptographicException">The chain is not the one that was sealed.</exception>
    public async Task<StatedSeal> RunAsync(string number, IReadOnlyList<StoredFact> facts, CancellationToken cancellation)
    {
        if (await NewestAsync(number, facts, cancellation) is not { } found)
            return new(StatedSeal.Pending);
        if (found.Fact > facts.Count || facts[(int)found.Fact - 1].Link != found.Link)
            throw new CryptographicException($"Protocol {number} is not the one that was sealed on {found.Day:O}.");
        return new(found.Fact == facts.Count ? StatedSeal.Sealed : StatedSeal.Pending, found);
    }

    private async Task<Inclusion?> NewestAsync(string number, IReadOnlyList<StoredFact> facts, CancellationToken cancellation)
    {
        var days = facts.Select(At).Select(at => at.LocalDay(zone)).Distinct().OrderDescending().ToList();
        foreach (var day in days.Take(DaysLookedAt))
        {
            // What was written late stands in the seal after its day's.
            if ((await InAsync(seals, day.AddDays(1), number, cancellation) ?? await InAsync(seals, day, number, cancellation)) is { } found)
                return found;
        }
        return await FirstAsync(days[0], cancellation) is { } first ? await InAsync(seals, first, number, cancellation) : null;
    }

    /// <summary>The very first seal, which took in all there was, where that was after this day; none is missing since, so halving finds it.</summary>
    private async Task<DateOnly?> FirstAsync(DateOnly unsealed, CancellationToken cancellation)
    {
        var found = clock.Now().LocalDay(zone).AddDays(-1);
        if (found <= unsealed || await seals.FindAsync(found, cancellation) is null)
            return null;
        while (found.DayNumber - unsealed.DayNumber > 1)
        {
            var middle = DateOnly.FromDayNumber((found.DayNumber + unsealed.DayNumber) / 2);
            if (await seals.FindAsync(middle, cancellation) is null)
                unsealed = middle;
            else
                found = middle;
        }
        return found;
    }

    internal static async Task<Inclusion?> InAsync(ISeals seals, DateOnly day, string number, CancellationToken cancellation)
    {
        if (await seals.FindAsync(day, cancellation) is not { } seal)
            return null;
        var at = seal.Pages.Count - 1;
        while (at >= 0 && string.CompareOrdinal(seal.Pages[at].First, number) > 0)
            at--;
        if (at < 0 || await seals.FindPageAsync(seal.Pages[at].Root, cancellation) is not { } page)
            return null;
        for (var i = 0; i < page.Leaves.Count; i++)
        {
            if (page.Leaves[i].Number == number)
                return Made(seal, page, at, i);
        }
        return null;
    }

    private static Inclusion Made(DaySeal seal, SealPage page, int at, int i)
    {
        var pages = seal.Pages.Select(one => Convert.FromHexString(one.Root)).ToArray();
        var proof = Merkle.Proof(SealPage.Hashes(page.Leaves), i).Concat(Merkle.Proof(pages, at)).Select(Convert.ToHexStringLower);
        var leaf = page.Leaves[i];
        return new(seal.Day, seal.At, leaf.Fact, leaf.Link, seal.Root, ((long)at * SealPage.Most) + i, seal.Size, [.. proof]);
    }

    /// <summary>A fact's time, which its header says without a key.</summary>
    internal static DateTimeOffset At(StoredFact fact) => fact.Header.GetProperty("at").GetDateTimeOffset();
}
