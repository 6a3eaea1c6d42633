using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Protocols.Stores.Embedded.Sqlite;

/// <summary>
/// A prepared statement that is used again and again. Speaks to SQLite directly, since documents are then read and bound
/// without copies and a batch of small writes is not spent on command objects. Parameters count from 1, columns from 0.
/// Disposing ends one use, and with it the read transaction; <see cref="Close"/> ends the statement.
/// </summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int index, object? value)
    {
        Check(value switch
        {
            null => raw.sqlite3_bind_null(handle, index),
            string text => raw.sqlite3_bind_text(handle, index, text),
            long number => raw.sqlite3_bind_int64(handle, index, number),
            byte[] bytes => raw.sqlite3_bind_blob(handle, index, bytes),
            _ => throw new ArgumentException($"A {value.GetType().Name} is not stored.", nameof(value)),
        });
        return this;
    }

    public Statement BindAll(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            Bind(i + 1, values[i]);
        return this;
    }

    /// <returns>True while there is a row to be read.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Executes to the end.</summary>
    /// <returns>Rows written.</returns>
    public int Run()
    {
        while (Step())
        {
        }
        return raw.sqlite3_changes(database);
    }

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>Its result is the last step's, which has thrown already.</summary>
    public void Dispose() => raw.sqlite3_reset(handle);

    public void Close() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, database);
    }
}
