using Protocols;
using Protocols.Catalog;
using Protocols.Customers;
using Protocols.Finding;
using Protocols.Local.Seeding;

namespace ProtocolFunctions.Tests.Seeding;

/// <summary>One folder of 500, seeded once for all tests that look at it.</summary>
public sealed class FiveHundred : IAsyncLifetime
{
    internal SeededFolder Folder { get; private set; } = null!;

    internal IReadOnlyList<ProtocolView> Views { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Folder = await SeededFolder.MakeAsync(500, seed: 1);
        Views = await Folder.ReadAsync();
    }

    public async Task DisposeAsync() => await Folder.DisposeAsync();
}

public sealed class SeederTests(FiveHundred seeded) : IClassFixture<FiveHundred>
{
    [Fact]
    public async Task The_same_seed_gives_the_same_numbers_states_people_and_texts()
    {
        await using var first = await SeededFolder.MakeAsync(300, seed: 7);
        await using var second = await SeededFolder.MakeAsync(300, seed: 7);
        Assert.Equal(await first.ContentAsync(), await second.ContentAsync());
    }

    [Fact]
    public async Task Another_seed_gives_other_people()
    {
        await using var other = await SeededFolder.MakeAsync(20, seed: 2);
        var documents = Documents(seeded.Views);
        Assert.Empty(Documents(await other.ReadAsync()).Intersect(documents));
    }

    [Fact]
    public async Task Every_chain_verifies()
    {
        Assert.Equal(500, seeded.Views.Count);
        Assert.Empty(await seeded.Folder.VerifyAsync());
    }

    [Fact]
    public void Every_status_and_every_outcome_occurs()
    {
        var states = seeded.Views.Select(view => view.State).ToList();
        Assert.Equal(Enum.GetValues<Status>(), states.Select(state => state.Status).Distinct().Order());
        Assert.Equal(Enum.GetValues<Outcome>(), states.Select(state => state.Outcome).OfType<Outcome>().Distinct().Order());
    }

    [Fact]
    public void Every_occurrence_of_the_catalogue_occurs()
    {
        var occurring = seeded.Views.Select(view => view.State.Occurrence).ToHashSet();
        Assert.All(Catalogue.General.Occurrences, occurrence => Assert.Contains(occurrence.Code, occurring));
    }

    [Fact]
    public void Some_are_reopened_linked_executed_by_others_and_by_customers_who_come_back()
    {
        var states = seeded.Views.Select(view => view.State).ToList();
        Assert.Contains(states, state => state.Reopenings > 0);
        Assert.Contains(states, state => state.Links.Any(link => link is { Kind: LinkKind.FollowUp, End: LinkEnd.FromHere }));
        Assert.Contains(seeded.Views, view => view.Facts.Any(fact => fact.Terms.Kind == "executor-set"));
        Assert.Contains(seeded.Views, view => view.Facts.Any(fact => fact.Terms.Kind == "claimed"));
        Assert.InRange(Documents(seeded.Views).GroupBy(document => document).Count(group => group.Count() > 1), 5, 40);
    }

    [Fact]
    public void Numbers_follow_the_openings_and_nothing_happens_after_the_end()
    {
        var opened = seeded.Views.Select(view => view.State.OpenedAt).ToList();
        Assert.Equal(opened.Order(), opened);
        Assert.All(seeded.Views, view => Assert.InRange(view.State.LastAt, SeedTimes.Start, SeedTimes.End));
    }

    [Fact]
    public void What_customers_are_known_by_stands_as_the_service_would_have_written_it()
    {
        var customers = seeded.Views.Select(view => view.State.Personal.Customer).OfType<Customer>().ToList();
        Assert.NotEmpty(customers);
        Assert.All(customers, customer =>
        {
            Assert.Equal(customer.Document, PersonDocument.TryParse(customer.Document, out var document) ? document.Value : null);
            Assert.Equal(customer.Phone, PhoneNumber.TryParse(customer.Phone, out var phone) ? phone.Value : null);
            Assert.Equal(customer.Email, EmailAddress.TryParse(customer.Email, out var email) ? email.Value : null);
        });
    }

    [Fact]
    public void The_summary_counts_what_was_written()
    {
        var closed = seeded.Views.Count(view => view.State.Status == Status.Closed);
        Assert.Contains($"closed {closed}", seeded.Folder.Output, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Documents(IEnumerable<ProtocolView> views) =>
        [.. views.Select(view => view.State.Personal.Customer?.Document).OfType<string>()];
}
