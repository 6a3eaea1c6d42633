using System.Globalization;

namespace Protocols.Stores.Embedded.Sqlite;

/// <summary>A table of one row, which has a whole document and is replaced under its version.</summary>
internal sealed class OneRow(Readers readers, Writer? writer, string table)
{
    private readonly string select = $"SELECT version, document FROM {table} WHERE id = 1";
    private readonly string insert = $"INSERT OR IGNORE INTO {table}(id, version, document) VALUES(1, 1, ?1)";
    private readonly string update = $"UPDATE {table} SET version = version + 1, document = ?1 WHERE id = 1 AND version = ?2";

    /// <returns>Null where there never was one.</returns>
    public (byte[] Document, string Version)? Read(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return readers.Read<(byte[], string)?>(on =>
        {
            using var found = on[select].BindAll();
            return found.Step() ? (found.Bytes(1).ToArray(), found.Number(0).ToString(CultureInfo.InvariantCulture)) : null;
        });
    }

    /// <param name="version">What it must still stand under; null where there must be none.</param>
    /// <returns>False, with nothing written, where that is not so.</returns>
    public Task<bool> WriteAsync(byte[] document, string? version, CancellationToken cancellation) =>
        (writer ?? throw new InvalidOperationException("This store was opened for reading only.")).RunAsync(
            on =>
            {
                using var row = version is null
                    ? on[insert].BindAll(document)
                    : on[update].BindAll(document, long.Parse(version, CultureInfo.InvariantCulture));
                return row.Run() > 0;
            },
            cancellation);
}
