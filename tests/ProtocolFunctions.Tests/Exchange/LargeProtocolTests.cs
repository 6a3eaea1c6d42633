using ProtocolFunctions.Tests.Escalating;
using ProtocolFunctions.Tests.Stores;
using ProtocolFunctions.Tests.Stores.CosmosServer;
using Protocols;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.Exchange;
using Protocols.Facts;
using Protocols.Numbering;
using Protocols.People;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Exchange;

/// <summary>A protocol of more than a database takes as one document comes in whole, or is refused by name; it never stops the others (M27).</summary>
[Trait("Requirement", "M27")]
public sealed class LargeProtocolTests
{
    private const int Entries = 130, Letters = 20_000;

    private static readonly Caller ana = new("ana", "Ana Prado", Roles.Agent);

    [SkippableTheory, MemberData(nameof(Stores.Stores.All), MemberType = typeof(Stores.Stores))]
    public async Task A_fact_that_no_page_holds_is_refused_and_nothing_of_its_protocol_is_kept(string name)
    {
        var line = await LineAsync(1, 1_000_000);
        await using var to = await Stores.Stores.OpenAsync(name);
        Assert.Equal(new(ImportOutcome.Refused, "too-large"), await Import(to).RunAsync(line, default));
        Assert.Null(await to.Protocols.FindAsync(line.Protocol!, default));
        Assert.Equal(ImportOutcome.Added, (await Import(to).RunAsync(await LineAsync(1, 10), default)).Outcome);
    }

    [Fact]
    public async Task What_the_database_refuses_for_its_size_is_refused_by_name()
    {
        await using var server = await InProcessCosmos.StartAsync(TimeProvider.System);
        await using var cosmos = await Stores.Stores.ConnectAsync(server.Endpoint, TimeProvider.System);
        server.Inject(new("create protocols") { Status = 413 });
        var import = new ImportProtocols(cosmos.Under(StoreCases.Ring), Book(cosmos.Catalogues), Template(), TimeProvider.System, _ => null);
        var line = await LineAsync(1, 10);
        Assert.Equal(new(ImportOutcome.Refused, "too-large"), await import.RunAsync(line, default));
        Assert.Equal(ImportOutcome.Added, (await import.RunAsync(line, default)).Outcome);
    }

    [SkippableTheory, MemberData(nameof(Stores.Stores.All), MemberType = typeof(Stores.Stores))]
    public async Task What_is_too_large_for_one_document_comes_in_pages_and_goes_on(string name)
    {
        var line = await LineAsync(Entries, Letters);
        Assert.True(line.Write().Length > InProcessCosmos.MostBytes);
        await using var to = await Stores.Stores.OpenAsync(name);
        Assert.Equal(ImportOutcome.Added, (await Import(to).RunAsync(line, default)).Outcome);
        await AssertWholeAsync(to, line, Entries + 1);
        Assert.Equal(ImportOutcome.There, (await Import(to).RunAsync(line, default)).Outcome);

        Assert.True((await NoteAsync(to, line.Protocol!, 1, 100)).Succeeded);
        await AssertWholeAsync(to, line, Entries + 2);
        var again = (await new ExportProtocols(to.Set(StoreCases.Ring)).RunAsync(line.Protocol!, default))!;
        Assert.Equal(line.Facts!.Select(fact => fact.Link), again.Facts!.Take(Entries + 1).Select(fact => fact.Link));
        Assert.Equal($"{line.Facts![7].Body}", $"{again.Facts![7].Body}");
    }

    [SkippableTheory, MemberData(nameof(Stores.Stores.All), MemberType = typeof(Stores.Stores))]
    public async Task Broken_off_between_its_pages_it_is_finished_when_it_is_brought_again_and_by_nothing_forged(string name)
    {
        var line = await LineAsync(Entries, Letters);
        await using var to = await Stores.Stores.OpenAsync(name);
        var written = 0;
        var dying = new FaultyStore(to.Protocols)
        {
            BeforeAddPage = _ =>
            {
                if (written++ == 1)
                    throw new StoreBusyException("The process is killed.");
            },
        };
        await Assert.ThrowsAsync<StoreBusyException>(() => Import(to, dying).RunAsync(line, default));
        Assert.Contains("page-missing", (await VerifyAsync(to, line)).Damages.Select(damage => damage.What));

        var forged = line with { Facts = [.. line.Facts!.Select((fact, i) => i == 3 ? fact with { Body = line.Facts![4].Body } : fact)] };
        Assert.Equal(new(ImportOutcome.Refused, "fact 4: body-changed"), await Import(to).RunAsync(forged, default));
        Assert.Equal(ImportOutcome.There, (await Import(to).RunAsync(line, default)).Outcome);
        await AssertWholeAsync(to, line, Entries + 1);
    }

    private static async Task AssertWholeAsync(StoreUnderTest store, ExchangeLine line, int facts)
    {
        var found = await VerifyAsync(store, line);
        Assert.Empty(found.Damages);
        Assert.Equal(facts, found.Facts);
        Assert.InRange((await store.FindAsync(line.Protocol!)).Document.Facts.Sum(fact => fact.Body?.Length ?? 0), 1, InProcessCosmos.MostBytes / 2);
    }

    private static Task<Verified> VerifyAsync(StoreUnderTest store, ExchangeLine line) =>
        new VerifyProtocols(store.Protocols, StoreCases.Ring).RunAsync(line.Protocol!, default);

    /// <summary>A protocol with so many entries of so many letters, as it is taken out of a store.</summary>
    private static async Task<ExchangeLine> LineAsync(int entries, int letters)
    {
        await using var from = await Stores.Stores.OpenAsync("Embedded");
        var number = Assert.Single(await from.OpenAsync(1));
        Assert.True((await NoteAsync(from, number, entries, letters)).Succeeded);
        return (await new ExportProtocols(from.Set(StoreCases.Ring)).RunAsync(number, default))!;
    }

    private static Task<Result<Changed>> NoteAsync(StoreUnderTest store, string number, int entries, int letters) =>
        new ChangeProtocol(store.Protocols, StoreCases.Ring, store.Book(), store.Clock).RunAsync(
            number, ana, Conditions.None,
            (_, _) => Decision.Of([.. Enumerable.Range(0, entries).Select(n => new NewFact(
                new EntryAdded(null, null, null, null) { Entry = EntryKind.Note }, FactBody.Of($"{n} {new string('x', letters)}")))]),
            default);

    private static ImportProtocols Import(StoreUnderTest to, IProtocolStore? through = null) =>
        new(to.Set(StoreCases.Ring) with { Protocols = through ?? to.Protocols }, to.Book(), Template(), to.Clock, _ => null);

    private static Protocols.Catalog.Versions.RuleBook Book(ICatalogues catalogues) => new(
        catalogues, Protocols.Catalog.Catalogue.Shipped("general"), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"), TimeProvider.System);

    private static NumberTemplate Template() =>
        NumberTemplate.TryParse(NumberTemplate.Default, null, out var template, out _) ? template : throw new InvalidOperationException("The default layout is one.");
}
