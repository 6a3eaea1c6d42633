using Protocols.Catalog;
using Protocols.Facts;
using static Protocols.Catalog.ActionEffect;

namespace Protocols.Tests.Actions;

/// <summary>Each action of the seller's catalogue: where it fits and where not, what it asks for, what it brings about.</summary>
[Trait("Requirement", "M12")]
public sealed class FifteenActionsTests
{
    private static readonly (string, string)[] part = [("postingCode", "AB123456785BR"), ("trackingUrl", "https://rastreio.example/AB")];
    private static readonly (string, string)[] reason = [("reason", "Sem sinais de avaria.")];

    /// <param name="Fits">A case that it is offered for.</param>
    /// <param name="Unfit">One that it is not, and why.</param>
    private sealed record Row(Story Fits, Story Unfit, string WhyNot, (string, string)[] Data, ActionEffect[] Effects, string[] Facts);

    private static readonly string[] told = ["action-taken", "contact"];
    private static readonly string[] cancelled = ["action-taken", "sale-cancelled", "refund-requested", "contact"];
    private static readonly string[] asked = ["action-taken", "contact", "waiting-set"];

    private static readonly Dictionary<string, Row> rows = new()
    {
        ["approve-cancellation"] = new(
            Seller.Cancellation("paid"), Seller.Return(), "type action-fits", [], [SaleCancelled, RefundRequested, MessageSent], cancelled),
        ["cancel-sale"] = new(
            Seller.LateDelivery("paid"), Seller.Return(), "type action-fits", [], [SaleCancelled, RefundRequested, MessageSent], cancelled),
        ["notify-part-sent"] = new(
            Seller.Case("missing-item", "missing-part"), Seller.LateDelivery(), "occurrence action-fits", part, [MessageSent], told),
        ["confirm-address"] = new(
            Seller.LateDelivery(), Seller.LateDelivery().WaitingFor(WaitingOn.Customer), "status action-in-states", [], [MessageSent, WaitingOnCustomer], asked),
        ["message-customer"] = new(
            Seller.LateDelivery(), Seller.LateDelivery().Solved().Resolved().Closed(), "status action-in-states", [("text", "Estamos a caminho.")],
            [MessageSent], told),
        ["finish-case"] = new(
            Seller.Return().Complete(), Seller.Return().Complete().Solved().Resolved(), "status action-in-states", [], [MessageSent, Finished],
            ["action-taken", "solution", "contact", "resolved"]),
        ["notify-pickup-at-post-office"] = new(
            Seller.Case("delivery-late", "awaiting-pickup"), Seller.Return(), "occurrence action-fits", [("place", "Agência Centro, Rua XV, 10")],
            [MessageSent], told),
        ["notify-collection-date"] = new(
            Seller.Return(), Seller.LateDelivery(), "type action-fits", [("date", Seller.NextWeek)], [MessageSent], told),
        ["notify-dispatched"] = new(
            Seller.LateDelivery("dispatched"), Seller.LateDelivery("paid"), "context.order.state fact-must-be", [], [MessageSent], told),
        ["notify-new-delivery-date"] = new(
            Seller.LateDelivery("in-transit"), Seller.LateDelivery("delivered"), "context.order.state fact-must-not-be", [("date", Seller.NextWeek)],
            [MessageSent], told),
        ["give-posting-code"] = new(
            Seller.Return(), Seller.Cancellation(), "type action-fits", [("postingCode", "2068123456")], [MessageSent, WaitingOnCustomer], asked),
        ["request-help"] = new(
            Seller.Return(), Seller.Case("product-question", "stock"), "type action-not-for-questions", reason, [HelpRequested], ["action-taken", "help-requested"]),
        ["refuse-cancellation"] = new(Seller.Cancellation(), Seller.LateDelivery(), "type action-fits", reason, [MessageSent], told),
        ["request-photos"] = new(Seller.Return(), Seller.Cancellation(), "type action-fits", [], [MessageSent, WaitingOnCustomer], asked),
        ["request-better-photos"] = new(
            Seller.Return().Took("request-photos"), Seller.Return(), "actions action-comes-after", reason, [MessageSent, WaitingOnCustomer], asked),
    };

    public static TheoryData<string> All => [.. rows.Keys];

    [Fact]
    public void They_are_all_here() => Assert.Equal(Seller.Rules.Actions.Select(action => action.Code).Order(), rows.Keys.Order());

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_offered_where_it_fits_and_done_with_its_effects(string action)
    {
        var row = rows[action];
        var done = row.Fits.Do(action, row.Data);

        Assert.Null(done.Refusal);
        Assert.Contains(action, row.Fits.Offered());
        Assert.Equal(row.Facts, done.Facts.Select(fact => fact.Terms.Kind));
        var taken = Assert.IsType<ActionTaken>(done.Facts[0].Terms);
        Assert.Equal((action, action == "request-help" ? true : null), (taken.Action, taken.CountsAgainstPerformance));
        Assert.Equal(row.Effects, taken.Effects);
        Assert.Contains(action, row.Fits.Decided(done).State.ActionsTaken);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_not_offered_where_it_does_not_fit_and_says_why(string action)
    {
        var row = rows[action];

        Assert.DoesNotContain(action, row.Unfit.Offered());
        Assert.Contains(row.WhyNot, row.Unfit.WhyNot(action));
        var refusal = row.Unfit.Do(action, row.Data).Refusal!;
        var expected = row.Unfit.State.Status == Status.Closed ? "protocol-closed"
            : row.WhyNot == "type action-not-for-questions" ? "question-stays-in-its-call"
            : "action-not-offered";
        Assert.Equal(expected, refusal.Code);
        if (expected == "action-not-offered")
            Assert.Contains(row.WhyNot, refusal.Errors.Select(error => $"{error.Field} {error.Code}"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_of_its_data_is_asked_for_and_nothing_else(string action)
    {
        var row = rows[action];
        var asked = row.Fits.Offer(action).Action.Data.Select(field => field.Code).ToList();

        Assert.Equal(row.Data.Select(field => field.Item1), asked);
        if (asked.Count > 0)
            Then.Invalid(row.Fits.Do(action), asked.Select(field => ($"data.{field}", "required")));
        Then.Invalid(row.Fits.Do(action, [.. row.Data, ("colour", "red")]), ("data.colour", "unknown-field"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_customer_reads_what_was_given_and_under_which_number(string action)
    {
        var done = rows[action].Fits.Do(action, rows[action].Data);
        var message = done.Facts.FirstOrDefault(fact => fact.Terms is EntryAdded { Entry: EntryKind.Contact });
        if (action == "request-help")
        {
            Assert.Null(message);
            return;
        }

        Assert.Equal(Visibility.Public, message!.Visibility);
        Assert.Contains(Story.Number, message.Body!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('{', message.Body.Text!);
        var shown = rows[action].Data.Select(field => field.Item1 == "date" ? "30/11/2026" : field.Item2);
        Assert.All(shown, value => Assert.Contains(value, message.Body.Text, StringComparison.Ordinal));
    }
}
