using System.Collections.Concurrent;
using Protocols.Numbering;

namespace Protocols.Tests.Numbering;

[Trait("Requirement", "M2")]
public sealed class NumberLeasingTests
{
    private static readonly DateTimeOffset noon = Samples.At("2026-11-22T12:00:00-03:00");
    private readonly MemoryBlocks blocks = new();
    private readonly ConcurrentQueue<Exception> failures = new();
    private readonly NumberIssuer issuer;
    private int arrived;

    public NumberLeasingTests() =>
        issuer = new NumberIssuer(Samples.Template("bacen-ouvidoria"), blocks, Samples.SaoPaulo, new SetClock())
        {
            LeaseFailed = failures.Enqueue,
        };

    [Fact]
    public async Task A_failed_lease_is_seen_by_its_callers_and_the_next_call_tries_again()
    {
        blocks.Fails = call => call == 1 ? Fault.BeforeLease : Fault.None;

        await Assert.ThrowsAsync<IOException>(() => NextAsync().AsTask());

        Assert.Equal(1, await NextAsync());
        Assert.Single(failures);
    }

    [Fact]
    public async Task A_lease_that_timed_out_does_not_stick()
    {
        blocks.Fails = call => call == 1 ? Fault.TimedOut : Fault.None;

        await Assert.ThrowsAsync<TaskCanceledException>(() => NextAsync().AsTask());

        Assert.Equal(1, await NextAsync());
        Assert.Single(failures);
    }

    [Fact]
    public async Task A_block_leased_when_the_answer_was_lost_is_never_issued()
    {
        blocks.Fails = call => call == 1 ? Fault.AfterLease : Fault.None;

        await Assert.ThrowsAsync<IOException>(() => NextAsync().AsTask());

        Assert.Equal(17, await NextAsync());
    }

    [Fact]
    public async Task The_next_block_is_fetched_ahead_once_three_quarters_are_used()
    {
        await TakeAsync(11);
        Assert.Single(blocks.Calls);

        await TakeAsync(1);
        await blocks.CalledAsync(2);

        await TakeAsync(4);
        Assert.Equal(2, blocks.Calls.Count);
        Assert.Equal(17, await NextAsync());
    }

    [Fact]
    public async Task A_failed_fetch_ahead_is_told_and_the_next_caller_leases_himself()
    {
        blocks.Fails = call => call == 2 ? Fault.BeforeLease : Fault.None;
        await TakeAsync(16);
        await FailuresAsync(1);

        Assert.Equal(17, await NextAsync());

        Assert.IsType<IOException>(Assert.Single(failures));
        Assert.Equal(3, blocks.Calls.Count);
    }

    [Fact]
    public async Task After_a_failed_fetch_ahead_the_callers_own_failure_is_seen_and_does_not_stick()
    {
        blocks.Fails = call => call is 2 or 3 ? Fault.BeforeLease : Fault.None;
        await TakeAsync(16);
        await FailuresAsync(1);

        await Assert.ThrowsAsync<IOException>(() => NextAsync().AsTask());

        Assert.Equal(17, await NextAsync());
    }

    [Fact]
    public async Task Callers_who_joined_a_fetch_ahead_that_then_fails_share_one_lease_of_their_own()
    {
        await TakeAsync(11);
        var gate = new TaskCompletionSource();
        blocks.Gate = gate.Task;
        blocks.Fails = call => call == 2 ? Fault.BeforeLease : Fault.None;
        await TakeAsync(5);
        var waiting = Enumerable.Range(0, 8).Select(_ => NextAsync().AsTask()).ToArray();

        gate.SetResult();

        Assert.Equal(Enumerable.Range(17, 8).Select(i => (long?)i), (await Task.WhenAll(waiting)).Order());
        Assert.Equal(3, blocks.Calls.Count);
    }

    [Fact]
    public async Task All_who_wait_share_one_lease()
    {
        var gate = new TaskCompletionSource();
        blocks.Gate = gate.Task;
        var waiting = Enumerable.Range(0, 10).Select(_ => NextAsync().AsTask()).ToArray();

        gate.SetResult();

        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long?)i), (await Task.WhenAll(waiting)).Order());
        Assert.Single(blocks.Calls);
    }

    [Fact]
    public async Task Two_callers_at_the_very_same_time_share_one_lease()
    {
        for (var round = 0; round < 500; round++)
        {
            var openedAt = noon.AddDays(round);
            var arrivals = 2 * (round + 1);
            var other = Task.Run(() => OnceBothArrivedAsync(openedAt, arrivals));
            await OnceBothArrivedAsync(openedAt, arrivals);
            await other;
        }

        Assert.Equal(500, blocks.Calls.Count);
    }

    [Fact]
    public async Task A_caller_who_gives_up_takes_nothing_from_the_others()
    {
        var gate = new TaskCompletionSource();
        blocks.Gate = gate.Task;
        using var impatient = new CancellationTokenSource();
        var givingUp = issuer.NextAsync(noon, impatient.Token).AsTask();
        var waiting = NextAsync().AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givingUp.WaitAsync(TimeSpan.FromSeconds(10)));
        gate.SetResult();

        Assert.Equal(1, await waiting);
        Assert.Single(blocks.Calls);
        Assert.Empty(failures);
    }

    private async Task OnceBothArrivedAsync(DateTimeOffset openedAt, int arrivals)
    {
        Interlocked.Increment(ref arrived);
        while (Volatile.Read(ref arrived) < arrivals) Thread.SpinWait(1);
        await issuer.NextAsync(openedAt, default);
    }

    private async ValueTask<long?> NextAsync() =>
        await issuer.NextAsync(noon, default) is { } number ? long.Parse(number.Value.AsSpan(8), provider: null) : null;

    private async Task TakeAsync(int count)
    {
        for (var i = 0; i < count; i++) Assert.NotNull(await NextAsync());
    }

    private Task FailuresAsync(int count) => Samples.UntilAsync(() => failures.Count >= count);
}
