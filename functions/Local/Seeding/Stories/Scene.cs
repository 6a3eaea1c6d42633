using Protocols.Handling;
using Protocols.Journal;
using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;
using Protocols.Opening;
using Protocols.People;

namespace Protocols.Local.Seeding.Stories;

/// <summary>A case while its story is told: the time it has come to, its dice and its words. Steps are made at the present time.</summary>
internal sealed class Scene(Casting casting, DateTimeOffset opened, Dice dice, BusinessHours hours)
{
    public Casting Casting => casting;
    public Dice Dice => dice;
    public DateTimeOffset Now { get; private set; } = opened;
    public TimeZoneInfo Zone => hours.Zone;
    public Catalog.Rules Rules => hours.Rules;

    /// <summary>All that happens in a year may happen.</summary>
    public bool Year { get; init; }

    /// <summary>Its procedures were gone through.</summary>
    public bool Guided { get; set; }

    public Caller Owner { get; set; } = casting.Owner;
    public Wording Words { get; } = new(dice, casting.Person, hours.Local(opened));

    /// <summary>Within the same contact, or right after one.</summary>
    public Scene Minutes(int from, int to) => At(Now.AddSeconds(dice.Between(from * 60, to * 60)));

    /// <summary>The next piece of work: within working hours.</summary>
    public Scene Work(double fromHours, double toHours) =>
        At(hours.OnOrAfter(Now.AddHours(fromHours + (dice.Share() * (toHours - fromHours))), dice));

    /// <summary>Whenever the customer likes.</summary>
    public Scene Hours(double from, double to) => At(Now.AddHours(from + (dice.Share() * (to - from))));

    public Scene NextWorkday() => At(hours.NextWorkday(Now, dice));

    public CaseStep Amend(Caller by, AmendProtocol patch) =>
        new(Now, by, (protocol, _) => patch.Decide(protocol, Catalog.Catalogue.General));

    public CaseStep Waiting(WaitingOn? on) => Amend(Owner, new() { WaitingOn = new(true, on) });

    public CaseStep Entry(EntryKind kind, IReadOnlyList<string> patterns, Caller? by = null) =>
        Entry(new(kind, Text(patterns)), by ?? Owner);

    public CaseStep Contact(Direction direction, IReadOnlyList<string> patterns, bool? informed = null) => Entry(
        new(EntryKind.Contact, Text(patterns), casting.Back, direction, Reached: true, informed), Owner);

    /// <summary>By way of a system at any hour, else when there is somebody to take it down.</summary>
    public CaseStep Replied()
    {
        var by = casting.Opener.IsSystem() ? casting.Opener : Owner;
        var when = casting.Opener.IsSystem() ? Hours(1, 90) : Work(1, 80);
        return when.Entry(new(EntryKind.Contact, when.Text(Phrases.Replies), casting.Channel, Direction.Inbound), by);
    }

    public CaseStep Missed() => Entry(
        new(EntryKind.Contact, Text(Phrases.Missed), Channel.Phone, Direction.Outbound, Reached: false), Owner);

    public CaseStep WrittenTo()
    {
        var channel = casting.Back.IsWritten() ? casting.Back : Channel.WhatsApp;
        return Entry(new(EntryKind.Contact, Text(Phrases.WrittenAfterMissed), channel, Direction.Outbound), Owner);
    }

    public CaseStep Executor(Caller by, StaffMember? executor) => new(Now, by, (protocol, _) => new SetExecutor(executor).Decide(protocol));

    public string Text(IReadOnlyList<string> patterns)
    {
        Words.Today = hours.Local(Now);
        return Words.From(patterns);
    }

    private CaseStep Entry(AddEntry entry, Caller by) => new(Now, by, (protocol, _) => entry.Decide(protocol, by));

    public Scene At(DateTimeOffset at)
    {
        Now = Instant.Cut(at);
        return this;
    }
}
