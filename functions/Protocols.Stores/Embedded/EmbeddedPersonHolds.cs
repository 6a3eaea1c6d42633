using System.Text.Json;
using Protocols.Keeping;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>One row with the whole list, replaced under its version.</summary>
internal sealed class EmbeddedPersonHolds(Readers readers, Writer? writer) : IPersonHolds
{
    private readonly OneRow row = new(readers, writer, "person_holds");

    public Task<PersonHoldList> ReadAsync(CancellationToken cancellation) => Task.FromResult(row.Read(cancellation) is var (document, version)
        ? new PersonHoldList(JsonSerializer.Deserialize(document, PersonHoldJson.Default.IReadOnlyListPersonHold)!, version)
        : PersonHoldList.Empty);

    public Task<bool> WriteAsync(PersonHoldList list, CancellationToken cancellation) =>
        row.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(list.Items, PersonHoldJson.Default.IReadOnlyListPersonHold), list.Version, cancellation);
}
