using Protocols;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Extending;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.People;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>Extensions are counted by month, on every store.</summary>
[Trait("Requirement", "M15")]
public sealed class ExtensionTests
{
    private static readonly Caller olga = new("olga", "Olga Sá", RoleNames.Granted("ombudsman"));
    private static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_is_filed_under_a_key_is_counted_no_further_than_was_asked(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(
            Sample.WithKeys(Sample.Document(1), "a:1"), Sample.WithKeys(Sample.Document(2), "a:1", "b:1"), Sample.WithKeys(Sample.Document(3), "a:1"), Sample.Document(4));

        Assert.Equal(0, await store.Protocols.CountAsync("a", 9, default));
        Assert.Equal(3, await store.Protocols.CountAsync("a:1", int.MaxValue, default));
        Assert.Equal(2, await store.Protocols.CountAsync("a:1", 2, default));
        Assert.Equal(1, await store.Protocols.CountAsync("b:1", 9, default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_tenth_of_the_months_demands_is_extended_and_the_next_month_begins_anew(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var (book, extending) = Bank(store);
        // Of the month before, in São Paulo though not in UTC: it is none of March's.
        store.Clock.Time = new(2026, 3, 1, 2, 59, 0, TimeSpan.Zero);
        var february = await store.OpenAsync(1, book);
        store.Clock.Time = Sample.At;
        var numbers = await store.OpenAsync(9, book);

        Assert.Equal(["2026-03", "0", "9", "10"], (await ExtendAsync(extending, numbers[0])).Refusal!.Args);
        numbers.AddRange(await store.OpenAsync(1, book));
        var granted = await ExtendAsync(extending, numbers[0]);
        Assert.Equal("2026-03", Assert.IsType<TermExtended>(granted.Value!.Facts[0].Terms).Month);
        Assert.Equal("extension-quota-reached", (await ExtendAsync(extending, numbers[1])).Refusal!.Code);
        Assert.Equal("term-already-extended", (await ExtendAsync(extending, numbers[0])).Refusal!.Code);
        Assert.Equal("extension-quota-reached", (await ExtendAsync(extending, february[0])).Refusal!.Code);

        store.Clock.Time = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);
        var april = await store.OpenAsync(10, book);
        Assert.Null((await ExtendAsync(extending, april[3])).Refusal);
        Assert.Equal(["2026-04", "1", "10", "10"], (await ExtendAsync(extending, april[4])).Refusal!.Args);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Of_many_at_once_no_more_are_granted_than_there_is_room_for(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var (book, extending) = Bank(store);
        var numbers = await store.OpenAsync(20, book);

        var answers = await Task.WhenAll(numbers.Take(6).Select(number => ExtendAsync(extending, number)));

        Assert.Equal(2, answers.Count(answer => answer.Refusal is null));
        Assert.All(answers.Select(answer => answer.Refusal).OfType<Refusal>(), refusal => Assert.Equal("extension-quota-reached", refusal.Code));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_demand_that_is_classified_otherwise_counts_no_more_and_all_are_in_order(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var (book, _) = Bank(store);
        var numbers = await store.OpenAsync(3, book);
        var changing = new ChangeProtocol(store.Protocols, StoreCases.Ring, book, store.Clock);

        await changing.RunAsync(numbers[0], olga, Conditions.None, (_, _) => new NewFact(new Classified("problem", null, "problem")), default);

        Assert.Equal(2, await store.Protocols.CountAsync("extendable:bacen-ouvidoria:2026-03", 9, default));
        foreach (var number in numbers)
            Assert.Empty((await new VerifyProtocols(store.Protocols, StoreCases.Ring).RunAsync(number, default)).Damages);
    }

    /// <summary>All but one occurrence run under the ombudsman's policy.</summary>
    private static (RuleBook Book, ExtendTerms Extending) Bank(StoreUnderTest store)
    {
        var general = Catalogue.General;
        var rules = general with
        {
            DefaultPolicy = "bacen-ouvidoria",
            Occurrences = [new("problem", "problem", new("Problema", "Problem"), [], [], "sac")],
            Actions = [],
            Procedures = [],
        };
        var book = new RuleBook(store.Catalogues, rules, zone, store.Clock);
        var reading = new ReadProtocol(store.Protocols, StoreCases.Ring, new(store.AccessLog, store.Protocols, StoreCases.Ring, store.Clock));
        return (book, new(reading, store.Protocols, store.Leases, book, new(store.Protocols, StoreCases.Ring, book, store.Clock), store.Clock));
    }

    private static Task<Result<Changed>> ExtendAsync(ExtendTerms extending, string number) =>
        extending.RunAsync(number, olga, Conditions.None, new("Documentos a caminho"), default);
}
