using Microsoft.Azure.Cosmos;
using Protocols.Ports;
using Protocols.Rotation;

namespace Protocols.Stores.Cosmos;

/// <summary>One document, replaced under its ETag.</summary>
internal sealed class CosmosKeyUses(Container container, Requests requests) : IKeyUses
{
    private readonly OneDocument document = new(container, requests, "keys");

    public async Task<StoredKeyUses?> FindAsync(CancellationToken cancellation) =>
        await document.ReadAsync(cancellation) is var (content, version) ? new(KeyUses.Read(content), version) : null;

    public Task<bool> ReplaceAsync(StoredKeyUses? expected, KeyUses next, CancellationToken cancellation) =>
        document.WriteAsync(next.Write(), expected?.Version, cancellation);
}
