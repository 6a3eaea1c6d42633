using Protocols.Calendars;
using Protocols.Deadlines;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

/// <summary>Policies and calendars for deadlines, and what the clocks of a story say.</summary>
internal static class Watch
{
    public static IReadOnlyDictionary<string, BusinessCalendar> Calendars { get; } =
        Presets.Shipped.CalendarsIn(Given.SaoPaulo).Values
            .Append(Calendar.New(
                Calendar.Weekdays("09:00-18:00"), "national", Calendar.HalfDay("--12-24", "08:00-12:00"), Calendar.Off("--07-09")))
            .ToDictionary(calendar => calendar.Code);

    /// <summary>Four working hours to respond, sixteen to resolve, a return each working day; office hours with a lunch break.</summary>
    public static Policy Company { get; } = Presets.Shipped.Find("company")!;

    public static Policy Sac { get; } = Presets.Shipped.Find("sac-11034")!;

    public static Policy Preset(string code) => Presets.Shipped.Find(code)!;

    /// <summary>A policy of one target.</summary>
    public static Policy Of(Target target, params IReadOnlyList<Term> terms) => Of(new TargetRule(target, terms));

    public static Policy Of(params IReadOnlyList<TargetRule> rules) => new("test", Calendar.Name, rules);

    public static Term Term(int amount, TermUnit unit, string calendar = "office", bool pauses = false, bool rollForward = false) =>
        new(amount, unit, calendar, new("Art. 1", "Test", true), rollForward, pauses);

    /// <summary>A case with a subject that came by e-mail, so that nothing of it was answered by its opening.</summary>
    public static Story Opened(string local, Channel channel = Channel.Email) => Story.Begin(channel, Callers.Ana, Calendar.At(local));

    /// <summary>The next step happens at this local time.</summary>
    public static Story On(this Story story, string local) => story.At(Calendar.At(local));

    public static Clocks Clocks(Protocol protocol, Policy policy, string now) =>
        Protocols.Deadlines.Clocks.Of(protocol, policy, Calendars, Calendar.At(now));

    public static Deadline Deadline(Protocol protocol, Policy policy, Target target, string now) =>
        Assert.Single(Clocks(protocol, policy, now).Deadlines, deadline => deadline.Target == target);

    /// <summary>When a single term is due for a case that was only opened.</summary>
    public static DateTimeOffset? Due(string opened, Term term) =>
        Deadline(Opened(opened), Of(Target.LegalAnswer, term), Target.LegalAnswer, opened).DueAt;

    public static Protocol Marked(this Protocol protocol, string local, ClockEvent happened) =>
        protocol with { Clock = [.. protocol.Clock, new(Calendar.At(local), happened)] };
}
