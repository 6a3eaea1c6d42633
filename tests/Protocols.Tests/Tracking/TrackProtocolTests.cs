using Protocols.Finding;
using Protocols.Opening;
using Protocols.Ports;
using Protocols.Tracking;

namespace Protocols.Tests.Tracking;

[Trait("Requirement", "M20")]
public sealed class TrackProtocolTests
{
    private readonly Desk desk = new();
    private readonly Counter tries = new();

    [Theory]
    [InlineData("11144477735", null)]
    [InlineData(null, "BCDFGHJK")]
    [InlineData(null, "")]
    public async Task What_is_not_his_is_not_there(string? document, string? code)
    {
        var number = await OpenAsync();
        var refused = await TrackAsync(number, new(document, code));
        Then.Refused(refused.Refusal, "tracking-not-found", RefusalKind.NotFound);
        Assert.Equal([1, 1], tries.Counts);
    }

    [Fact]
    public async Task Nobody_can_tell_a_protocol_without_a_document_by_none()
    {
        var number = await desk.OpenAsync();
        Then.Refused((await TrackAsync(number, new(null, null))).Refusal, "tracking-not-found", RefusalKind.NotFound);
    }

    [Fact]
    public async Task What_was_right_counts_for_nothing()
    {
        var number = await OpenAsync();
        Assert.Equal(number, Then.Value(await TrackAsync(number, new(Callers.MariasDocument, null))).State.Number);
        Assert.Equal([0, 0], tries.Counts);
    }

    [Fact]
    public async Task An_address_that_asks_for_many_is_turned_away_too()
    {
        var number = await OpenAsync();
        for (var n = 0; n < TrackProtocol.MostByAddress; n++)
            await TrackAsync($"{n}", new(Callers.MariasDocument, null));
        var refused = await TrackAsync(number, new(Callers.MariasDocument, null));
        Then.Refused(refused.Refusal, "too-many-tries", RefusalKind.TooMany);
        Assert.Equal(TrackProtocol.Window, refused.Refusal!.RetryAfter);
        Then.Value(await TrackAsync(number, new(Callers.MariasDocument, null), "another"));
    }

    private Task<string> OpenAsync() => desk.OpenAsync(new OpenProtocol { Channel = Channel.Phone, Subject = "Internet lenta", Customer = Given.Maria });

    private Task<Result<ProtocolView>> TrackAsync(string number, Proof proof, string address = "here") =>
        new TrackProtocol(desk.Store, tries, desk.Ring, desk.Clock, new(new MemoryAccessLog(), desk.Store, desk.Ring, desk.Clock)).RunAsync(number, proof, address, default);

    private sealed class Counter : ITries
    {
        private readonly Dictionary<string, int> counts = [];

        public IEnumerable<int> Counts => counts.Values;

        public Task<Tries> AddAsync(string key, TimeSpan window, CancellationToken cancellation) =>
            Task.FromResult(new Tries(counts[key] = counts.GetValueOrDefault(key) + 1, Given.Morning + window));

        public Task ForgiveAsync(string key, CancellationToken cancellation)
        {
            counts[key]--;
            return Task.CompletedTask;
        }
    }
}
