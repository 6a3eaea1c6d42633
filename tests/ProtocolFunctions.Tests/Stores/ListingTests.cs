using Protocols;
using Protocols.Documents;
using Protocols.Escalating;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

[Trait("Requirement", "M21")]
public sealed class ListingTests
{
    private static readonly string?[] people = [null, "ana", "bia", "caio"];

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task An_unknown_key_and_an_empty_group_find_nothing(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(Sample.WithKeys(Sample.Document(1), "a"));

        Assert.Empty(await store.ListAsync(Sample.ByKey("b")));
        Assert.Empty(await store.ListAsync(Sample.ByKey()));
        Assert.Empty(await store.ListAsync(new() { Keys = [["a"], []] }));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task One_key_of_each_group_must_match_and_nothing_is_found_twice(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(
            Sample.WithKeys(Sample.Document(1), "k1.a", "k2.a", "b"),
            Sample.WithKeys(Sample.Document(2), "k2.a"),
            Sample.WithKeys(Sample.Document(3), "b"));

        Assert.Equal([Sample.Number(2), Sample.Number(1)], await store.ListAsync(Sample.ByKey("k1.a", "k2.a", "k1.a")));
        Assert.Equal([Sample.Number(1)], await store.ListAsync(new() { Keys = [["k1.a", "k2.a"], ["x", "b"]] }));
        Assert.Empty(await store.ListAsync(new() { Keys = [["k1.a", "k2.a"], ["b"]], Status = Status.Closed }));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task The_period_begins_with_its_first_instant_and_ends_before_its_last(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync([.. Enumerable.Range(1, 4).Select(n => Sample.WithKeys(Sample.Document(n), "k"))]);
        var period = new ProtocolQuery { OpenedFrom = Sample.At.AddMinutes(2), OpenedTo = Sample.At.AddMinutes(4) };

        Assert.Equal([Sample.Number(3), Sample.Number(2)], await store.ListAsync(period));
        Assert.Equal([Sample.Number(3), Sample.Number(2)], await store.ListAsync(period with { Keys = [["k"]] }));
        Assert.Empty(await store.ListAsync(period with { OpenedTo = period.OpenedFrom }));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Of_those_opened_in_one_instant_none_is_lost_between_pages(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync([.. Enumerable.Range(1, 7).Select(n => Sample.Document(n, index => index with { OpenedAt = Sample.At }))]);

        var pages = await WalkAsync(store, new() { Limit = 3 });

        Assert.Equal([3, 3, 1], pages.Select(page => page.Length));
        Assert.Equal(Enumerable.Range(1, 7).Reverse().Select(Sample.Number), pages.SelectMany(page => page));
        Assert.Empty(await store.ListAsync(new() { After = new(Sample.At, Sample.Number(1)) }));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_page_that_ends_with_the_last_protocol_is_the_last_page(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync([.. Enumerable.Range(1, 3).Select(n => Sample.Document(n))]);

        Assert.Null((await store.Protocols.ListAsync(new() { Limit = 3 }, default)).Next);
        var page = await store.Protocols.ListAsync(new() { Limit = 2 }, default);
        Assert.Equal(new ListPosition(Sample.At.AddMinutes(2), Sample.Number(2)), page.Next);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M19")]
    public async Task An_escalation_is_found_by_its_state_and_no_more_once_it_has_ended(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(
            Sample.Document(1), Sample.Document(2, index => index with { Escalation = EscalationState.Queued }),
            Sample.Document(3, index => index with { Escalation = EscalationState.Queued }));
        await store.ReplaceAsync(Sample.Number(3), document => document with { Index = document.Index with { Escalation = EscalationState.Dead } });
        Assert.Equal([Sample.Number(2)], await store.ListAsync(new() { Escalation = EscalationState.Queued }));
        Assert.Equal([Sample.Number(3)], await store.ListAsync(new() { Escalation = EscalationState.Dead }));

        await store.ReplaceAsync(Sample.Number(3), document => document with { Index = document.Index with { Escalation = null } });
        Assert.Empty(await store.ListAsync(new() { Escalation = EscalationState.Dead }));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Every_combination_of_filters_finds_what_a_plain_search_finds(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var random = new Random(7);
        var documents = Enumerable.Range(0, 120).Select(n => Random(n, random)).ToArray();
        await store.CreateAsync(documents);

        var found = 0;
        for (var i = 0; i < 1500; i++)
        {
            var query = RandomQuery(random);
            var matching = documents.Where(document => Matches(document.Index, query));
            var ordered = query.ByDueDate
                ? matching.OrderBy(document => document.Index.NextDue).ThenBy(document => document.Number, StringComparer.Ordinal)
                : matching.OrderByDescending(document => document.Index.OpenedAt).ThenByDescending(document => document.Number, StringComparer.Ordinal);
            var expected = ordered.Select(document => document.Number).ToArray();
            Assert.Equal(expected, (await WalkAsync(store, query)).SelectMany(page => page));
            found += expected.Length;
        }
        Assert.True(found > 1000, "The queries are too narrow to show anything.");
    }

    internal static async Task<List<string[]>> WalkAsync(StoreUnderTest store, ProtocolQuery query)
    {
        var pages = new List<string[]>();
        for (ListPosition? after = query.After; ;)
        {
            var page = await store.Protocols.ListAsync(query with { After = after }, default);
            pages.Add([.. page.Items.Select(item => item.Number)]);
            if (page.Next is null)
                return pages;
            after = page.Next;
        }
    }

    private static ProtocolDocument Random(int n, Random random) => Sample.Document(n, index => index with
    {
        OpenedAt = Sample.At.AddMinutes(random.Next(40)),
        Status = (Status)random.Next(5),
        Channel = (Channel)random.Next(3),
        Tier = (Tier)random.Next(3),
        Type = random.GetItems([null, "complaint", "question"], 1)[0],
        Occurrence = random.GetItems([null, "late", "lost"], 1)[0],
        Owner = random.GetItems(people, 1)[0],
        Executor = random.GetItems(people, 1)[0],
        Department = random.GetItems([null, "sales"], 1)[0],
        WaitingOn = random.GetItems<WaitingOn?>([null, Protocols.WaitingOn.Customer, Protocols.WaitingOn.N2], 1)[0],
        Breached = random.Next(2) == 0,
        NextDue = random.Next(3) == 0 ? null : Sample.At.AddMinutes(random.Next(40)),
        Escalation = random.GetItems<EscalationState?>([null, EscalationState.Queued, EscalationState.Dead], 1)[0],
        Keys = random.GetItems(["a", "b", "c", "d"], random.Next(4)),
    });

    private static ProtocolQuery RandomQuery(Random random)
    {
        T? Maybe<T>(T value) where T : class => random.Next(5) == 0 ? value : null;
        T? Perhaps<T>(T value) where T : struct => random.Next(5) == 0 ? value : null;
        return new()
        {
            Status = Perhaps((Status)random.Next(5)),
            Channel = Perhaps((Channel)random.Next(3)),
            Tier = Perhaps((Tier)random.Next(3)),
            Type = Maybe("complaint"),
            Occurrence = Maybe("late"),
            Owner = Maybe(random.GetItems(["", "ana", "bia"], 1)[0]),
            Executor = Maybe("caio"),
            Department = Maybe("sales"),
            WaitingOn = Perhaps(Protocols.WaitingOn.Customer),
            Breached = Perhaps(random.Next(2) == 0),
            ByDueDate = random.Next(3) == 0,
            Escalation = Perhaps(EscalationState.Dead) is { } dead && random.Next(2) == 0 ? dead : null,
            OpenedFrom = Perhaps(Sample.At.AddMinutes(random.Next(40))),
            OpenedTo = Perhaps(Sample.At.AddMinutes(random.Next(40))),
            Keys = Maybe<IReadOnlyList<IReadOnlyList<string>>>([["a", "b"], ["c"]]) ?? Maybe<IReadOnlyList<IReadOnlyList<string>>>([["d"]]) ?? [],
            Limit = random.Next(1, 30),
        };
    }

    private static bool Matches(ProtocolIndex index, ProtocolQuery query) =>
        (query.Status ?? index.Status) == index.Status
        && (query.Channel ?? index.Channel) == index.Channel
        && (query.Tier ?? index.Tier) == index.Tier
        && (query.Type ?? index.Type) == index.Type
        && (query.Occurrence ?? index.Occurrence) == index.Occurrence
        && (query.Owner ?? index.Owner ?? "") == (index.Owner ?? "")
        && (query.Executor ?? index.Executor) == index.Executor
        && (query.Department ?? index.Department) == index.Department
        && (query.WaitingOn ?? index.WaitingOn) == index.WaitingOn
        && (query.Breached ?? index.Breached) == index.Breached
        && (!query.ByDueDate || index.NextDue is not null)
        && (query.Escalation ?? index.Escalation) == index.Escalation
        && !(query.OpenedFrom > index.OpenedAt)
        && !(query.OpenedTo <= index.OpenedAt)
        && query.Keys.All(group => group.Intersect(index.Keys).Any());
}
