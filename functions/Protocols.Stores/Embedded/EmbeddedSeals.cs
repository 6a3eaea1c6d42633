using System.Globalization;
using System.Text.Json;
using Protocols.Ports;
using Protocols.Proving.Seals;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>A row per day and per page of leaves, in tables whose triggers refuse every change.</summary>
internal sealed class EmbeddedSeals(Readers readers, Writer? writer) : ISeals
{
    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    public Task<DaySeal?> FindAsync(DateOnly day, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on =>
        {
            using var found = on["SELECT document FROM seals WHERE day = ?1"].BindAll(Id(day));
            return found.Step() ? JsonSerializer.Deserialize(found.Bytes(0), SealJson.Default.DaySeal) : null;
        }));
    }

    public Task<SealPage?> FindPageAsync(string root, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on =>
        {
            using var found = on["SELECT document FROM seal_pages WHERE root = ?1"].BindAll(root);
            return found.Step() ? JsonSerializer.Deserialize(found.Bytes(0), SealJson.Default.SealPage) : null;
        }));
    }

    public Task AddPageAsync(SealPage page, CancellationToken cancellation)
    {
        var document = JsonSerializer.SerializeToUtf8Bytes(page, SealJson.Default.SealPage);
        return Writing.RunAsync(
            on =>
            {
                using var row = on["INSERT OR IGNORE INTO seal_pages(root, document) VALUES(?1, ?2)"].BindAll(page.Root, document);
                return row.Run();
            },
            cancellation);
    }

    public Task<bool> AddAsync(DaySeal seal, CancellationToken cancellation)
    {
        var document = JsonSerializer.SerializeToUtf8Bytes(seal, SealJson.Default.DaySeal);
        return Writing.RunAsync(
            on =>
            {
                using var row = on["INSERT OR IGNORE INTO seals(day, document) VALUES(?1, ?2)"].BindAll(Id(seal.Day), document);
                return row.Run() > 0;
            },
            cancellation);
    }

    private static string Id(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
