using Protocols.Ports;
using Protocols.Rotation;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>One row, under a version of its own.</summary>
internal sealed class EmbeddedKeyUses(Readers readers, Writer? writer) : IKeyUses
{
    private readonly OneRow row = new(readers, writer, "key_uses");

    public Task<StoredKeyUses?> FindAsync(CancellationToken cancellation) =>
        Task.FromResult(row.Read(cancellation) is var (document, version) ? new StoredKeyUses(KeyUses.Read(document), version) : null);

    public Task<bool> ReplaceAsync(StoredKeyUses? expected, KeyUses next, CancellationToken cancellation) =>
        row.WriteAsync(next.Write(), expected?.Version, cancellation);
}
