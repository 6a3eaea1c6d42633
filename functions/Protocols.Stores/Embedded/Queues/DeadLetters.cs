using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Queues;

/// <summary>Messages that were not handled.</summary>
internal static class DeadLetters
{
    private const string Columns = "sequence, id, session, body, deliveries, enqueued_at, resend_of, resends, reason, description";

    /// <summary>Moves a message from its line to the dead letters.</summary>
    public static void Add(Statements on, QueueDefinition queue, Handout handout, string reason, string description)
    {
        using var row = on[
            "INSERT INTO queue_dead(queue, session, id, body, enqueued_at, deliveries, resend_of, resends, reason, description) " +
            "SELECT ?1, l.session, m.id, m.body, m.enqueued_at, m.deliveries, m.resend_of, m.resends, ?3, ?4 " +
            "FROM queue_messages m JOIN queue_lines l ON l.id = m.line WHERE m.sequence = ?2"]
            .BindAll(queue.Name, handout.Sequence, DeadLetter.Cut(reason), DeadLetter.Cut(description));
        row.Run();
        Lines.Remove(on, handout);
    }

    public static IReadOnlyList<DeadLetter> Page(Statements on, QueueDefinition queue, long after, int limit)
    {
        using var found = on[$"SELECT {Columns} FROM queue_dead WHERE queue = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3"]
            .BindAll(queue.Name, after, (long)limit);
        var page = new List<DeadLetter>();
        while (found.Step())
            page.Add(Read(found));
        return page;
    }

    /// <summary>Takes one out; null where it is not there.</summary>
    public static ReceivedMessage? Remove(Statements on, QueueDefinition queue, long sequence)
    {
        using var row = on[$"DELETE FROM queue_dead WHERE queue = ?1 AND sequence = ?2 RETURNING {Columns}"].BindAll(queue.Name, sequence);
        return row.Step() ? Read(row).Message : null;
    }

    private static DeadLetter Read(Statement row) => new(row.Number(0), Row.Message(row, 1), row.Text(8), row.Text(9));
}
