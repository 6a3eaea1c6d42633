using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>One document with the whole list, replaced under its ETag.</summary>
internal sealed class CosmosList<T>(Container container, Requests requests, string id, JsonTypeInfo<IReadOnlyList<T>> form) : IWholeList<T>
{
    private readonly OneDocument document = new(container, requests, id);

    public async Task<WholeList<T>> ReadAsync(CancellationToken cancellation) => await document.ReadAsync(cancellation) is var (content, version)
        ? new(JsonSerializer.Deserialize(content, form)!, version)
        : new([], null);

    public Task<bool> WriteAsync(WholeList<T> list, CancellationToken cancellation) =>
        document.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(list.Items, form), list.Version, cancellation);
}
