using System.Globalization;
using Protocols.Stores.Embedded.Queues;
using Protocols.Stores.Embedded.Reports;

namespace Protocols.Stores.Embedded.Sqlite;

/// <summary>The database's shape as the steps that led to it. A step that was released is never edited; a change is a new step.</summary>
internal static class Schema
{
    private const string First = """
        -- A rowid table: documents of some KB in a WITHOUT ROWID table spill to overflow pages and read three times slower.
        CREATE TABLE protocols(
            id INTEGER PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            status TEXT NOT NULL,
            type TEXT,
            occurrence TEXT,
            channel TEXT NOT NULL,
            owner TEXT,
            executor TEXT,
            tier TEXT NOT NULL,
            department TEXT,
            waiting_on TEXT,
            due_at INTEGER,
            purge_at INTEGER,
            outbox_at INTEGER,
            document BLOB NOT NULL);

        CREATE INDEX due ON protocols(due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX purge ON protocols(purge_at) WHERE purge_at IS NOT NULL;
        CREATE INDEX outbox ON protocols(outbox_at) WHERE outbox_at IS NOT NULL;

        -- The status stands in each, so that a filter with a status is one range and without one a merge of five.
        CREATE INDEX list_status ON protocols(status, opened_at, number);
        CREATE INDEX list_type ON protocols(type, status, opened_at, number) WHERE type IS NOT NULL;
        CREATE INDEX list_occurrence ON protocols(occurrence, status, opened_at, number) WHERE occurrence IS NOT NULL;
        CREATE INDEX list_channel ON protocols(channel, status, opened_at, number);
        CREATE INDEX list_owner ON protocols(owner, status, opened_at, number) WHERE owner IS NOT NULL;
        CREATE INDEX list_unowned ON protocols(status, opened_at, number) WHERE owner IS NULL;
        CREATE INDEX list_executor ON protocols(executor, status, opened_at, number) WHERE executor IS NOT NULL;
        CREATE INDEX list_tier ON protocols(tier, status, opened_at, number);
        CREATE INDEX list_department ON protocols(department, status, opened_at, number) WHERE department IS NOT NULL;
        CREATE INDEX list_waiting_on ON protocols(waiting_on, status, opened_at, number) WHERE waiting_on IS NOT NULL;

        CREATE TABLE lookups(
            key TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            number TEXT NOT NULL,
            PRIMARY KEY(key, opened_at, number)) WITHOUT ROWID;

        CREATE TABLE pages(
            number TEXT NOT NULL,
            first INTEGER NOT NULL,
            document BLOB NOT NULL,
            PRIMARY KEY(number, first));

        CREATE TABLE receipts(
            key TEXT PRIMARY KEY,
            body TEXT NOT NULL,
            number TEXT NOT NULL,
            expires_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX receipts_expiry ON receipts(expires_at);

        CREATE TABLE number_blocks(
            scope TEXT PRIMARY KEY,
            next INTEGER NOT NULL) WITHOUT ROWID;
        """;

    private const string Passes = """
        ALTER TABLE protocols ADD COLUMN return_at INTEGER;
        ALTER TABLE protocols ADD COLUMN next_due INTEGER;
        CREATE INDEX list_due ON protocols(next_due, number) WHERE next_due IS NOT NULL;
        ALTER TABLE protocols ADD COLUMN breached TEXT NOT NULL DEFAULT 'no';
        CREATE INDEX list_breached ON protocols(breached, status, opened_at, number);
        ALTER TABLE protocols ADD COLUMN escalation TEXT;
        CREATE INDEX list_escalation ON protocols(escalation, status, opened_at, number) WHERE escalation IS NOT NULL;
        CREATE INDEX returns ON protocols(return_at) WHERE return_at IS NOT NULL;

        CREATE TABLE leases(
            name TEXT PRIMARY KEY,
            holder TEXT NOT NULL,
            until INTEGER NOT NULL) WITHOUT ROWID;
        """;

    private const string Rules = """
        CREATE TABLE catalogues(
            version INTEGER PRIMARY KEY,
            applied INTEGER NOT NULL DEFAULT 0,
            document BLOB NOT NULL);

        CREATE TABLE tries(
            key TEXT PRIMARY KEY,
            count INTEGER NOT NULL,
            until INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX tries_end ON tries(until);
        """;

    private const string Accesses = """
        CREATE TABLE access_log(
            number TEXT NOT NULL,
            n INTEGER NOT NULL,
            entry BLOB NOT NULL,
            PRIMARY KEY(number, n)) WITHOUT ROWID;
        """;

    private const string Seals = """
        -- Moves once a day at the most, on a protocol's first change of that day.
        ALTER TABLE protocols ADD COLUMN seal_at INTEGER;
        CREATE INDEX sealing ON protocols(seal_at) WHERE seal_at IS NOT NULL;

        CREATE TABLE seals(
            day TEXT PRIMARY KEY,
            document BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE seal_pages(
            root TEXT PRIMARY KEY,
            document BLOB NOT NULL);

        -- Whatever the service may be made to do, it writes no seal over.
        CREATE TRIGGER seals_stay BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, 'a seal stays as it is'); END;
        CREATE TRIGGER seals_remain BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, 'a seal stays as it is'); END;
        CREATE TRIGGER seal_pages_stay BEFORE UPDATE ON seal_pages BEGIN SELECT RAISE(ABORT, 'a seal stays as it is'); END;
        CREATE TRIGGER seal_pages_remain BEFORE DELETE ON seal_pages BEGIN SELECT RAISE(ABORT, 'a seal stays as it is'); END;
        """;

    private const string Owed = """
        -- What is still owed on closed protocols: a list by due date finds it without walking over all that were ever closed.
        CREATE INDEX list_owed ON protocols(next_due, number) WHERE status = 'closed' AND next_due IS NOT NULL;
        """;

    private const string KeyUses = """
        CREATE TABLE key_uses(
            id INTEGER PRIMARY KEY CHECK(id = 1),
            version INTEGER NOT NULL,
            document BLOB NOT NULL);
        """;

    private const string Found = """
        -- With the number in them, what is due is found without touching a document, so it costs the same among a million as among ten thousand.
        DROP INDEX due;
        DROP INDEX returns;
        DROP INDEX purge;
        DROP INDEX outbox;
        CREATE INDEX due ON protocols(due_at, number) WHERE due_at IS NOT NULL;
        CREATE INDEX returns ON protocols(return_at, number) WHERE return_at IS NOT NULL;
        CREATE INDEX purge ON protocols(purge_at, number) WHERE purge_at IS NOT NULL;
        CREATE INDEX outbox ON protocols(outbox_at, number) WHERE outbox_at IS NOT NULL;
        """;

    private const string Events = """
        -- Numbered in the order of the commits; the newest row always stays, so that numbers go on from it.
        CREATE TABLE events(
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            client TEXT,
            document BLOB NOT NULL);
        CREATE INDEX events_client ON events(client) WHERE client IS NOT NULL;

        -- One row with all of them.
        CREATE TABLE webhooks(
            id INTEGER PRIMARY KEY CHECK(id = 1),
            version INTEGER NOT NULL,
            document BLOB NOT NULL);
        """;

    private const string Held = """
        -- One row with all of them.
        CREATE TABLE person_holds(
            id INTEGER PRIMARY KEY CHECK(id = 1),
            version INTEGER NOT NULL,
            document BLOB NOT NULL);
        """;

    private const int FirstReleased = 3;

    private static readonly string[] steps = [First, QueueSchema.Tables, Passes, Rules, Accesses, Seals, Owed, KeyUses, ReportSchema.Tables, Found, Events, Held, ReportSchema.Ahead];

    public static int Newest => steps.Length;

    /// <summary>Brings the database to the newest version; every step is done whole or not at all.</summary>
    /// <exception cref="InvalidDataException">A later version of the service has written it.</exception>
    public static void Migrate(Statements statements, string file)
    {
        for (var version = Known(statements, file); version < Newest; version++)
        {
            var next = (version + 1).ToString(CultureInfo.InvariantCulture);
            statements.Script($"BEGIN IMMEDIATE; {steps[version]}; PRAGMA user_version = {next}; COMMIT;");
        }
    }

    /// <exception cref="InvalidDataException">The database is of another version than this service reads.</exception>
    public static void Check(Statements statements, string file)
    {
        var version = Known(statements, file);
        if (version < Newest)
            throw new InvalidDataException($"'{file}' has schema version {version}; start the service once to bring it to {Newest}.");
    }

    private static int Known(Statements statements, string file)
    {
        var version = (int)statements.Number("PRAGMA user_version");
        if (version is > 0 and < FirstReleased)
        {
            throw new InvalidDataException(
                $"'{file}' has schema version {version}, from before the first release; what it holds lacks what deadlines are told by. Choose another folder.");
        }
        if (version > Newest)
        {
            throw new InvalidDataException(
                $"'{file}' has schema version {version}, but this service knows none above {Newest}. " +
                "A later release has written it: run that release, or restore a backup made before it.");
        }
        return version;
    }
}
