using ProtocolFunctions.Tests.Stores.CosmosServer;
using Protocols.Ports;
using Protocols.Stores.Cosmos;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>The Cosmos store with its server at hand, and a second instance of the service to meet it.</summary>
internal sealed record CosmosUnderTest(InProcessCosmos Server, CosmosStore Store, CosmosStore Other, ManualClock Clock) : IAsyncDisposable
{
    public IProtocolStore Protocols => Store.Protocols;

    public static async Task<CosmosUnderTest> OpenAsync()
    {
        var clock = new ManualClock();
        var server = await InProcessCosmos.StartAsync(clock);
        var opened = await Stores.ConnectAsync(server.Endpoint, clock);
        return new(server, opened, await Stores.ConnectAsync(server.Endpoint, clock), clock);
    }

    public async Task<StoredProtocol> FindAsync(int n) =>
        await Protocols.FindAsync(Sample.Number(n), default) ?? throw new InvalidOperationException($"{n} is not there.");

    public async Task<int> CountAsync() => (await Protocols.ListAsync(new(), default)).Items.Count;

    /// <summary>What was asked of the server during an act, in the order of the alphabet.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync(Func<Task> act)
    {
        Server.Counts.Clear();
        await act();
        return [.. Server.Counts.Where(count => count.Key != "resources").OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => $"{count.Value} {count.Key}")];
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Other.DisposeAsync();
        await Server.DisposeAsync();
    }
}
