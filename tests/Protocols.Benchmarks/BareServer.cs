using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Protocols.Benchmarks;

/// <summary>
/// What the machine allows: the same web server and database with nothing of the product in between. POST stores a document
/// of the same size by group commit and answers when it is flushed; GET reads one by its key.
/// </summary>
internal static class BareServer
{
    private const int MaxBatch = 128;

    public static async Task<int> RunAsync(int port, string folder, int bytes)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "bare.db");
        using (var setup = Open(file))
            Run(setup, "CREATE TABLE doc(id TEXT PRIMARY KEY, due INTEGER, json BLOB NOT NULL)");
        var waiting = System.Threading.Channels.Channel.CreateBounded<Row>(new BoundedChannelOptions(4096) { SingleReader = true });
        new Thread(() => Write(file, waiting.Reader)) { IsBackground = true }.Start();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var document = new byte[bytes];
        Array.Fill(document, (byte)'x');
        var last = 0L;
        app.MapPost("/doc", async () =>
        {
            var row = new Row(Interlocked.Increment(ref last).ToString("d16", CultureInfo.InvariantCulture), document);
            await waiting.Writer.WriteAsync(row);
            await row.Done.Task;
            return Results.Text(row.Id, statusCode: 201);
        });
        var readers = new System.Collections.Concurrent.ConcurrentBag<Reader>();
        app.MapGet("/doc/{id}", (string id) =>
        {
            if (!readers.TryTake(out var reader))
                reader = new Reader(Open(file));
            var json = reader.Find(id);
            readers.Add(reader);
            return json is null ? Results.NotFound() : Results.Bytes(json, "application/json");
        });
        await app.RunAsync();
        return 0;
    }

    private static void Write(string file, ChannelReader<Row> rows)
    {
        using var connection = Open(file);
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO doc VALUES($id, $due, $json)";
        var (id, due, json) = (insert.Parameters.Add("$id", SqliteType.Text), insert.Parameters.Add("$due", SqliteType.Integer), insert.Parameters.Add("$json", SqliteType.Blob));
        var batch = new List<Row>();
        while (rows.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < MaxBatch && rows.TryRead(out var row))
                batch.Add(row);
            Run(connection, "BEGIN IMMEDIATE");
            foreach (var row in batch)
            {
                (id.Value, due.Value, json.Value) = (row.Id, 0, row.Json);
                insert.ExecuteNonQuery();
            }
            Run(connection, "COMMIT");
            foreach (var row in batch)
                row.Done.SetResult();
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA mmap_size=1073741824");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this file's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private sealed record Row(string Id, byte[] Json)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Reader
    {
        private readonly SqliteCommand command;
        private readonly SqliteParameter key;

        public Reader(SqliteConnection connection)
        {
            command = connection.CreateCommand();
            command.CommandText = "SELECT json FROM doc WHERE id = $id";
            key = command.Parameters.Add("$id", SqliteType.Text);
            command.Prepare();
        }

        public byte[]? Find(string id)
        {
            key.Value = id;
            using var row = command.ExecuteReader();
            return row.Read() ? row.GetFieldValue<byte[]>(0) : null;
        }
    }
}
