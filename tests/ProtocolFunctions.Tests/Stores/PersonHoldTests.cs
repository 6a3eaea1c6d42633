using System.Text;
using System.Text.Json;
using Protocols.Chain;
using Protocols.Keeping;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>What every store promises of the list of who is held (M26).</summary>
[Trait("Requirement", "M26")]
public sealed class PersonHoldTests
{
    private const string Maria = "52998224725", Jose = "11144477735";

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Only_what_stands_under_the_version_that_was_read_is_replaced(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        Assert.Equal((0, null), ((await store.PersonHolds.ReadAsync(default)).Items.Count, (await store.PersonHolds.ReadAsync(default)).Version));
        Assert.True(await store.PersonHolds.WriteAsync(new([One("A")], null), default));
        Assert.False(await store.PersonHolds.WriteAsync(new([One("B")], null), default));
        var list = await store.PersonHolds.ReadAsync(default);
        Assert.True(await store.PersonHolds.WriteAsync(list with { Items = [.. list.Items, One("C")] }, default));
        Assert.False(await store.PersonHolds.WriteAsync(list with { Items = [] }, default));
        Assert.Equal(["A", "C"], (await store.PersonHolds.ReadAsync(default)).Items.Select(hold => hold.Reference));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Nobody_else_is_held_and_of_many_who_are_set_at_once_all_are(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var persons = new HeldPersons(store.PersonHolds, StoreCases.Ring);
        Assert.Empty(await persons.OnAsync(Maria, default));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => persons.SetAsync(Maria, $"{n % 3}", Sample.At, default))));
        Assert.Equal(["0", "1", "2"], (await persons.OnAsync(Maria, default)).Order());
        Assert.Empty(await persons.OnAsync(Jose, default));
        await persons.LiftAsync("1", default);
        Assert.Equal(["0", "2"], (await persons.OnAsync(Maria, default)).Order());
        Assert.Equal(Sample.At, Assert.Single(await persons.ListAsync("2", default)).At);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Who_it_is_stands_nowhere_in_clear_and_comes_under_the_next_key(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        KeyRing old = new([Key("k1", 1)]), both = new([Key("k2", 2), Key("k1", 1)]), renewed = new([Key("k2", 2)]);
        await new HeldPersons(store.PersonHolds, old).SetAsync(Maria, "A", Sample.At, default);
        var list = await store.PersonHolds.ReadAsync(default);
        Assert.DoesNotContain(Maria, Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(list.Items, PersonHoldJson.Default.IReadOnlyListPersonHold)), StringComparison.Ordinal);
        await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(() => new HeldPersons(store.PersonHolds, renewed).OnAsync(Maria, default));
        await new HeldPersons(store.PersonHolds, both).RewrapAsync(default);
        Assert.Equal(["A"], await new HeldPersons(store.PersonHolds, renewed).OnAsync(Maria, default));
    }

    private static PersonHold One(string reference) => PersonHold.Create(Maria, reference, StoreCases.Ring, Sample.At);

    private static RingKey Key(string id, byte fill) => new(id, [.. Enumerable.Repeat(fill, KeyRing.KeyBytes)]);
}
