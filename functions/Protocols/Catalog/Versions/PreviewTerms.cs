using Protocols.Deadlines;
using Protocols.Finding;
using Protocols.Ports;

namespace Protocols.Catalog.Versions;

/// <summary>What other policies and calendars would do to the protocols that are open, if they were applied to them now.</summary>
/// <param name="Examined">How many open protocols were looked at.</param>
/// <param name="Complete">Whether those were all.</param>
/// <param name="Changed">How many would have other due dates.</param>
/// <param name="BreachedNow">How many have a deadline in breach as it is.</param>
/// <param name="BreachedThen">How many would have one.</param>
public sealed record TermsPreview(int Examined, bool Complete, int Changed, int BreachedNow, int BreachedThen);

/// <summary>Counts before it is too late (M15). It writes nothing.</summary>
public sealed class PreviewTerms(IProtocolStore store, RuleBook book, TimeProvider clock)
{
    /// <summary>A look must not take longer than what it looks at is worth.</summary>
    public const int MostExamined = 10_000;

    public async Task<TermsPreview> RunAsync(Catalogue proposed, CancellationToken cancellation)
    {
        var then = new Dictionary<int, Rules>();
        var count = new TermsPreview(0, true, 0, 0, 0);
        await foreach (var page in OpenCases.PagesAsync(store, cancellation))
        {
            foreach (var document in page)
            {
                if (count.Examined == MostExamined)
                    return count with { Complete = false };
                var rules = await book.OfAsync(document.State, cancellation);
                if (!then.TryGetValue(document.State.Catalog, out var other))
                    then[document.State.Catalog] = other = new(rules.Catalogue.UnderTermsOf(proposed), rules.Zone);
                count = Counted(count, rules.DueDates(document.State, clock.Now()), other.DueDates(document.State, clock.Now()));
            }
        }
        return count;
    }

    private static TermsPreview Counted(TermsPreview before, Clocks now, Clocks then) => before with
    {
        Examined = before.Examined + 1,
        Changed = before.Changed + (Dates(now).SetEquals(Dates(then)) ? 0 : 1),
        BreachedNow = before.BreachedNow + (IsBreached(now) ? 1 : 0),
        BreachedThen = before.BreachedThen + (IsBreached(then) ? 1 : 0),
    };

    private static HashSet<(Target, DateTimeOffset?)> Dates(Clocks clocks) => [.. clocks.Deadlines.Select(deadline => (deadline.Target, deadline.DueAt))];

    private static bool IsBreached(Clocks clocks) => clocks.Deadlines.Any(deadline => deadline.State == DeadlineState.Breached);
}
