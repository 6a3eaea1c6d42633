using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Backups;

/// <summary>Beside protocols there is what the company said, who did and saw what, who is told, and what waits: all of it comes back (M26).</summary>
[Trait("Requirement", "M26")]
public sealed class WholeDatabaseTests : IAsyncLifetime, IDisposable
{
    /// <summary>That a copy is one.</summary>
    private const string Mark = "copied";

    private static readonly string[] filled = ["access_log", "catalogues", "events", "key_uses", "lookups", "number_blocks", "person_holds", "protocols", "queue_dead", "seals", "webhooks"];

    private readonly BackedUpService backed = new();

    public Task InitializeAsync() => backed.InitializeAsync();

    public Task DisposeAsync() => backed.DisposeAsync();

    public void Dispose() => backed.Dispose();

    [Fact]
    public async Task Every_table_of_the_database_comes_back_row_by_row()
    {
        var (rita, sara) = (await backed.Service.AsAsync("admin", "rita"), await backed.Service.AsAsync("supervisor", "sara"));
        var departments = JsonNode.Parse((await rita.SendAsync("GET", "catalog/departments", null)).Expect(200).Text)!;
        departments["items"]!.AsArray().RemoveAt(0);
        (await rita.SendAsync("PUT", "catalog/departments", departments, ("If-Match", "*"))).Expect(200);
        (await rita.SendAsync("POST", "webhooks", new { url = "https://crm.example.com/a", events = new[] { "protocol.purged" } })).Expect(201);
        (await (await backed.Service.AsAsync("compliance", "otto")).SendAsync(
            "PUT", "legal-holds", new { document = Samples.OtherCpf, reason = "Ação", reference = "1" })).Expect(200);
        (await sara.ListenAsync(backed.Number, backed.RecordingId)).Expect(200);
        await backed.Service.SweepAsync("seal");
        await backed.Service.BuryAsync("left-behind");
        await backed.Service.StopAsync();

        await backed.RunAsync();
        Assert.Empty((await backed.RestoreAsync()).Faults);
        var (before, after) = (Rows(backed.Service.Folder.Path), Rows(backed.Target));
        Assert.All(filled, table => Assert.NotEmpty(before[table]));
        // The log of acts is an access log of each day.
        Assert.Contains(before["access_log"], row => DateOnly.TryParseExact(row.Split('|')[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.True(after.Remove(Mark));
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
    }

    private static Dictionary<string, List<string>> Rows(string folder)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "protocols.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var database = new SqliteConnection(settings.ToString());
        database.Open();
        var tables = Read(database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
        return tables.ToDictionary(name => name, name => Read(database, $"SELECT * FROM \"{name}\""));
    }

    private static List<string> Read(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // Names are the schema's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}")));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
