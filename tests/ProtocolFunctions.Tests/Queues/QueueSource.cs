using ProtocolFunctions.Tests.Stores;
using Protocols.Stores.Embedded;

namespace ProtocolFunctions.Tests.Queues;

/// <summary>Every kind of queue here that the contract suite runs on.</summary>
public static class QueueSource
{
    public static TheoryData<string> All { get; } = ["Embedded"];

    internal static Task<QueuesUnderTest> OpenAsync(string name)
    {
        Assert.Equal("Embedded", name);
        var (folder, clock) = (new TemporaryFolder(), new TimerClock());
        var store = EmbeddedStore.Open(folder.Path, clock);
        return Task.FromResult(new QueuesUnderTest
        {
            Queues = store.Queues,
            Clock = clock,
            Patience = TimeSpan.Zero,
            Pass = time =>
            {
                clock.Pass(time);
                return Task.CompletedTask;
            },
            Reopen = async () =>
            {
                await store.DisposeAsync();
                store = EmbeddedStore.Open(folder.Path, clock);
                return store.Queues;
            },
            Close = async () =>
            {
                await store.DisposeAsync();
                folder.Dispose();
            },
        });
    }
}
