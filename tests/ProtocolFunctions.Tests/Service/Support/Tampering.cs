using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>Changes what is stored behind the service's back, as somebody with the file and a SQL shell can.</summary>
internal static class Tampering
{
    /// <summary>Edits a protocol's document and writes it back.</summary>
    public static void Change(DataFolder folder, string number, Action<JsonNode> edit)
    {
        using var database = Open(folder);
        using var read = Command(database, "SELECT CAST(document AS TEXT) FROM protocols WHERE number = $number", ("$number", number));
        var document = JsonNode.Parse((string)read.ExecuteScalar()!)!;
        edit(document);
        Assert.Equal(1, Run(database, "UPDATE protocols SET document = CAST($document AS BLOB) WHERE number = $number",
            ("$document", document.ToJsonString()), ("$number", number)));
    }

    /// <summary>Runs one statement, which must change something.</summary>
    public static void Run(DataFolder folder, string sql, params (string, object)[] values)
    {
        using var database = Open(folder);
        Assert.True(Run(database, sql, values) > 0, $"It changed nothing: {sql}");
    }

    public static long Count(DataFolder folder, string sql)
    {
        using var database = Open(folder);
        using var command = Command(database, sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static int Run(SqliteConnection database, string sql, params (string, object)[] values)
    {
        using var command = Command(database, sql, values);
        return command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection database, string sql, params (string Name, object Value)[] values)
    {
        var command = database.CreateCommand();
#pragma warning disable CA2100 // Tests write their statements themselves.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private static SqliteConnection Open(DataFolder folder)
    {
        var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        database.Open();
        return database;
    }
}
