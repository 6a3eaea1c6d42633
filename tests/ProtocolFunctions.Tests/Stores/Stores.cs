using ProtocolFunctions.Tests.Stores.CosmosServer;
using Protocols.Keeping;
using Protocols.Ports;
using Protocols.Stores.Cosmos;
using Protocols.Stores.Embedded;
using Protocols.Webhooks;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>Every store that the contract suite runs on.</summary>
public static class Stores
{
    public static TheoryData<string> All { get; } = ["Embedded", "Cosmos", "CosmosEndpoint"];

    internal static async Task<StoreUnderTest> OpenAsync(string name) => name switch
    {
        "Embedded" => Embedded(),
        "Cosmos" => await CosmosAsync(),
        "CosmosEndpoint" => await CosmosEndpointAsync(),
        _ => throw new ArgumentException($"There is no store '{name}'.", nameof(name)),
    };

    /// <summary>Any key will do: the server checks no signatures.</summary>
    internal static Task<CosmosStore> ConnectAsync(Uri endpoint, TimeProvider clock) => CosmosStore.OpenAsync(
        new(endpoint, "protocols") { Key = Convert.ToBase64String(new byte[64]), Create = true, Patience = TimeSpan.FromSeconds(1) },
        clock,
        CancellationToken.None);

    private static async Task<StoreUnderTest> CosmosAsync()
    {
        var clock = new ManualClock();
        var server = await InProcessCosmos.StartAsync(clock);
        var store = await ConnectAsync(server.Endpoint, clock);
        return new(store.Under, clock, async () =>
        {
            await store.DisposeAsync();
            await server.DisposeAsync();
        });
    }

    /// <summary>A real account or an emulator, with a database of its own for each test.</summary>
    private static async Task<StoreUnderTest> CosmosEndpointAsync()
    {
        var endpoint = Environment.GetEnvironmentVariable("COSMOS_ENDPOINT");
        Skip.If(endpoint is null, "COSMOS_ENDPOINT is not set (COSMOS_KEY beside it); the Cosmos store was tested on the in-process server only.");
        var connection = new CosmosConnection(new(endpoint), "contract-" + System.IO.Path.GetRandomFileName().Replace('.', '-'))
        {
            Key = Environment.GetEnvironmentVariable("COSMOS_KEY"),
            Gateway = true,
            Create = true,
        };
        var clock = new ManualClock();
        var store = await CosmosStore.OpenAsync(connection, clock, CancellationToken.None);
        return new(store.Under, clock, async () =>
        {
            await store.RemoveDatabaseAsync(connection.Database);
            await store.DisposeAsync();
        });
    }

    private static StoreUnderTest Embedded()
    {
        var (folder, clock) = (new TemporaryFolder(), new ManualClock());
        var store = EmbeddedStore.Open(folder.Path, clock);
        return new(store.Under, clock, async () =>
        {
            await store.DisposeAsync();
            folder.Dispose();
        });
    }
}

/// <summary>A store that was empty when the test got it.</summary>
internal sealed record StoreUnderTest(Func<Protocols.Chain.KeyRing, StoreSet> Set, ManualClock Clock, Func<Task> Close) : IAsyncDisposable
{
    private readonly StoreSet all = Set(StoreCases.Ring);

    public IProtocolStore Protocols => all.Protocols;
    public INumberBlocks Blocks => all.NumberBlocks;
    public ILeases Leases => all.Leases;
    public ICatalogues Catalogues => all.Catalogues;
    public ITries Tries => all.Tries;
    public IAccessLog AccessLog => all.AccessLog;
    public ISeals Seals => all.Seals;
    public IKeyUses KeyUses => all.KeyUses!;
    public IReports Reports => all.Reports!;
    public IEventFeed Events => all.Events!;
    public IWholeList<Webhook> Webhooks => all.Webhooks!;
    public IWholeList<PersonHold> PersonHolds => all.PersonHolds!;

    public async ValueTask DisposeAsync() => await Close();

    public async Task CreateAsync(params Protocols.Documents.ProtocolDocument[] documents)
    {
        foreach (var document in documents)
            Assert.Equal(CreateOutcome.Created, (await Protocols.CreateAsync(document, null, CancellationToken.None)).Outcome);
    }

    public async Task<StoredProtocol> FindAsync(string number) =>
        await Protocols.FindAsync(number, CancellationToken.None) ?? throw new InvalidOperationException($"{number} is not there.");

    public async Task<string[]> ListAsync(ProtocolQuery query) =>
        [.. (await Protocols.ListAsync(query, CancellationToken.None)).Items.Select(item => item.Number)];

    public async Task<bool> ReplaceAsync(string number, Func<Protocols.Documents.ProtocolDocument, Protocols.Documents.ProtocolDocument> change)
    {
        var stored = await FindAsync(number);
        return await Protocols.ReplaceAsync(stored, change(stored.Document), null, CancellationToken.None);
    }
}

internal sealed class ManualClock : TimeProvider
{
    private long steps;

    public DateTimeOffset Time { get; set; } = Sample.At;

    /// <summary>How much passes between two looks of whoever measures how long something takes; null for what really does.</summary>
    public TimeSpan? Step { get; set; }

    public override DateTimeOffset GetUtcNow() => Time;

    public override long GetTimestamp() =>
        Step is { } step ? Interlocked.Add(ref steps, (long)(step.TotalSeconds * TimestampFrequency)) : base.GetTimestamp();
}

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("protocols-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
