using System.Collections.Concurrent;
using Protocols.Calendars;
using Protocols.Deadlines;
using Protocols.Keeping;

namespace Protocols.Catalog;

/// <summary>The company's rules ready to be applied: the catalogue, and its calendars counting in the company's zone. Made once.</summary>
public sealed class Rules
{
    private readonly IReadOnlyDictionary<string, BusinessCalendar> calendars;
    private readonly ConcurrentDictionary<(string Occurrence, bool IsOmbudsmans), Policy> policies = new();
    private readonly KnownClocks known;

    public Rules(Catalogue catalogue, TimeZoneInfo zone)
    {
        (Catalogue, Zone) = (catalogue, zone);
        calendars = catalogue.CalendarsIn(zone);
        known = new(Clocks);
    }

    public Catalogue Catalogue { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>Every due date of the protocol as it stands, and until when it is kept, for whoever reads it.</summary>
    public Clocks Clocks(Protocol protocol, DateTimeOffset now) =>
        WithRetention(protocol, DueDates(protocol, now));

    /// <summary>Due dates that were told already, with the date until when the record is kept.</summary>
    public Clocks WithRetention(Protocol protocol, Clocks due) =>
        protocol.ClosedAt is null ? due : due with { RecordUntil = Retention.Of(protocol, this).RecordUntil };

    /// <summary>The due dates alone, which is what decisions and writes ask for.</summary>
    public Clocks DueDates(Protocol protocol, DateTimeOffset now) =>
        Deadlines.Clocks.Of(protocol, PolicyOf(protocol), calendars, now);

    /// <summary>The same, of a protocol as it stands in the store; told again without counting as long as nothing changes.</summary>
    public Clocks ClocksOfStored(Protocol protocol, DateTimeOffset now) => known.Of(protocol, now);

    /// <summary>The same, explained.</summary>
    public IReadOnlyList<LedgerLine> Ledger(Protocol protocol, DateTimeOffset now) =>
        Deadlines.Ledger.Of(protocol, PolicyOf(protocol), calendars, now);

    /// <summary>How long it was worked on until then: all in all, and in working time where its policy has a term of resolution.</summary>
    internal (TimeSpan Elapsed, TimeSpan? Working) HandlingTime(Protocol protocol, DateTimeOffset until) =>
        Deadlines.HandlingTime.Of(protocol, PolicyOf(protocol), calendars, until);

    /// <summary>Where the protocol goes by itself once this is on record about one of its due dates, the nearest line first.</summary>
    public IEnumerable<Tier> EscalatesTo(Protocol protocol, Target target, FlagKind on) => PolicyOf(protocol).Escalations
        .Where(escalation => escalation.Target == target && escalation.On == on)
        .Select(escalation => escalation.To)
        .Order();

    /// <summary>The terms that this protocol runs under.</summary>
    public Policy PolicyOf(Protocol protocol) => policies.GetOrAdd(
        (protocol.Occurrence ?? "", protocol.HomeTier == Tier.Ombudsman), static (_, of) => of.Catalogue.PolicyFor(of.protocol), (Catalogue, protocol));
}
