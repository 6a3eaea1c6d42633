using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Protocols.Chain;
using Protocols.Keeping;
using Protocols.Numbering;
using Protocols.Ports;
using Protocols.Stores.Embedded.Backups;
using Protocols.Stores.Embedded.Files;
using Protocols.Stores.Embedded.Queues;
using Protocols.Stores.Embedded.Reports;
using Protocols.Stores.Embedded.Sqlite;
using Protocols.Webhooks;

namespace Protocols.Stores.Embedded;

/// <summary>
/// Protocols, number blocks and queues in one SQLite file and recordings beside it, for one process. What it has answered for survives a kill and a power cut.
/// </summary>
public sealed class EmbeddedStore : IAsyncDisposable
{
    internal const string RecordingsFolder = "recordings";

    private readonly Writer? writer;
    private readonly Readers readers;
    private readonly DirectoryLock? held;

    private EmbeddedStore(string directory, Readers readers, TimeProvider clock, Writer? writer = null, DirectoryLock? held = null)
    {
        (this.readers, this.writer, this.held) = (readers, writer, held);
        Protocols = new EmbeddedProtocols(readers, writer, clock);
        NumberBlocks = new EmbeddedNumberBlocks(writer);
        Leases = new EmbeddedLeases(writer, clock);
        Tries = new EmbeddedTries(writer, clock);
        Catalogues = new EmbeddedCatalogues(readers, writer);
        KeyUses = new EmbeddedKeyUses(readers, writer);
        Seals = new EmbeddedSeals(readers, writer);
        AccessLog = new EmbeddedAccessLog(readers, writer, clock);
        Events = new EventLog(readers);
        Webhooks = new EmbeddedList<Webhook>(readers, writer, "webhooks", WebhookJson.Default.IReadOnlyListWebhook);
        PersonHolds = new EmbeddedList<PersonHold>(readers, writer, "person_holds", PersonHoldJson.Default.IReadOnlyListPersonHold);
        Reports = new EmbeddedReports(readers, writer);
        Contents = new EmbeddedContents(Path.Combine(directory, RecordingsFolder), clock);
        Queues = new EmbeddedQueues(readers, writer, clock);
        Filing = new Filing(readers);
    }

    public IProtocolStore Protocols { get; }

    public INumberBlocks NumberBlocks { get; }

    public ILeases Leases { get; }

    public ICatalogues Catalogues { get; }

    public ISeals Seals { get; }

    public IKeyUses KeyUses { get; }

    public ITries Tries { get; }

    public IReports Reports { get; }

    public IAccessLog AccessLog { get; }

    public IEventFeed Events { get; }

    public IWholeList<Webhook> Webhooks { get; }

    public IWholeList<PersonHold> PersonHolds { get; }

    public IContents Contents { get; }

    public IMessageQueues Queues { get; }

    public Filing Filing { get; }

    /// <summary>When the copy was made that this is, and that nobody has used yet; null where it is the original.</summary>
    public DateTimeOffset? CopiedAt { get; private init; }

    /// <summary>All of it, under these keys.</summary>
    public StoreSet Under(KeyRing ring) => new(Protocols, NumberBlocks, Leases, Catalogues, Tries, AccessLog, Seals, ring, Queues, Contents)
    {
        KeyUses = KeyUses,
        Events = Events,
        Webhooks = Webhooks,
        PersonHolds = PersonHolds,
        Reports = Reports,
    };

    /// <summary>What was written since it was opened.</summary>
    public StoreStatistics Statistics => writer?.Statistics ?? default;

    internal Writer Writer => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    /// <summary>Opens the store in a folder, which is created where it is missing, and brings its schema up to date.</summary>
    /// <exception cref="DataDirectoryInUseException">Another process has it open.</exception>
    /// <exception cref="InvalidDataException">A later version of the service has written it, or a restore was not finished there.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The store owns what it is made of.")]
    public static EmbeddedStore Open(string directory, TimeProvider clock)
    {
        directory = PrivateFolder.Create(Path.GetFullPath(directory));
        var held = DirectoryLock.Take(directory);
        Statements? statements = null;
        try
        {
            RestoreRun.CheckFinished(directory);
            statements = Database.OpenWriter(directory);
            Schema.Migrate(statements, Path.Combine(directory, Database.FileName));
            Lines.EndAllLocks(statements);
            EmbeddedLeases.EndAll(statements);
            var copiedAt = CopyMark.Find(statements);
            return new(directory, new Readers(directory), clock, new Writer(statements, new Checkpoints(Database.OpenWriter(directory))), held)
            {
                CopiedAt = copiedAt,
            };
        }
        catch (Exception error) when (error is SqliteException or InvalidDataException)
        {
            statements?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Reads a store, also while the service runs on it. Whatever writes throws <see cref="InvalidOperationException"/>.</summary>
    /// <exception cref="InvalidDataException">There is none, or another version of the service has written it.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The store owns what it is made of.")]
    public static EmbeddedStore OpenReadOnly(string directory)
    {
        directory = Path.GetFullPath(directory);
        RestoreRun.CheckFinished(directory);
        if (!File.Exists(Path.Combine(directory, Database.FileName)))
            throw new InvalidDataException($"There is no database in '{directory}'.");
        var readers = new Readers(directory);
        try
        {
            readers.Read(on => Schema.Check(on, Path.Combine(directory, Database.FileName)));
            return new(directory, readers, TimeProvider.System);
        }
        catch (InvalidDataException)
        {
            readers.Dispose();
            throw;
        }
    }

    /// <summary>Begins to use a copy: its sequences go on where nobody has given numbers since it was made. One commit, after which it is an original.</summary>
    public Task BeginCopyAsync(IReadOnlyList<SequenceRestart> restarts, CancellationToken cancellation) => Writer.RunAsync(
        on =>
        {
            CopyMark.Remove(on, restarts);
            return true;
        },
        cancellation);

    /// <summary>Accepts no more writes, finishes those it has accepted, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        // Readers first: the last checkpoint must not find one that still looks at what it wants to move.
        readers.Dispose();
        if (writer is not null)
            await writer.DisposeAsync();
        held?.Dispose();
    }
}

/// <param name="Commits">Transactions, each with one flush.</param>
/// <param name="Changes">Writes that were answered for with them.</param>
public readonly record struct StoreStatistics(long Commits, long Changes);
