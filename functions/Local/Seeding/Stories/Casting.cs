using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;
using Protocols.People;

namespace Protocols.Local.Seeding.Stories;

/// <summary>Who calls, how, about what, and how it will go.</summary>
/// <param name="Owner">Who answers for the case; the opener himself where that is a person.</param>
internal sealed record Casting(
    Person Person, Topic Topic, Channel Channel, Caller Opener, Caller Owner, Intake Intake, Plot Plot, Returning? Earlier)
{
    private const double QuestionsInLiveCalls = 0.88, SilentCalls = 0.015;

    private static readonly (Channel, double)[] byDay =
    [
        (Channel.Phone, 38), (Channel.WhatsApp, 22), (Channel.Chat, 10), (Channel.Email, 9), (Channel.Web, 7), (Channel.App, 6),
        (Channel.Chatbot, 3), (Channel.Social, 2.5), (Channel.InPerson, 1.5), (Channel.Sms, 0.7), (Channel.Skype, 0.3),
    ];

    private static readonly (Channel, double)[] byNight =
        [(Channel.WhatsApp, 45), (Channel.App, 25), (Channel.Web, 20), (Channel.Chatbot, 10)];

    private static readonly (Channel, double)[] live = [(Channel.Phone, 78), (Channel.Chat, 19), (Channel.InPerson, 3)];

    private static readonly (string, double)[] occurrences =
    [
        ("question", 11), ("information", 6), ("technical-problem", 22), ("delivery-problem", 18), ("billing-complaint", 17),
        ("service-complaint", 5), ("request", 13), ("cancellation", 6), ("suggestion", 1.5), ("praise", 1.5),
    ];

    private static readonly (Plot, double)[] plots =
    [
        (Plot.Solved, 61), (Plot.Executed, 11), (Plot.AwaitedCustomer, 10), (Plot.AwaitedThirdParty, 8), (Plot.Reopened, 5),
        (Plot.Unreachable, 4), (Plot.OwnerLeft, 1),
    ];

    private static readonly (Plot, double)[] plotsOfAYear =
    [
        (Plot.Solved, 44), (Plot.Executed, 9), (Plot.AwaitedCustomer, 9), (Plot.AwaitedThirdParty, 7), (Plot.Reopened, 4), (Plot.Unreachable, 3),
        (Plot.OwnerLeft, 1), (Plot.Escalated, 8), (Plot.SentBack, 2.5), (Plot.Promised, 8), (Plot.Late, 4.5), (Plot.Ombudsman, 2),
    ];

    private static readonly (Intake, double)[] byStaff = [(Intake.Whole, 55), (Intake.SubjectFirst, 30), (Intake.ChannelOnly, 15)];
    private static readonly (Intake, double)[] bySystems = [(Intake.Whole, 88), (Intake.SubjectFirst, 12)];

    public static Casting Of(Dice dice, DateTime local, Returning? earlier, bool year)
    {
        var occurrence = earlier is { IsAboutTheSame: true } ? earlier.Topic.Occurrence : dice.Pick(occurrences);
        var topic = earlier is { IsAboutTheSame: true } ? earlier.Topic : dice.Pick(Topic.Of(occurrence));
        var question = occurrence is "question" or "information";
        var channel = local.Hour is < 7 or >= 22 ? dice.Pick(byNight)
            : question && dice.Chance(QuestionsInLiveCalls) ? dice.Pick(live)
            : dice.Pick(byDay);
        var owner = dice.Pick(Staff.Agents);
        var opener = channel switch
        {
            Channel.Web or Channel.App => Staff.Site,
            Channel.WhatsApp or Channel.Chatbot => Staff.Bot,
            _ => owner,
        };
        var silent = channel.IsLive() && earlier is null && dice.Chance(SilentCalls);
        var plot = silent ? Plot.Abandoned
            : question ? Plot.Question
            : occurrence is "suggestion" or "praise" ? Plot.Acknowledged
            : dice.Pick(year ? plotsOfAYear : plots);
        var intake = silent ? Intake.ChannelOnly : dice.Pick(opener.IsSystem() ? bySystems : byStaff);
        return new(earlier?.Person ?? Person.Make(dice), topic, channel, opener, owner, intake, plot, earlier);
    }

    /// <summary>Where staff write or call back; who wrote from a site or to a bot is reached another way.</summary>
    public Channel Back => Channel switch
    {
        Channel.Web or Channel.App => Channel.Email,
        Channel.Chatbot => Channel.WhatsApp,
        Channel.InPerson or Channel.Chat => Channel.Phone,
        _ => Channel,
    };
}

/// <summary>A customer who comes back, and the case he was known from.</summary>
/// <param name="Kind">How the new case is linked to the earlier one; null where it is about something else.</param>
/// <param name="Number">There once the earlier case has been written to its end.</param>
internal sealed record Returning(Person Person, Topic Topic, LinkKind? Kind, Task<string> Number)
{
    /// <summary>He has not found the earlier case, or did not look for it.</summary>
    public bool AboutTheSame { get; init; }

    public bool IsAboutTheSame => AboutTheSame || Kind == LinkKind.FollowUp;
}
