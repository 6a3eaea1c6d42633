using System.Text;
using Protocols.Cases;
using Protocols.Webhooks;

namespace Protocols.Tests.Webhooks;

/// <summary>Who may be told of what, and what is kept of him (M30).</summary>
[Trait("Requirement", "M30")]
public sealed class AddWebhookTests
{
    private static readonly Protocols.Chain.KeyRing ring = Desk.Keys(1);
    private static readonly AddWebhook good = new("https://crm.example.com/eventos", ["protocol.opened"], null);

    [Theory]
    [InlineData("crm.example.com", "not-a-url")]
    [InlineData("http://crm.example.com/eventos", "not-public")]
    [InlineData("https://ana:segredo@crm.example.com/", "not-public")]
    [InlineData("https://localhost/eventos", "not-public")]
    [InlineData("http://127.0.0.1:9000/", "not-public")]
    [InlineData("https://10.0.0.7/", "not-public")]
    [InlineData("https://[::ffff:192.168.0.1]/", "not-public")]
    [InlineData("https://169.254.169.254/latest", "not-public")]
    [InlineData("ftp://crm.example.com/", "not-public")]
    public void An_address_that_is_not_public_is_refused(string url, string code) =>
        Assert.Equal([("url", code)], Errors(good with { Url = url }));

    [Fact]
    public void An_address_of_this_machine_will_do_where_that_is_said()
    {
        Assert.True((good with { Url = "http://127.0.0.1:9000/" }).Decide([], true, null, ring, Given.Morning).Succeeded);
        Assert.False((good with { Url = "http://10.0.0.7/" }).Decide([], true, null, ring, Given.Morning).Succeeded);
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once() => Assert.Equal(
        [("url", "not-a-url"), ("events", "not-one-of"), ("secret", "not-a-secret")],
        Errors(new("x", ["protocol.opened", "protocol.eaten"], "whsec_short")));

    [Fact]
    public void There_is_room_for_so_many_and_no_more()
    {
        var one = Added(good).Webhook;
        var refused = good.Decide([.. Enumerable.Repeat(one, AddWebhook.Most)], false, null, ring, Given.Morning);
        Then.Refused(refused.Refusal, "too-many-webhooks", RefusalKind.State);
    }

    [Fact]
    public void A_secret_is_drawn_where_none_is_given_and_kept_encrypted()
    {
        var (first, second) = (Added(good), Added(good));
        Assert.NotEqual(first.Secret, second.Secret);
        Assert.Equal(WebhookSecret.Drawn, WebhookSecret.Bytes(first.Secret)!.Length);
        Assert.Equal(first.Secret, WebhookSecret.Text(first.Webhook.OpenSecret(ring)));
        var kept = Encoding.UTF8.GetString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<Webhook>>([first.Webhook], WebhookJson.Default.IReadOnlyListWebhook));
        Assert.DoesNotContain(first.Secret["whsec_".Length..], kept, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Secret, new EventCall(first.Webhook.Url, "e", [], [1]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_goes_with_the_keys_of_the_service()
    {
        var added = Added(good);
        Assert.False(added.Webhook.MustMove(ring));
        Assert.False(added.Webhook.MustMove(Desk.Keys(2)));
        Assert.True(added.Webhook.MustMove(Desk.Keys(2, 1)));
        var moved = added.Webhook.Under(Desk.Keys(2, 1));
        Assert.Equal(added.Secret, WebhookSecret.Text(moved.OpenSecret(Desk.Keys(2))));
    }

    [Fact]
    public void One_that_is_given_is_taken_as_it_is()
    {
        var secret = WebhookSecret.Text([.. Enumerable.Range(1, 24).Select(b => (byte)b)]);
        Assert.Equal(secret, Added(good with { Secret = secret }).Secret);
    }

    [Fact]
    public void Without_events_it_is_told_of_all() =>
        Assert.Equal(Protocols.Events.EventKinds.All.Select(kind => kind.Type), Added(good with { Events = [] }).Webhook.Events);

    [Fact]
    public void The_same_request_adds_one_and_hears_the_same_again()
    {
        var key = new IdempotencyKey("key", "body");
        var first = good.Decide([], false, key, ring, Given.Morning).Value!;
        var again = good.Decide([first.Webhook], false, key, ring, Given.Morning.AddHours(23)).Value!;
        Assert.Equal((first.Webhook, first.Secret, true), (again.Webhook, again.Secret, again.Replayed));
        Then.Refused(
            good.Decide([first.Webhook], false, key with { Body = "other" }, ring, Given.Morning).Refusal, "idempotency-key-reused", RefusalKind.Never);
        Assert.False(good.Decide([first.Webhook], false, key, ring, Given.Morning.AddHours(25)).Value!.Replayed);
    }

    [Fact]
    public void One_to_which_nothing_arrives_for_a_day_is_switched_off_and_by_hand_on_again()
    {
        var webhook = Added(good).Webhook;
        var failing = webhook.Failed("status-500", gone: false, Given.Morning);
        Assert.Equal((WebhookState.Failing, Given.Morning, "status-500"), (failing.State, failing.FailingSince, failing.Reason));
        var later = failing.Failed("timeout", gone: false, Given.Morning.AddHours(23));
        Assert.Equal((WebhookState.Failing, Given.Morning), (later.State, later.FailingSince));
        Assert.Equal(WebhookState.On, later.Working().State);
        var off = later.Failed("timeout", gone: false, Given.Morning.AddHours(24));
        Assert.Equal((WebhookState.Off, Given.Morning.AddHours(24)), (off.State, off.OffSince));
        Assert.Equal(WebhookState.Off, webhook.Failed("status-410", gone: true, Given.Morning).State);
        Assert.Equal((WebhookState.On, null, null), (off.Working().State, off.Working().FailingSince, off.Working().Reason));
    }

    private static IEnumerable<(string, string)> Errors(AddWebhook asked)
    {
        var refused = asked.Decide([], false, null, ring, Given.Morning).Refusal;
        Then.Refused(refused, "invalid", RefusalKind.Invalid);
        return refused!.Errors.Select(error => (error.Field, error.Code));
    }

    private static AddedWebhook Added(AddWebhook asked) => Then.Value(asked.Decide([], false, null, ring, Given.Morning));
}
