using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Queues;

/// <summary>The deliverable messages of a queue, in lines that are held whole.</summary>
internal static class Lines
{
    // Behind every line that is free. Only the order among those counts.
    private const string LastTurn =
        "(SELECT coalesce(max(turn), 0) + 1 FROM queue_lines INDEXED BY line_turns WHERE queue = ?1 AND locked_until IS NULL)";

    /// <summary>Puts a message at the end of its session's line, or in a line of its own.</summary>
    public static void Append(Statements on, QueueDefinition queue, ReceivedMessage message)
    {
        var line = (message.Session is { } session ? Find(on, queue, session) : null) ?? Add(on, queue, message.Session);
        using var row = on["INSERT INTO queue_messages(line, id, body, enqueued_at, resend_of, resends) VALUES(?1, ?2, ?3, ?4, ?5, ?6)"]
            .BindAll(line, message.Id, message.Body, message.EnqueuedAt.ToUnixTimeMilliseconds(), message.ResendOf, (long)message.Resends);
        row.Run();
    }

    /// <summary>The line whose turn it is, which is held from now on; null where none is free.</summary>
    public static long? Take(Statements on, QueueDefinition queue, long now)
    {
        using var taken = on[
            "UPDATE queue_lines SET locked_until = ?2 WHERE id = (SELECT id FROM queue_lines INDEXED BY line_turns " +
            "WHERE queue = ?1 AND locked_until IS NULL ORDER BY turn LIMIT 1) RETURNING id"]
            .BindAll(queue.Name, Until(queue, now));
        return taken.Step() ? taken.Number(0) : null;
    }

    /// <summary>Counts a delivery of the line's first message.</summary>
    public static Handout Deliver(Statements on, long line)
    {
        using var first = on[
            "UPDATE queue_messages SET deliveries = deliveries + 1 " +
            "WHERE sequence = (SELECT min(sequence) FROM queue_messages WHERE line = ?1) RETURNING sequence, deliveries"]
            .BindAll(line);
        return first.Step() ? new(line, first.Number(0), first.Number(1)) : throw new InvalidDataException($"Line {line} has no messages.");
    }

    public static ReceivedMessage Message(Statements on, Handout handout)
    {
        using var found = on[
            "SELECT m.id, l.session, m.body, m.deliveries, m.enqueued_at, m.resend_of, m.resends " +
            "FROM queue_messages m JOIN queue_lines l ON l.id = m.line WHERE m.sequence = ?1"]
            .BindAll(handout.Sequence);
        found.Step();
        return Row.Message(found, 0);
    }

    /// <summary>Whether the lock of this very hand-out still holds.</summary>
    public static bool Holds(Statements on, Handout handout, long now)
    {
        using var found = on[
            "SELECT 1 FROM queue_messages m JOIN queue_lines l ON l.id = m.line " +
            "WHERE m.sequence = ?1 AND m.deliveries = ?2 AND l.locked_until > ?3"]
            .BindAll(handout.Sequence, handout.Deliveries, now);
        return found.Step();
    }

    public static void Renew(Statements on, QueueDefinition queue, Handout handout, long now)
    {
        using var row = on["UPDATE queue_lines SET locked_until = ?2 WHERE id = ?1"].BindAll(handout.Line, Until(queue, now));
        row.Run();
    }

    public static void Remove(Statements on, Handout handout)
    {
        using var row = on["DELETE FROM queue_messages WHERE sequence = ?1"].BindAll(handout.Sequence);
        row.Run();
    }

    /// <summary>Lets go of a line: it waits for its next turn, or ends where it has no more messages.</summary>
    /// <returns>Whether there is something to be handed out again.</returns>
    public static bool Free(Statements on, QueueDefinition queue, long line)
    {
        using (var left = on["SELECT 1 FROM queue_messages WHERE line = ?1 LIMIT 1"].BindAll(line))
        {
            if (!left.Step())
            {
                using var empty = on["DELETE FROM queue_lines WHERE id = ?1"].BindAll(line);
                empty.Run();
                return false;
            }
        }
        using var row = on[$"UPDATE queue_lines SET locked_until = NULL, turn = {LastTurn} WHERE id = ?2"].BindAll(queue.Name, line);
        row.Run();
        return true;
    }

    /// <summary>What was handed out of lines whose lock has passed, the longest passed first.</summary>
    public static List<Handout> Expired(Statements on, QueueDefinition queue, long now, int limit)
    {
        using var found = on[
            "SELECT l.id, m.sequence, m.deliveries FROM queue_lines l INDEXED BY line_locks JOIN queue_messages m " +
            "ON m.sequence = (SELECT min(sequence) FROM queue_messages WHERE line = l.id) " +
            "WHERE l.queue = ?1 AND l.locked_until <= ?2 ORDER BY l.locked_until LIMIT ?3"]
            .BindAll(queue.Name, now, (long)limit);
        var expired = new List<Handout>();
        while (found.Step())
            expired.Add(new(found.Number(0), found.Number(1), found.Number(2)));
        return expired;
    }

    /// <summary>When the next lock passes; null where nothing is held.</summary>
    public static long? NextExpiry(Statements on, QueueDefinition queue)
    {
        using var found = on[
            "SELECT locked_until FROM queue_lines INDEXED BY line_locks " +
            "WHERE queue = ?1 AND locked_until IS NOT NULL ORDER BY locked_until LIMIT 1"]
            .BindAll(queue.Name);
        return found.Step() ? found.Number(0) : null;
    }

    /// <summary>
    /// Ends every lock. For a start: those who held something were threads of the process before, and no other has this database.
    /// </summary>
    public static void EndAllLocks(Statements on) =>
        on.Run("UPDATE queue_lines INDEXED BY line_locks SET locked_until = 0 WHERE locked_until IS NOT NULL");

    private static long? Find(Statements on, QueueDefinition queue, string session)
    {
        using var found = on["SELECT id FROM queue_lines WHERE queue = ?1 AND session = ?2"].BindAll(queue.Name, session);
        return found.Step() ? found.Number(0) : null;
    }

    private static long Add(Statements on, QueueDefinition queue, string? session)
    {
        using var row = on[$"INSERT INTO queue_lines(queue, session, turn) VALUES(?1, ?2, {LastTurn}) RETURNING id"]
            .BindAll(queue.Name, session);
        row.Step();
        return row.Number(0);
    }

    private static long Until(QueueDefinition queue, long now) => now + (long)queue.Lock.TotalMilliseconds;
}

/// <summary>One delivery of one message: the lock stands for just this.</summary>
internal readonly record struct Handout(long Line, long Sequence, long Deliveries);
