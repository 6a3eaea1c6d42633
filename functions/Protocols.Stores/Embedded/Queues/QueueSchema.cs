namespace Protocols.Stores.Embedded.Queues;

/// <summary>The tables of the queues, one for each state of a message: receiving never walks over what cannot be had.</summary>
internal static class QueueSchema
{
    public const string Tables = """
        -- What is handed out as one: a session with its waiting messages, or a single message of a queue without sessions. A line
        -- without messages is removed. Those that are free are handed out by turn, those that are held come back at locked_until.
        CREATE TABLE queue_lines(
            id INTEGER PRIMARY KEY,
            queue TEXT NOT NULL,
            session TEXT,
            turn INTEGER NOT NULL,
            locked_until INTEGER);
        CREATE UNIQUE INDEX line_sessions ON queue_lines(queue, session) WHERE session IS NOT NULL;
        CREATE INDEX line_turns ON queue_lines(queue, turn) WHERE locked_until IS NULL;
        CREATE INDEX line_locks ON queue_lines(queue, locked_until) WHERE locked_until IS NOT NULL;

        -- Sequence and deliveries together name one hand-out, so a sequence is never used again.
        CREATE TABLE queue_messages(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            line INTEGER NOT NULL,
            id TEXT NOT NULL,
            body BLOB NOT NULL,
            enqueued_at INTEGER NOT NULL,
            deliveries INTEGER NOT NULL DEFAULT 0,
            resend_of TEXT,
            resends INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX messages_line ON queue_messages(line, sequence);

        CREATE TABLE queue_scheduled(
            sequence INTEGER PRIMARY KEY,
            queue TEXT NOT NULL,
            session TEXT,
            id TEXT NOT NULL,
            body BLOB NOT NULL,
            due_at INTEGER NOT NULL);
        CREATE INDEX scheduled_due ON queue_scheduled(queue, due_at);

        CREATE TABLE queue_dead(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            queue TEXT NOT NULL,
            session TEXT,
            id TEXT NOT NULL,
            body BLOB NOT NULL,
            enqueued_at INTEGER NOT NULL,
            deliveries INTEGER NOT NULL,
            resend_of TEXT,
            resends INTEGER NOT NULL,
            reason TEXT NOT NULL,
            description TEXT NOT NULL);
        CREATE INDEX dead_queue ON queue_dead(queue, sequence);

        CREATE TABLE queue_sent_ids(
            queue TEXT NOT NULL,
            id TEXT NOT NULL,
            known_until INTEGER NOT NULL,
            PRIMARY KEY(queue, id)) WITHOUT ROWID;
        CREATE INDEX sent_ids_expiry ON queue_sent_ids(known_until);
        """;
}
