using System.Collections.Concurrent;
using Protocols.Calendars;
using Protocols.Deadlines;

namespace Protocols.Catalog;

/// <summary>The company's rules ready to be applied: the catalogue, and its calendars counting in the company's zone. Made once.</summary>
public sealed class Rules(Catalogue catalogue, TimeZoneInfo zone)
{
    private readonly IReadOnlyDictionary<string, BusinessCalendar> calendars = catalogue.CalendarsIn(zone);
    private readonly ConcurrentDictionary<string, Policy> policies = new();

    public Catalogue Catalogue { get; } = catalogue;

    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>Every due date of the protocol as it stands.</summary>
    public Clocks Clocks(Protocol protocol, DateTimeOffset now) => Deadlines.Clocks.Of(protocol, PolicyOf(protocol), calendars, now);

    /// <summary>The same, explained.</summary>
    public IReadOnlyList<LedgerLine> Ledger(Protocol protocol, DateTimeOffset now) =>
        Deadlines.Ledger.Of(protocol, PolicyOf(protocol), calendars, now);

    private Policy PolicyOf(Protocol protocol) =>
        policies.GetOrAdd(protocol.Occurrence ?? "", static (occurrence, rules) => rules.PolicyOf(occurrence), Catalogue);
}
