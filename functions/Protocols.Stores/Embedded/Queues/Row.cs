using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Queues;

/// <summary>Reads what the tables of messages have in common.</summary>
internal static class Row
{
    /// <summary>From the columns id, session, body, deliveries, enqueued_at, resend_of, resends.</summary>
    public static ReceivedMessage Message(Statement row, int first) => new(
        row.Text(first),
        OptionalText(row, first + 1),
        row.Bytes(first + 2).ToArray(),
        (int)row.Number(first + 3),
        DateTimeOffset.FromUnixTimeMilliseconds(row.Number(first + 4)),
        OptionalText(row, first + 5),
        (int)row.Number(first + 6));

    // Neither a session nor an id is ever empty, and an absent text reads as an empty one.
    public static string? OptionalText(Statement row, int column) => row.Text(column) is { Length: > 0 } text ? text : null;
}
