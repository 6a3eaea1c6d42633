using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Facts;
using Protocols.People;

namespace Protocols.Tests.Catalog.Versions;

[Trait("Requirement", "M15")]
public sealed class RuleBookTests
{
    private static readonly Actor rita = new("rita", "Rita", "admin");

    private readonly MemoryCatalogues store = new();

    [Fact]
    public async Task It_begins_with_the_catalogue_that_came_with_the_service()
    {
        var book = Book(Catalogue.General);
        Assert.Equal((1, "general"), Which(await book.CurrentAsync(default)));
        var first = await store.FindAsync(1, default);
        Assert.Equal((CatalogueVersion.Shipped, Actor.Service, false), (first!.Part, first.By, first.IsEdited));
        Assert.Equal((1, "general"), Which(await Book(Catalogue.General).CurrentAsync(default)));
        Assert.Null(await store.FindAsync(2, default));
    }

    [Fact]
    public async Task Another_catalogue_in_the_setting_is_another_version()
    {
        await Book(Catalogue.General).CurrentAsync(default);
        Assert.Equal((2, "software"), Which(await Book(Catalogue.Shipped("software")).CurrentAsync(default)));
        Assert.Equal((2, "software"), Which(await Book(Catalogue.Shipped("software")).CurrentAsync(default)));
    }

    [Fact]
    public async Task While_nobody_edited_it_a_release_brings_its_own()
    {
        await Book(Catalogue.General).CurrentAsync(default);
        var release = Catalogue.General with { Policy = Catalogue.General.Policy with { ReopenDays = 45 } };
        var rules = await Book(release).CurrentAsync(default);
        Assert.Equal((2, 45), (rules.Catalogue.Version, rules.Catalogue.Policy.ReopenDays));
    }

    [Fact]
    public async Task What_the_company_edited_stays_and_only_the_presets_of_laws_follow_a_release()
    {
        var book = Book(Catalogue.General);
        await PublishAsync(book, general => general with { Policy = general.Policy with { ReopenDays = 7 } });
        var sooner = Catalogue.General.Stock.Policies.Select(policy => policy.Code == "sac-11034" ? policy with { Name = new("Novo", "New") } : policy);
        var release = Catalogue.General with { Stock = Catalogue.General.Stock with { Policies = [.. sooner] } };
        var rules = await Book(release).CurrentAsync(default);
        Assert.Equal((3, 7), (rules.Catalogue.Version, rules.Catalogue.Policy.ReopenDays));
        Assert.Equal("Novo", rules.Catalogue.Stock.Find("sac-11034")!.Name.Portuguese);
        Assert.Equal(3, (await Book(release).CurrentAsync(default)).Catalogue.Version);
    }

    [Fact]
    public async Task Presets_that_the_companys_own_policies_name_do_not_go_away_with_a_release()
    {
        var book = Book(Catalogue.General);
        var own = new CataloguePolicy("own", new("Nossa", "Ours")) { Presets = ["sac-11034"] };
        await PublishAsync(book, general => general with { Policies = [.. general.Policies, own] });
        var release = Catalogue.General with
        {
            Stock = Catalogue.General.Stock with { Policies = [.. Catalogue.General.Stock.Policies.Where(policy => policy.Code != "sac-11034")] },
        };
        var rules = await Book(release).CurrentAsync(default);
        Assert.Equal(2, rules.Catalogue.Version);
        Assert.NotNull(rules.Catalogue.Stock.Find("sac-11034"));
    }

    [Fact]
    public async Task A_protocol_stays_under_the_version_it_was_opened_with()
    {
        var book = Book(Catalogue.General);
        var before = await book.CurrentAsync(default);
        Protocol story = Given.AProtocolWithSubject();
        await PublishAsync(book, general => general with { Policy = general.Policy with { ReopenDays = 7 } });
        Assert.Equal(7, (await book.CurrentAsync(default)).Catalogue.Policy.ReopenDays);
        Assert.Same(before, await book.OfAsync(story, default));
        Assert.Same(before, book.Of(story));
    }

    [Fact]
    public async Task Terms_applied_to_open_protocols_leave_occurrences_and_actions_as_they_were()
    {
        var book = Book(Catalogue.General);
        await PublishAsync(book, general => general with
        {
            DefaultPolicy = "bacen-ouvidoria",
            Occurrences = [.. general.Occurrences.Skip(1)],
        });
        Protocol story = Given.AProtocolWithSubject().Then(new NewFact(new RulesChanged(2)));
        Assert.Equal((1, 2), (story.Catalog, story.Terms));
        var rules = await book.OfAsync(story, default);
        Assert.Equal(Catalogue.General.Occurrences.Count, rules.Catalogue.Occurrences.Count);
        Assert.Equal("bacen-ouvidoria", rules.Catalogue.PolicyOf(null).Code);
    }

    [Fact]
    public async Task What_another_process_publishes_holds_here_soon()
    {
        var (clock, here) = (new WallClock(), Book(Catalogue.General));
        var later = new RuleBook(store, Catalogue.General, Given.SaoPaulo, clock);
        await later.CurrentAsync(default);
        await PublishAsync(here, general => general with { DefaultPolicy = "bacen-ouvidoria" });
        Assert.Equal(1, (await later.CurrentAsync(default)).Catalogue.Version);
        clock.Elapsed += RuleBook.Freshness;
        Assert.Equal(2, (await later.CurrentAsync(default)).Catalogue.Version);
    }

    [Fact]
    public async Task Of_two_who_publish_at_once_one_is_told_that_he_came_late()
    {
        var book = Book(Catalogue.General);
        var newest = await book.NewestAsync(default);
        Assert.True(await book.PublishAsync(Next(newest, general => general), default));
        Assert.False(await book.PublishAsync(Next(newest, general => general), default));
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_named()
    {
        Protocol story = Given.AProtocolWithSubject().Then(new NewFact(new RulesChanged(9)));
        var wrong = await Assert.ThrowsAsync<InvalidDataException>(async () => await Book(Catalogue.General).OfAsync(story, default));
        Assert.Contains("version 9", wrong.Message, StringComparison.Ordinal);
    }

    private static (int, string) Which(Rules rules) => (rules.Catalogue.Version, rules.Catalogue.Name);

    private static CatalogueVersion Next(CatalogueVersion last, Func<Catalogue, Catalogue> edit) =>
        new(edit(last.Catalogue) with { Version = last.Version + 1 }, "policies", rita, Given.Morning) { IsEdited = true };

    private static async Task PublishAsync(RuleBook book, Func<Catalogue, Catalogue> edit) =>
        Assert.True(await book.PublishAsync(Next(await book.NewestAsync(default), edit), default));

    private RuleBook Book(Catalogue shipped) => new(store, shipped, Given.SaoPaulo, TimeProvider.System);
}
