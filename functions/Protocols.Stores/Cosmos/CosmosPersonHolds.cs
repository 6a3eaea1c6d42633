using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Keeping;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>One document with the whole list, replaced under its ETag.</summary>
internal sealed class CosmosPersonHolds(Container container, Requests requests) : IPersonHolds
{
    private readonly OneDocument document = new(container, requests, "person-holds");

    public async Task<PersonHoldList> ReadAsync(CancellationToken cancellation) => await document.ReadAsync(cancellation) is var (content, version)
        ? new(JsonSerializer.Deserialize(content, PersonHoldJson.Default.IReadOnlyListPersonHold)!, version)
        : PersonHoldList.Empty;

    public Task<bool> WriteAsync(PersonHoldList list, CancellationToken cancellation) =>
        document.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(list.Items, PersonHoldJson.Default.IReadOnlyListPersonHold), list.Version, cancellation);
}
