using Protocols.Customers;
using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;
using Protocols.Notifying;
using Protocols.Opening;

namespace Protocols.Local.Seeding.Stories;

/// <summary>How a case begins: what is said at once, and what within the contact (M1, M5).</summary>
internal sealed class Openings
{
    /// <summary>Where the regulator gives the number a term, most are asked how they want it.</summary>
    private const double AskedWhereOwed = 0.95;

    private static readonly string[] orderStates = ["paid", "invoiced", "dispatched", "delivered"];

    private readonly Scene scene;
    private readonly Casting casting;
    private readonly string subject;
    private readonly string detail;
    private readonly Customer customer;
    private readonly IReadOnlyList<Reference> references;
    private readonly Dictionary<string, string>? context;

    public Openings(Scene scene)
    {
        (this.scene, casting) = (scene, scene.Casting);
        var topic = casting.Topic;
        subject = scene.Words.From(topic.Subjects);
        var again = casting.Earlier is { Kind: LinkKind.FollowUp } ? scene.Words.From(Phrases.Again) : "";
        detail = again + scene.Words.From(Phrases.Openings) + scene.Words.From(topic.Details) + Ending();
        customer = Known(casting.Person.Customer);
        references = References(topic.Occurrence);
        context = references.Count > 0 ? new() { ["order.state"] = OrderState(topic) } : null;
    }

    /// <summary>How the customer asked for his number in writing with the opening; null where he did not.</summary>
    public Means? Receipt { get; private set; }

    public OpenProtocol Command() => casting.Intake switch
    {
        Intake.ChannelOnly => new() { Channel = casting.Channel },
        Intake.SubjectFirst => new() { Channel = casting.Channel, Subject = subject, Customer = new() { Name = customer.Name } },
        _ => new()
        {
            Channel = casting.Channel,
            Subject = subject,
            Detail = detail,
            Occurrence = casting.Topic.Occurrence,
            Reason = casting.Topic.Reason,
            Customer = customer,
            References = references,
            Context = context,
            ReceiptBy = (Receipt = ReceiptBy()) is { } means ? [Codes<Means>.Of(means)] : [],
        },
    };

    /// <summary>What the contact goes on to say, by whoever leads it.</summary>
    public IEnumerable<CaseStep> Rest()
    {
        if (casting.Intake == Intake.Whole)
            yield break;
        yield return scene.Minutes(1, 4).Amend(casting.Opener, new()
        {
            Subject = casting.Intake == Intake.ChannelOnly ? subject : default(Patch<string>),
            Detail = detail,
            Occurrence = casting.Topic.Occurrence,
            Reason = casting.Topic.Reason is { } reason ? reason : default(Patch<string>),
            Customer = Patch(customer),
            References = references.Count > 0 ? new(true, references) : default,
            Context = context is null ? default : new(true, context.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)),
        });
    }

    private string Ending() => casting.Plot == Plot.Question ? "" : scene.Words.From(Phrases.Endings);

    /// <summary>Who only asks something seldom says all about himself.</summary>
    private Customer Known(Customer whole)
    {
        if (casting.Plot != Plot.Question)
            return scene.Dice.Chance(0.15) ? whole with { Email = null } : whole;
        return scene.Dice.Between(1, 10) switch
        {
            <= 4 => whole,
            <= 8 => new() { Name = whole.Name, Phone = whole.Phone },
            _ => new() { Name = whole.Name },
        };
    }

    private IReadOnlyList<Reference> References(string occurrence)
    {
        var about = occurrence switch
        {
            "delivery-problem" => 1,
            "cancellation" => 0.5,
            "information" or "billing-complaint" or "technical-problem" => 0.25,
            _ => 0,
        };
        return scene.Dice.Chance(about) ? [new("order", scene.Words.Order)] : [];
    }

    private string OrderState(Topic topic) => topic switch
    {
        { Reason: "late" or "not-delivered" } => "dispatched",
        { Occurrence: "delivery-problem" or "technical-problem" } or { Reason: "regret" } => "delivered",
        _ => scene.Dice.Pick(orderStates),
    };

    /// <summary>Null where he does not want it, or has no address for it.</summary>
    public Means? ReceiptBy()
    {
        if (casting.Opener.IsSystem())
            return casting.Channel == Channel.WhatsApp && customer.Phone is not null ? Means.WhatsApp : customer.Email is null ? null : Means.Email;
        var owed = scene.Year && casting.Topic.Occurrence == SeededRules.Occurrence;
        if (customer.Email is not null && scene.Dice.Chance(owed ? AskedWhereOwed : 0.35))
            return Means.Email;
        var mobile = customer.Phone is { Length: 14 };
        return mobile && scene.Dice.Chance(owed ? AskedWhereOwed : 0.3) ? scene.Dice.Chance(0.5) ? Means.Sms : Means.WhatsApp : null;
    }

    private static CustomerPatch Patch(Customer customer) => new()
    {
        Name = Given(customer.Name),
        Document = Given(customer.Document),
        Email = Given(customer.Email),
        Phone = Given(customer.Phone),
        Company = Given(customer.Company),
        Supervisor = Given(customer.Supervisor),
    };

    private static Patch<string> Given(string? value) => value is null ? default : value;
}
