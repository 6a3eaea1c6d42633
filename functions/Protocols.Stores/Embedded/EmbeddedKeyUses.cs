using System.Globalization;
using Protocols.Ports;
using Protocols.Rotation;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>One row, under a version of its own.</summary>
internal sealed class EmbeddedKeyUses(Readers readers, Writer? writer) : IKeyUses
{
    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    public Task<StoredKeyUses?> FindAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on =>
        {
            using var found = on["SELECT version, document FROM key_uses"].BindAll();
            return found.Step() ? new StoredKeyUses(KeyUses.Read(found.Bytes(1)), found.Number(0).ToString(CultureInfo.InvariantCulture)) : null;
        }));
    }

    public Task<bool> ReplaceAsync(StoredKeyUses? expected, KeyUses next, CancellationToken cancellation)
    {
        var document = next.Write();
        return Writing.RunAsync(
            on =>
            {
                using var row = expected is null
                    ? on["INSERT OR IGNORE INTO key_uses(id, version, document) VALUES(1, 1, ?1)"].BindAll(document)
                    : on["UPDATE key_uses SET version = version + 1, document = ?1 WHERE version = ?2"]
                        .BindAll(document, long.Parse(expected.Version, CultureInfo.InvariantCulture));
                return row.Run() > 0;
            },
            cancellation);
    }
}
