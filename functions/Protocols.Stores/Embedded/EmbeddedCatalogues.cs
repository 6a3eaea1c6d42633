using Protocols.Catalog.Versions;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>A row per version of the rules.</summary>
internal sealed class EmbeddedCatalogues(Readers readers, Writer? writer) : ICatalogues
{
    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    public Task<CatalogueVersion?> FindAsync(int version, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on =>
        {
            using var found = on["SELECT document FROM catalogues WHERE version = ?1"].BindAll((long)version);
            return found.Step() ? CatalogueVersion.Read(found.Bytes(0)) : null;
        }));
    }

    public Task<bool> AddAsync(CatalogueVersion added, CancellationToken cancellation)
    {
        var document = added.Write();
        return Writing.RunAsync(
            on =>
            {
                using var row = on["INSERT OR IGNORE INTO catalogues(version, document) VALUES(?1, ?2)"].BindAll((long)added.Version, document);
                return row.Run() > 0;
            },
            cancellation);
    }

    public Task<int> AppliedAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on =>
        {
            using var last = on["SELECT coalesce(max(version), 0) FROM catalogues WHERE applied"].BindAll();
            return last.Step() ? (int)last.Number(0) : 0;
        }));
    }

    public Task SetAppliedAsync(int version, CancellationToken cancellation) => Writing.RunAsync(
        on =>
        {
            using var row = on["UPDATE catalogues SET applied = 1 WHERE version = ?1"].BindAll((long)version);
            return row.Run();
        },
        cancellation);
}
