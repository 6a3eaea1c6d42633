using Protocols.Ports;

namespace Protocols.Proving.Seals;

/// <summary>Holds the chain of seals against itself and against what was archived of each (M27).</summary>
public sealed class VerifySeals(ISeals seals, ISealArchive? archive, TimeZoneInfo zone, TimeProvider clock)
{
    private const int DaysLookedBack = 800;

    /// <summary>Looks at every seal from the newest back, until there is none before.</summary>
    public async Task<VerifiedSeals> RunAsync(CancellationToken cancellation)
    {
        var wrong = new List<(DateOnly, string)>();
        var later = await NewestAsync(cancellation);
        var (count, bare) = (0, 0);
        for (; later is not null; count++)
        {
            if (archive is not null)
            {
                var kept = await archive.FindAsync(later.Day, cancellation);
                if (kept is null)
                    bare++;
                else if (!kept.AsSpan().SequenceEqual(later.Write()))
                    wrong.Add((later.Day, "seal-not-as-archived"));
            }
            var before = later.Before is null ? null : await seals.FindAsync(later.Day.AddDays(-1), cancellation);
            if (later.Before is not null && before?.Hash() != later.Before)
                wrong.Add((later.Day.AddDays(-1), before is null ? "seal-missing" : "seal-changed"));
            later = before;
        }
        return new(count, bare, wrong);
    }

    private async Task<DaySeal?> NewestAsync(CancellationToken cancellation)
    {
        var today = clock.Now().LocalDay(zone);
        for (var back = 0; back < DaysLookedBack; back++)
        {
            if (await seals.FindAsync(today.AddDays(-back), cancellation) is { } seal)
                return seal;
        }
        return null;
    }
}

/// <param name="Seals">How many days are sealed.</param>
/// <param name="Unarchived">Of these, how many stand in the database alone: a copy of it came without its archive.</param>
/// <param name="Wrong">What is not as it was written.</param>
public sealed record VerifiedSeals(int Seals, int Unarchived, IReadOnlyList<(DateOnly Day, string What)> Wrong);
