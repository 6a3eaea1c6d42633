using System.Security.Cryptography;
using ProtocolFunctions.Tests.Escalating;
using Protocols;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.Finding;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.People;
using Protocols.Ports;
using Protocols.Rotation;
using Protocols.Webhooks;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>A key is changed while the service goes on, and the old one can be dropped when nothing is kept under it any more, not before.</summary>
[Trait("Requirement", "M-law")]
public sealed class RotationTests
{
    private const string Cpf = "52998224725";
    private const int Many = 24;

    private static readonly RingKey one = new("k1", [.. Enumerable.Repeat((byte)1, KeyRing.KeyBytes)]), two = new("k2", [.. Enumerable.Repeat((byte)2, KeyRing.KeyBytes)]);
    private static readonly KeyRing old = new([one]), both = new([two, one]), renewed = new([two]);
    private static readonly Caller ana = new("ana", "Ana Prado", Roles.Agent);
    private static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Everything_comes_under_the_new_key_and_is_read_verified_and_found_by_it_alone(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await OpenAsync(store, Many);

        Assert.Null(await TakeUpAsync(store, both));
        var report = await RotateAsync(store, both);

        Assert.Equal((Many, 0, false), (report.Found, report.Failures.Count, report.Busy));
        foreach (var number in numbers)
        {
            var document = (await store.FindAsync(number)).Document;
            Assert.Equal("k2", document.Key!.KeyId);
            Assert.NotEmpty(document.Index.Keys);
            Assert.All(document.Index.Keys, key => Assert.StartsWith("k2.", key, StringComparison.Ordinal));
            Assert.Empty((await new VerifyProtocols(store.Protocols, renewed).RunAsync(number, default)).Damages);
        }
        Assert.Equal(numbers.Order(), (await FindAsync(store, renewed)).Order());
        Assert.Empty(await FindAsync(store, old));
        Assert.Equal((Many, Many), ((int)(await UsesAsync(store)).Walk!.Seen, (int)(await UsesAsync(store)).Walk!.Moved));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M21")]
    public async Task While_it_goes_on_both_keys_are_asked_for(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var before = await OpenAsync(store, 2);
        Assert.Null(await TakeUpAsync(store, both));
        var after = await OpenAsync(store, 2, both);

        Assert.Equal(before.Concat(after).Order(), (await FindAsync(store, both)).Order());
        Assert.Equal(2, (await FindAsync(store, renewed)).Count);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Killed_half_way_it_goes_on_with_what_is_left(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await OpenAsync(store, Many);
        Assert.Null(await TakeUpAsync(store, both));
        var written = 0;
        // More than are under way at once, so that some are done by then.
        var dying = new FaultyStore(store.Protocols) { BeforeReplace = _ => DieAfter(ref written, Many - 2) };

        await Assert.ThrowsAsync<StoreBusyException>(() => RotateAsync(store, both, dying));
        var moved = await CountAsync(store, "k2");
        Assert.InRange(moved, 1, Many - 1);
        Assert.Contains("lacks 'k1'", await TakeUpAsync(store, renewed), StringComparison.Ordinal);

        Assert.Equal(Many - moved, (await RotateAsync(store, both)).Found);
        Assert.Equal(Many, await CountAsync(store, "k2"));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task The_old_key_can_be_dropped_a_day_later_and_not_before(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await OpenAsync(store, 3);
        Assert.Null(await TakeUpAsync(store, old));
        Assert.Null(await TakeUpAsync(store, both));
        Assert.Contains("lacks 'k1'", await TakeUpAsync(store, renewed), StringComparison.Ordinal);

        await RotateAsync(store, both);
        Assert.Contains("lacks 'k1'", await TakeUpAsync(store, renewed), StringComparison.Ordinal);
        Assert.Equal(0, (await RotateAsync(store, both)).Found);

        store.Clock.Time += RotateKeys.Settled;
        await RotateAsync(store, both);
        Assert.False((await UsesAsync(store)).IsRotating);
        Assert.Null(await TakeUpAsync(store, renewed));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_walk_that_began_too_early_retires_nothing_however_late_it_ends(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await OpenAsync(store, 3);
        Assert.Null(await TakeUpAsync(store, both));
        var slow = new FaultyStore(store.Protocols) { BeforeReplace = _ => store.Clock.Time += RotateKeys.Settled };

        await RotateAsync(store, both, slow);

        Assert.True((await UsesAsync(store)).IsRotating);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Another_key_of_the_same_name_is_refused(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        Assert.Null(await TakeUpAsync(store, old));

        var refused = await TakeUpAsync(store, new([two with { Id = "k1" }]));

        Assert.Contains("'k1' is another key", refused, StringComparison.Ordinal);
        Assert.Equal("k1", (await UsesAsync(store)).Current);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_process_that_still_has_the_older_ring_takes_nothing_back(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await OpenAsync(store, 2);
        Assert.Null(await TakeUpAsync(store, old));
        Assert.Null(await TakeUpAsync(store, both));
        await RotateAsync(store, both);

        Assert.True((await RotateAsync(store, old)).Busy);
        Assert.Equal(2, await CountAsync(store, "k2"));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_is_damaged_is_told_and_holds_up_neither_the_others_nor_the_end(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await OpenAsync(store, 4);
        Assert.Null(await TakeUpAsync(store, both));
        await store.ReplaceAsync(numbers[1], document => document with { Personal = [.. document.Personal!.Reverse()] });
        store.Clock.Time += RotateKeys.Settled;

        var report = await RotateAsync(store, both);

        Assert.Equal((3, numbers[1]), (report.Found, Assert.Single(report.Failures).Number));
        Assert.IsType<AuthenticationTagMismatchException>(report.Failures[0].Error);
        Assert.Equal((1L, false), ((await UsesAsync(store)).Walk!.Failed, (await UsesAsync(store)).IsRotating));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M30")]
    public async Task Secrets_of_webhooks_come_under_the_new_key_and_one_that_none_opens_holds_nothing_up(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var (whole, damaged) = (Hook("whole"), Hook("damaged"));
        damaged = damaged with { Key = damaged.Key with { Sealed = [.. damaged.Key.Sealed.Reverse()] } };
        Assert.True(await store.Webhooks.WriteAsync(new([whole, damaged], null), default));
        Assert.Null(await TakeUpAsync(store, both));
        store.Clock.Time += RotateKeys.Settled;

        var report = await RotateAsync(store, both);

        Assert.Equal("damaged", Assert.Single(report.Failures).Number);
        Assert.False((await UsesAsync(store)).IsRotating);
        var hooks = (await store.Webhooks.ReadAsync(default)).Items;
        Assert.Equal("secret"u8.ToArray(), hooks.Single(hook => hook.Id == "whole").OpenSecret(renewed));

        Webhook Hook(string id) => Webhook.Create(id, new("https://a.example/"), ["protocol.opened"], "secret"u8.ToArray(), old, store.Clock.Time);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_changes_meanwhile_is_moved_as_it_then_stands(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var number = Assert.Single(await OpenAsync(store, 1));
        Assert.Null(await TakeUpAsync(store, both));
        var met = false;
        var meeting = new FaultyStore(store.Protocols) { BeforeReplace = _ => Meet() };

        Assert.Equal(1, (await RotateAsync(store, both, meeting)).Found);
        var document = (await store.FindAsync(number)).Document;
        Assert.Equal(("k2", "bia"), (document.Key!.KeyId, document.Index.Executor));

        void Meet()
        {
            if (met)
                return;
            met = true;
            Assert.True(store.ReplaceAsync(number, before => before with { Index = before.Index with { Executor = "bia" } }).GetAwaiter().GetResult());
        }
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_look_moves_nothing_and_where_nothing_is_to_be_moved_nothing_is_asked_for(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await OpenAsync(store, 2);
        Assert.Null(await TakeUpAsync(store, both));

        Assert.Equal(2, (await new RotateKeys(store.Set(both), store.Clock).RunAsync(true, default)).Found);
        Assert.Equal(2, await CountAsync(store, "k1"));

        await RotateAsync(store, both);
        var silent = new FaultyStore(store.Protocols) { BeforeReplace = _ => throw new InvalidOperationException("Nothing is to be written.") };
        Assert.Equal(0, (await RotateAsync(store, both, silent)).Found);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M2")]
    public async Task An_opening_of_before_is_known_when_it_is_repeated_after(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var first = await OpenAsync(store, old, KeyOf(old));
        var again = await OpenAsync(store, both, KeyOf(both));
        var other = await OpenAsync(store, both, KeyOf(both) with { Older = [KeyOf(old) with { Body = "other" }] });

        Assert.Equal(first.Value!.State.Number, again.Value!.State.Number);
        Assert.True(again.Value.Replayed);
        Assert.Equal("idempotency-key-reused", other.Refusal!.Code);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_is_known_of_the_keys_is_noted_by_one_of_two(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var first = new KeyUses("k1", store.Clock.Time, [new("k1", "mark")]);
        Assert.Null(await store.KeyUses.FindAsync(default));
        Assert.True(await store.KeyUses.ReplaceAsync(null, first, default));
        Assert.False(await store.KeyUses.ReplaceAsync(null, first, default));
        var read = await store.KeyUses.FindAsync(default);

        Assert.True(await store.KeyUses.ReplaceAsync(read, first with { Walk = new(store.Clock.Time, 3, 2, 1) }, default));
        Assert.False(await store.KeyUses.ReplaceAsync(read, first with { Current = "k9" }, default));
        var known = await UsesAsync(store);
        Assert.Equal(("k1", store.Clock.Time, new KeyWalk(store.Clock.Time, 3, 2, 1)), (known.Current, known.Since, known.Walk));
        Assert.Equal(new KeyUse("k1", "mark"), Assert.Single(known.Keys));
    }

    private static IdempotencyKey KeyOf(KeyRing ring)
    {
        var keys = ring.LookupKeys("request", "scope").Zip(ring.LookupKeys("request-body", "body"), (key, body) => new IdempotencyKey(key, body)).ToList();
        return keys[0] with { Older = keys[1..] };
    }

    private static void DieAfter(ref int written, int most)
    {
        if (Interlocked.Increment(ref written) > most)
            throw new StoreBusyException("The process is killed.");
    }

    private static Task<string?> TakeUpAsync(StoreUnderTest store, KeyRing ring) => new TakeUpKeys(store.KeyUses, ring, store.Clock).RunAsync(default);

    private static Task<Protocols.Sweeping.SweepReport> RotateAsync(StoreUnderTest store, KeyRing ring, IProtocolStore? through = null) =>
        new RotateKeys(store.Set(ring) with { Protocols = through ?? store.Protocols }, store.Clock).RunAsync(false, default);

    private static async Task<KeyUses> UsesAsync(StoreUnderTest store) => (await store.KeyUses.FindAsync(default))!.Uses;

    private static async Task<int> CountAsync(StoreUnderTest store, string key) =>
        (await store.Protocols.ListAsync(new() { Limit = 200 }, default)).Items.Count(document => document.Key!.KeyId == key);

    private static async Task<IReadOnlyList<string>> FindAsync(StoreUnderTest store, KeyRing ring) =>
        await store.ListAsync(new() { Limit = 200, Keys = LookupKeys.Ask(new(Cpf, null, null, null, null), ring) });

    private static async Task<IReadOnlyList<string>> OpenAsync(StoreUnderTest store, int count, KeyRing? ring = null)
    {
        var numbers = new List<string>();
        for (var n = 0; n < count; n++)
            numbers.Add((await OpenAsync(store, ring ?? old, null)).Value!.State.Number);
        return numbers;
    }

    private static Task<Result<Changed>> OpenAsync(StoreUnderTest store, KeyRing ring, IdempotencyKey? key)
    {
        Assert.True(NumberTemplate.TryParse(NumberTemplate.Default, null, out var template, out _));
        var opening = new OpenProtocols(store.Protocols, new NumberIssuer(template!, store.Blocks, zone, store.Clock), ring, store.Book(), store.Clock);
        return opening.RunAsync(
            new() { Channel = Channel.Phone, Subject = "Sem sinal", Customer = new() { Name = "Maria da Silva", Document = Cpf } }, ana, key, default);
    }
}
