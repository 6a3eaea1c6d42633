using Protocols.Numbering;

namespace Protocols.Tests.Numbering;

[Trait("Requirement", "M2")]
public sealed class NumberIssuerTests
{
    private static readonly DateTimeOffset noon = Samples.At("2026-11-22T12:00:00-03:00");
    private readonly MemoryBlocks blocks = new();
    private readonly SetClock clock = new();

    [Fact]
    public async Task Used_up_numbers_are_answered_with_none_and_remembered_until_the_next_day()
    {
        blocks.StartAfter("20261122", 999_990);
        var issuer = Issuer("ans");

        var issued = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => issuer.NextAsync(noon, default).AsTask()));
        var calls = blocks.Calls.Count;

        Assert.Equal(
            Enumerable.Range(999_991, 9).Select(i => $"30214720261122{i}"), issued.OfType<ProtocolNumber>().Select(n => n.Value).Order());
        for (var i = 0; i < 50; i++) Assert.Null(await issuer.NextAsync(noon, default));
        Assert.Equal(calls, blocks.Calls.Count);
        Assert.Equal("30214720261123000001", (await issuer.NextAsync(noon.AddDays(1), default))?.Value);
        Assert.Null(await issuer.NextAsync(noon, default));
        Assert.Equal(999_999, blocks.LeasedOf("20261122"));
    }

    [Fact]
    public async Task A_contact_at_half_past_ten_in_the_evening_belongs_to_the_local_day()
    {
        var issuer = Issuer("bacen-ouvidoria");

        Assert.Equal("2026112200000001", (await issuer.NextAsync(Samples.At("2026-11-23T01:30:00Z"), default))?.Value);
        Assert.Equal("2026112300000001", (await issuer.NextAsync(Samples.At("2026-11-23T03:00:00Z"), default))?.Value);
    }

    [Fact]
    public async Task Days_never_mix_when_contacts_around_midnight_take_turns()
    {
        var issuer = Issuer("bacen-ouvidoria");
        for (var i = 1; i <= 40; i++)
        {
            for (var back = 0; back < 3; back++)
            {
                var number = await issuer.NextAsync(noon.AddDays(-back), default);
                Assert.Equal($"202611{22 - back}{i:D8}", number?.Value);
            }
        }
    }

    [Fact]
    public async Task A_run_of_late_contacts_does_not_cost_today_its_block()
    {
        var issuer = Issuer("bacen-ouvidoria");
        for (var back = 0; back < 10; back++) await issuer.NextAsync(noon.AddDays(-back), default);

        Assert.Equal("2026112200000002", (await issuer.NextAsync(noon, default))?.Value);
        Assert.Equal(10, blocks.Calls.Count);
    }

    [Fact]
    public async Task A_yearly_sequence_goes_on_over_midnight_and_starts_again_in_january()
    {
        var issuer = Issuer("aneel");

        Assert.Equal("20260000000001", (await issuer.NextAsync(noon, default))?.Value);
        Assert.Equal("20260000000002", (await issuer.NextAsync(noon.AddDays(1), default))?.Value);
        Assert.Equal("20270000000001", (await issuer.NextAsync(Samples.At("2027-01-01T00:00:00-03:00"), default))?.Value);
    }

    [Fact]
    public async Task Blocks_double_under_load_up_to_4096_and_shrink_again_to_16()
    {
        var issuer = Issuer(NumberTemplate.Default);
        await TakeAsync(issuer, 30_000);
        var sizes = blocks.Calls.Select(call => call.Size).ToArray();
        Assert.Equal(16, sizes[0]);
        Assert.Equal(4096, sizes[^1]);
        Assert.All(sizes.Zip(sizes.Skip(1)), pair => Assert.True(pair.Second == pair.First || pair.Second == pair.First * 2));

        for (var i = 0; i < 60_000; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await issuer.NextAsync(noon, default);
        }

        Assert.Equal(16, blocks.Calls.Last().Size);
    }

    [Fact]
    public async Task A_number_within_a_block_allocates_its_text_only()
    {
        var issuer = Issuer(NumberTemplate.Default);
        await TakeAsync(issuer, 30_000);

        var perNumber = Allocations.PerCall(1000, () => Take(issuer.NextAsync(noon, default)));

        Assert.InRange(perNumber, 1, 64);
    }

    [Theory]
    [InlineData("ans", "2026-11-22T22:30:00-03:00", "2026-11-23T00:00:00-03:00")]
    [InlineData("ans", "2026-11-23T01:30:00Z", "2026-11-23T00:00:00-03:00")]
    [InlineData("ans", "2026-11-23T00:00:00-03:00", "2026-11-24T00:00:00-03:00")]
    [InlineData("ans", "2018-11-03T12:00:00-03:00", "2018-11-04T01:00:00-02:00")]
    [InlineData("ans", "2018-12-10T12:00:00-02:00", "2018-12-11T00:00:00-02:00")]
    [InlineData("ans", "2018-02-17T12:00:00-02:00", "2018-02-18T00:00:00-03:00")]
    [InlineData("anatel", "2026-11-22T12:00:00-03:00", "2027-01-01T00:00:00-03:00")]
    public void Numbers_start_again_with_the_local_day_or_year(string layout, string now, string expected) =>
        Assert.Equal(Samples.At(expected), Issuer(layout).NextScopeStart(Samples.At(now)));

    [Fact]
    public void Numbers_without_a_date_never_start_again() =>
        Assert.Equal(DateTimeOffset.MaxValue, Issuer("{seq:8}{dv}").NextScopeStart(noon));

    private static async Task TakeAsync(NumberIssuer issuer, int count)
    {
        for (var i = 0; i < count; i++) Assert.NotNull(await issuer.NextAsync(noon, default));
    }

    private static bool Take(ValueTask<ProtocolNumber?> next) => next.IsCompleted;

    private NumberIssuer Issuer(string layout) => new(Samples.Template(layout), blocks, Samples.SaoPaulo, clock);
}
