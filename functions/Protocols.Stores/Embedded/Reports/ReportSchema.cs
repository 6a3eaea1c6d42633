namespace Protocols.Stores.Embedded.Reports;

/// <summary>What reports are told from, beside the protocols and never in the way of their changes. Days are counted from year 1.</summary>
internal static class ReportSchema
{
    public const string Tables = """
        CREATE TABLE contributions(
            number TEXT PRIMARY KEY,
            day INTEGER NOT NULL,
            version INTEGER NOT NULL,
            outlook BLOB,
            document BLOB NOT NULL);
        CREATE INDEX contributions_day ON contributions(day);
        CREATE INDEX contributions_open ON contributions(number) WHERE outlook IS NOT NULL;

        CREATE TABLE report_sums(
            dimension INTEGER NOT NULL,
            day INTEGER NOT NULL,
            packed BLOB NOT NULL,
            PRIMARY KEY(dimension, day));

        CREATE TABLE report_stale(
            day INTEGER PRIMARY KEY,
            stamp INTEGER NOT NULL);

        CREATE TABLE report_mark(
            id INTEGER PRIMARY KEY,
            document BLOB NOT NULL);
        """;

    public const string Ahead = """
        -- With the outlook in it, what lies ahead is read without touching a contribution.
        DROP INDEX contributions_open;
        CREATE INDEX contributions_open ON contributions(number, outlook) WHERE outlook IS NOT NULL;
        """;
}
