using Microsoft.Azure.Cosmos;
using Protocols.Chain;
using Protocols.Keeping;
using Protocols.Ports;
using Protocols.Stores.Cosmos.Reports;
using Protocols.Webhooks;

namespace Protocols.Stores.Cosmos;

/// <summary>Protocols, receipts and number blocks in one Cosmos database, for any number of processes.</summary>
public sealed class CosmosStore : IAsyncDisposable
{
    private readonly CosmosClient client;

    private CosmosStore(CosmosClient client, string database, TimeProvider clock)
    {
        this.client = client;
        var requests = new Requests(clock);
        var protocols = client.GetContainer(database, Containers.Protocols);
        var passing = client.GetContainer(database, Containers.Receipts);
        Protocols = new CosmosProtocols(protocols, new OpeningReceipts(passing, requests, clock), requests);
        Leases = new CosmosLeases(passing, requests, clock);
        Tries = new CosmosTries(passing, requests, clock);
        Catalogues = new CosmosCatalogues(client.GetContainer(database, Containers.Catalog), requests);
        KeyUses = new CosmosKeyUses(client.GetContainer(database, Containers.Catalog), requests);
        Seals = new CosmosSeals(client.GetContainer(database, Containers.Seals), requests);
        AccessLog = new CosmosAccessLog(client.GetContainer(database, Containers.AccessLog), requests, clock);
        Webhooks = new CosmosList<Webhook>(client.GetContainer(database, Containers.Catalog), requests, "webhooks", WebhookJson.Default.IReadOnlyListWebhook);
        PersonHolds = new CosmosList<PersonHold>(
            client.GetContainer(database, Containers.Catalog), requests, "person-holds", PersonHoldJson.Default.IReadOnlyListPersonHold);
        Events = new CosmosEventFeed(
            Protocols, client.GetContainer(database, Containers.Events),
            new(protocols, passing, requests, "feed-protocols"), new(client.GetContainer(database, Containers.AccessLog), passing, requests, "feed-access-log"),
            requests, clock);
        Reports = new CosmosReports(client.GetContainer(database, Containers.Reports), protocols, requests);
        NumberBlocks = new CosmosNumberBlocks(client.GetContainer(database, Containers.Numbers), requests);
    }

    public IProtocolStore Protocols { get; }

    public ILeases Leases { get; }

    public ICatalogues Catalogues { get; }

    public ISeals Seals { get; }

    public IKeyUses KeyUses { get; }

    public ITries Tries { get; }

    public INumberBlocks NumberBlocks { get; }

    public IAccessLog AccessLog { get; }

    public IEventFeed Events { get; }

    public IWholeList<Webhook> Webhooks { get; }

    public IWholeList<PersonHold> PersonHolds { get; }

    public IReports Reports { get; }

    /// <summary>All of it, under these keys; queues and contents are kept elsewhere.</summary>
    public StoreSet Under(KeyRing ring) => new(Protocols, NumberBlocks, Leases, Catalogues, Tries, AccessLog, Seals, ring)
    {
        KeyUses = KeyUses,
        Events = Events,
        Webhooks = Webhooks,
        PersonHolds = PersonHolds,
        Reports = Reports,
    };

    /// <summary>Connects, and creates what is missing where <see cref="CosmosConnection.Create"/> says so.</summary>
    /// <exception cref="ArgumentException">Neither a key nor a credential is given.</exception>
    public static async Task<CosmosStore> OpenAsync(CosmosConnection connection, TimeProvider clock, CancellationToken cancellation)
    {
        var client = Connect(connection);
        try
        {
            if (connection.Create)
                await Containers.CreateAsync(client, connection.Database, cancellation);
            return new(client, connection.Database, clock);
        }
        catch (Exception error) when (error is CosmosException or HttpRequestException or OperationCanceledException)
        {
            client.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>For tests on a real account, which must leave nothing behind.</summary>
    internal Task RemoveDatabaseAsync(string database) => client.GetDatabase(database).DeleteStreamAsync();

    private static CosmosClient Connect(CosmosConnection connection)
    {
        var emulator = connection.Endpoint.IsLoopback;
        var options = new CosmosClientOptions
        {
            ApplicationName = "protocols",
            ConnectionMode = emulator || connection.Gateway ? ConnectionMode.Gateway : ConnectionMode.Direct,
            LimitToEndpoint = emulator,
            EnableContentResponseOnWrite = false,
            MaxRetryWaitTimeOnRateLimitedRequests = connection.Patience,
        };
        options.CustomHandlers.Add(new MeasuredRequests());
        if (emulator)
            options.ServerCertificateCustomValidationCallback = (_, _, _) => true;
        var endpoint = connection.Endpoint.ToString();
        if (connection.Key is { } key)
            return new(endpoint, key, options);
        return connection.Credential is { } credential
            ? new(endpoint, credential, options)
            : throw new ArgumentException("Cosmos needs a key or a credential.", nameof(connection));
    }
}
