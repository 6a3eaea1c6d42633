using Protocols.Webhooks;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>What every store promises of the list of webhooks.</summary>
[Trait("Requirement", "M30")]
public sealed class WebhookListTests
{
    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task It_is_read_as_it_was_written_and_begins_empty(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        Assert.Equal(([], null), ((await store.Webhooks.ReadAsync(default)).Items.Select(one => one.Id), (await store.Webhooks.ReadAsync(default)).Version));
        var written = One("https://crm.example.com/") with { Receipt = new("k", "b") };
        Assert.True(await store.Webhooks.WriteAsync(new([written.Failed("timeout", false, Sample.At)], null), default));
        var read = Assert.Single((await store.Webhooks.ReadAsync(default)).Items);
        Assert.Equal((written.Id, written.Url, written.AddedAt, Sample.At, "timeout", new WebhookReceipt("k", "b")), (read.Id, read.Url, read.AddedAt, read.FailingSince, read.Reason, read.Receipt));
        Assert.Equal(written.Events, read.Events);
        Assert.Equal(written.OpenSecret(StoreCases.Ring), read.OpenSecret(StoreCases.Ring));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Only_what_stands_under_the_version_that_was_read_is_replaced(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        Assert.True(await store.Webhooks.WriteAsync(new([One("https://a.example/")], null), default));
        Assert.False(await store.Webhooks.WriteAsync(new([One("https://b.example/")], null), default));
        var list = await store.Webhooks.ReadAsync(default);
        Assert.True(await store.Webhooks.WriteAsync(list with { Items = [.. list.Items, One("https://c.example/")] }, default));
        Assert.False(await store.Webhooks.WriteAsync(list with { Items = [] }, default));
        Assert.Equal(["https://a.example/", "https://c.example/"], (await store.Webhooks.ReadAsync(default)).Items.Select(one => one.Url.ToString()));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Of_many_who_add_one_at_once_all_are_there_in_the_end(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var subscriptions = new Subscriptions(store.Webhooks, store.Clock);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() =>
        {
            var one = One($"https://{n}.example/");
            return subscriptions.ChangeAsync(all => all.Any(there => there.Id == one.Id) ? null : [.. all, one], default);
        })));
        Assert.Equal(6, (await store.Webhooks.ReadAsync(default)).Items.Count);
    }

    private static Webhook One(string url) =>
        new AddWebhook(url, ["protocol.opened"], null).Decide([], false, null, StoreCases.Ring, Sample.At).Value!.Webhook;
}
