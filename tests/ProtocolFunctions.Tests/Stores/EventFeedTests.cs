using Protocols;
using Protocols.Accessing;
using Protocols.Cases;
using Protocols.Events;
using Protocols.Journal;
using Protocols.Opening;
using Protocols.People;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>What every feed of events promises.</summary>
[Trait("Requirement", "M30")]
public sealed class EventFeedTests
{
    private static readonly Caller ana = new("ana", "Ana Prado", Roles.Agent);

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Where_nothing_has_happened_there_is_nothing_and_a_place_to_go_on_from(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var empty = await store.Events.ReadAsync(null, 10, null, default);
        Assert.Empty(empty.Items);
        Assert.False(empty.More);
        await Assert.ThrowsAsync<FormatException>(() => store.Events.ReadAsync("elsewhere", 10, null, default));

        var number = (await store.OpenAsync(1))[0];
        var first = await store.Events.ReadAsync(empty.Next, 10, null, default);
        Assert.Equal([$"{number}-1"], Ids(first));
        var second = await store.Events.ReadAsync(first.Next, 10, null, default);
        Assert.Empty(second.Items);
        Assert.False(second.More);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Nothing_new_and_not_there_yet_are_told_apart(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        // As many changes as are looked at together, of which none makes an event any more.
        store.Clock.Time += IEventFeed.Kept + TimeSpan.FromDays(1);
        await store.CreateAsync([.. Enumerable.Range(1001, 100).Select(n => Sample.Document(n))]);
        var site = await OpenAsync(store, new("site", "Site", Roles.Client));
        // Time runs so fast that each call does no more than it must.
        store.Clock.Step = TimeSpan.FromHours(1);
        var (seen, place, pages) = (new List<ProtocolEvent>(), (string?)null, new List<EventPage>());
        do
        {
            pages.Add(await store.Events.ReadAsync(place, 50, "site", default));
            seen.AddRange(pages[^1].Items);
            place = pages[^1].Next;
        }
        while (pages[^1].More);
        Assert.Equal([$"{site}-1"], seen.Select(one => one.Id));
        Assert.Equal(name != "Embedded", pages[0] is { Items.Count: 0, More: true });
        Assert.False((await store.Events.ReadAsync(place, 50, "site", default)).More);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Those_of_one_protocol_stand_in_the_order_of_its_facts_and_facts_that_make_none_are_passed_over(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await store.OpenAsync(2);
        await NoteAsync(store, numbers[0]);
        await ReadAllAsync(store);
        await NoteAsync(store, numbers[1]);
        await DoAsync(store, numbers[0], (protocol, _) => new AmendProtocol { Detail = "Só à noite" }.Decide(protocol, Protocols.Catalog.Catalogue.General));
        await NoteAsync(store, numbers[0]);

        var all = await ReadAllAsync(store);
        Assert.Equal([1L, 2, 4], all.Where(one => one.Subject == numbers[0]).Select(one => one.Sequence));
        Assert.Equal([1L, 2], all.Where(one => one.Subject == numbers[1]).Select(one => one.Sequence));
        Assert.Equal("""{"fact":"note"}""", all.First(one => one.Sequence == 4).Data.GetRawText());
        Assert.All(all, one => Assert.Equal(store.Clock.Time, one.Time));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Paging_neither_skips_nor_repeats_while_others_write(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await store.OpenAsync(4);
        var writing = Task.WhenAll(numbers.Select(number => Task.Run(async () =>
        {
            for (var n = 0; n < 12; n++)
                await NoteAsync(store, number);
        })));
        var (seen, after) = (new List<ProtocolEvent>(), (string?)null);
        for (var last = false; ;)
        {
            var page = await store.Events.ReadAsync(after, 3, null, default);
            Assert.InRange(page.Items.Count, 0, 3);
            after = page.Next;
            seen.AddRange(page.Items);
            if (!page.More && last)
                break;
            last = writing.IsCompleted;
        }
        await writing;
        Assert.Equal(4 * 13, seen.Count);
        Assert.Equal(seen.Count, seen.Select(one => one.Id).Distinct().Count());
        Assert.All(numbers, number => Assert.Equal(
            Enumerable.Range(1, 13).Select(n => (long?)n), seen.Where(one => one.Subject == number).Select(one => one.Sequence)));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Readers_at_the_same_time_see_the_same(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        foreach (var number in await store.OpenAsync(5))
            await NoteAsync(store, number);
        var readers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadAllAsync(store))));
        Assert.All(readers, read => Assert.Equal(readers[0].Select(one => one.Id), read.Select(one => one.Id)));
        Assert.Equal(10, readers[0].Count);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_client_sees_those_of_protocols_that_it_opened(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.OpenAsync(3);
        var site = await OpenAsync(store, new("site", "Site", Roles.Client));
        await NoteAsync(store, site);
        await OpenAsync(store, new("site", "Ana", Roles.Agent));
        Assert.Equal([$"{site}-1", $"{site}-2"], await IdsAsync(store, "site"));
        Assert.Empty(await IdsAsync(store, "app"));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Hearing_a_recording_is_among_them_and_no_client_is_told(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var site = await OpenAsync(store, new("site", "Site", Roles.Client));
        var log = new LogAccess(store.AccessLog, store.Protocols, StoreCases.Ring, store.Clock);
        await log.RunAsync(site, ana, AccessKind.Read, null, null, default);
        await log.RunAsync(site, ana, AccessKind.RecordingHeard, "0123", "Contestação", default);
        Assert.Equal([$"{site}-1", $"{site}-access-2"], (await ReadAllAsync(store)).Select(one => one.Id).Order());
        Assert.Equal([$"{site}-1"], await IdsAsync(store, "site"));
        await NoteAsync(store, site);
        Assert.Equal([$"{site}-1", $"{site}-2", $"{site}-access-2"], (await ReadAllAsync(store)).Select(one => one.Id).Order());
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_is_too_old_goes_and_never_comes_back(string name)
    {
        Skip.If(name == "CosmosEndpoint", "The database's own clock cannot be moved.");
        await using var store = await Stores.OpenAsync(name);
        var old = await store.OpenAsync(9);
        var first = await store.Events.ReadAsync(null, 200, null, default);
        store.Clock.Time += IEventFeed.Kept + TimeSpan.FromDays(6);
        for (var n = 0; n < 12; n++)
            await NoteAsync(store, old[0]);
        var all = await ReadAllAsync(store);
        Assert.Equal(Enumerable.Range(2, 12).Select(n => (long?)n), all.Select(one => one.Sequence));
        Assert.Equal(12, (await ReadAllAsync(store, first.Next)).Count);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Facts_that_have_moved_to_a_page_since_are_told_too(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var number = (await store.OpenAsync(1))[0];
        for (var n = 0; n < 30; n++)
            await NoteAsync(store, number, new string('a', 4_000));
        Assert.NotEmpty((await store.FindAsync(number)).Document.Pages);
        Assert.Equal(Enumerable.Range(1, 31).Select(n => (long?)n), (await ReadAllAsync(store)).Select(one => one.Sequence));
    }

    private static IEnumerable<string> Ids(EventPage page) => page.Items.Select(one => one.Id);

    private static async Task<List<string>> IdsAsync(StoreUnderTest store, string client) => [.. (await ReadAllAsync(store, null, client)).Select(one => one.Id)];

    private static async Task<List<ProtocolEvent>> ReadAllAsync(StoreUnderTest store, string? after = null, string? client = null)
    {
        var all = new List<ProtocolEvent>();
        while (true)
        {
            var page = await store.Events.ReadAsync(after, 4, client, default);
            all.AddRange(page.Items);
            after = page.Next;
            if (!page.More)
                return all;
        }
    }

    private static async Task<string> OpenAsync(StoreUnderTest store, Caller by) => (await store.OpenAsync(1, by: by))[0];

    private static Task NoteAsync(StoreUnderTest store, string number, string text = "Anotado") =>
        DoAsync(store, number, (protocol, _) => new AddEntry(EntryKind.Note, text).Decide(protocol, ana));

    private static async Task DoAsync(StoreUnderTest store, string number, Func<Protocol, DateTimeOffset, Decision> decide) => Assert.Null(
        (await new ChangeProtocol(store.Protocols, StoreCases.Ring, store.Book(), store.Clock).RunAsync(number, ana, Conditions.None, decide, default)).Refusal);
}
