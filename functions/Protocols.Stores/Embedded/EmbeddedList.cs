using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>One row with the whole list, replaced under its version.</summary>
internal sealed class EmbeddedList<T>(Readers readers, Writer? writer, string table, JsonTypeInfo<IReadOnlyList<T>> form) : IWholeList<T>
{
    private readonly OneRow row = new(readers, writer, table);

    public Task<WholeList<T>> ReadAsync(CancellationToken cancellation) => Task.FromResult(row.Read(cancellation) is var (document, version)
        ? new WholeList<T>(JsonSerializer.Deserialize(document, form)!, version)
        : new([], null));

    public Task<bool> WriteAsync(WholeList<T> list, CancellationToken cancellation) =>
        row.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(list.Items, form), list.Version, cancellation);
}
