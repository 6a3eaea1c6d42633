using Protocols.Actions;
using Protocols.Catalog;
using Protocols.Customers;

namespace Protocols.Tests.Actions;

/// <summary>A store on a marketplace and its cases.</summary>
internal static class Seller
{
    public static Catalogue Rules { get; } = Catalogue.Shipped("marketplace");

    /// <summary>Of Story's day, so that dates of tests lie after it.</summary>
    public const string NextWeek = "2026-11-30";

    /// <summary>An order of Maria's; what the store knows of it stands in the context.</summary>
    public static Story Case(string occurrence, string reason, string? orderState = null)
    {
        var opened = Given.AProtocolWithSubject(Channel.App).ClassifiedAs(occurrence, reason, Rules);
        return orderState is null ? opened : opened.WithContext(("order.state", orderState));
    }

    public static Story Cancellation(string? orderState = null) => Case("order-cancellation", "changed-mind", orderState);

    public static Story Return() => Case("damaged-product", "damaged-in-transit");

    public static Story LateDelivery(string? orderState = null) => Case("delivery-late", "late", orderState);

    /// <summary>Everything that the occurrence asks for before it may be resolved.</summary>
    public static Story Complete(this Story story) => story.WithDetail().WithReferences(new Reference("order", "PED-1042"));

    public static Decision Do(this Story story, string action, params IEnumerable<(string Name, string Value)> data) =>
        story.Do(action, [], data);

    public static Decision Do(this Story story, string action, IReadOnlyList<string> confirm, params IEnumerable<(string Name, string Value)> data) =>
        new PerformAction(action, data.ToDictionary(field => field.Name, field => field.Value), confirm)
            .Decide(story, Rules, story.Now, Given.SaoPaulo);

    /// <summary>The codes of the actions that are offered now.</summary>
    public static IReadOnlyList<string> Offered(this Story story) =>
        [.. OfferedActions.Of(story, Rules, all: false).Select(offer => offer.Action.Code)];

    /// <summary>What keeps an action away, as <c>field code</c>; nothing where it is offered.</summary>
    public static IReadOnlyList<string> WhyNot(this Story story, string action) =>
        [.. Offer(story, action).Obstacles.Select(obstacle => $"{obstacle.Field} {obstacle.Code}")];

    public static OfferedAction Offer(this Story story, string action) =>
        OfferedActions.Of(story, Rules, all: true).Single(offer => offer.Action.Code == action);
}
