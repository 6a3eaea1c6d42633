using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Protocols.Documents;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>Protocols as JSON documents in SQLite, with a column for each thing that queries ask about.</summary>
internal sealed class EmbeddedProtocols(Readers readers, Writer? writer, TimeProvider clock) : IProtocolStore
{
    private const int Chunk = 64;

    private readonly RecentProtocols recent = new();

    public Task<StoredProtocol?> FindAsync(string number, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on =>
        {
            using var found = on["SELECT version, document FROM protocols WHERE number = ?1"].BindAll(number);
            if (!found.Step())
                return null;
            var version = found.Number(0).ToString(CultureInfo.InvariantCulture);
            if (recent.Find(number, version) is { } known)
                return known;
            var read = new StoredProtocol(Document(found, 1), version);
            recent.Keep(read);
            return read;
        }));
    }

    public Task<CreateResult> CreateAsync(ProtocolDocument document, OpeningReceipt? receipt, CancellationToken cancellation) =>
        Writing.RunAsync(ProtocolChanges.Create(document, receipt, clock.GetUtcNow()), cancellation);

    public Task<OpeningReceipt?> FindReceiptAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on => ProtocolChanges.LiveReceipt(on, key, clock.GetUtcNow())));
    }

    public async Task<bool> ReplaceAsync(
        StoredProtocol expected, ProtocolDocument document, FactPage? sealedPage, CancellationToken cancellation)
    {
        if (document.Number != expected.Document.Number || document.Index.OpenedAt != expected.Document.Index.OpenedAt)
            throw new ArgumentException("A protocol never changes its number or its opening.", nameof(document));
        var version = long.Parse(expected.Version, CultureInfo.InvariantCulture);
        if (!await Writing.RunAsync(ProtocolChanges.Replace(expected, document, sealedPage, version, clock.GetUtcNow()), cancellation))
            return false;
        recent.Keep(new(document, (version + 1).ToString(CultureInfo.InvariantCulture)));
        return true;
    }

    public Task AddPageAsync(FactPage page, CancellationToken cancellation) => Writing.RunAsync(
        on =>
        {
            Pages.Write(on, page);
            return true;
        },
        cancellation);

    public Task<FactPage?> FindPageAsync(string number, long first, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on => Pages.Find(on, number, first)));
    }

    public Task<ProtocolPage> ListAsync(ProtocolQuery query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        if (query.Keys.Any(group => group.Count == 0))
            return Task.FromResult(new ProtocolPage([], null));
        var items = readers.Read(on =>
        {
            var sql = ListSql.For(query, IsOfFew(on, query));
            using var found = on[sql.Text].BindAll(sql.Values);
            return Documents(found, 2);
        });
        if (items.Count <= query.Limit)
            return Task.FromResult(new ProtocolPage(items, null));
        items.RemoveAt(query.Limit);
        return Task.FromResult(new ProtocolPage(items, ListPosition.Of(items[^1], query)));
    }

    public Task<int> CountAsync(string key, int most, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on =>
        {
            using var counted = on["SELECT count(*) FROM (SELECT 1 FROM lookups WHERE key = ?1 LIMIT ?2)"].BindAll(key, (long)most);
            return counted.Step() ? (int)counted.Number(0) : 0;
        }));
    }

    public Task<IReadOnlyList<string>> AwaitingAsync(
        Awaited what, DateTimeOffset until, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<string>>(readers.Read(on =>
        {
            using var found = on[AwaitingSql(what)].BindAll(until.ToUnixTimeMilliseconds(), (long)limit);
            var numbers = new List<string>();
            while (found.Step())
                numbers.Add(found.Text(0));
            return numbers;
        }));
    }

    internal static string AwaitingSql(Awaited what) => what switch
    {
        Awaited.Attention => "SELECT number FROM protocols WHERE due_at <= ?1 ORDER BY due_at, number LIMIT ?2",
        Awaited.Return => "SELECT number FROM protocols WHERE return_at <= ?1 ORDER BY return_at, number LIMIT ?2",
        Awaited.Purge => "SELECT number FROM protocols WHERE purge_at <= ?1 ORDER BY purge_at, number LIMIT ?2",
        Awaited.Relay => "SELECT number FROM protocols WHERE outbox_at <= ?1 ORDER BY outbox_at, number LIMIT ?2",
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    public async IAsyncEnumerable<string> ChangedAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (at, last, chunk) = (since.ToUnixTimeMilliseconds(), 0L, new List<string>());
        do
        {
            cancellation.ThrowIfCancellationRequested();
            (at, last, chunk) = readers.Read(on => Changed(on, at, last));
            foreach (var number in chunk)
                yield return number;
            await Task.CompletedTask;
        }
        while (chunk.Count == Chunk);
    }

    internal const string ChangedSql = "SELECT seal_at, id, number FROM protocols WHERE seal_at >= ?1 AND (seal_at > ?1 OR id > ?2) ORDER BY seal_at, id LIMIT ?3";

    /// <summary>Reads in small steps, so that a long walk keeps no old state of the database alive.</summary>
    public async IAsyncEnumerable<string> NumbersAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (last, chunk) = (0L, new List<string>());
        do
        {
            cancellation.ThrowIfCancellationRequested();
            (last, chunk) = readers.Read(on => After(on, last));
            foreach (var number in chunk)
                yield return number;
            await Task.CompletedTask;
        }
        while (chunk.Count == Chunk);
    }

    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    private static bool IsOfFew(Statements on, ProtocolQuery query)
    {
        if (ListSql.Counting(query) is not { } counting)
            return false;
        using var counted = on[counting.Text].BindAll(counting.Values);
        return counted.Step() && counted.Number(0) <= DueSql.Few;
    }

    private static (long Last, List<string> Chunk) After(Statements on, long id)
    {
        using var found = on["SELECT id, number FROM protocols WHERE id > ?1 ORDER BY id LIMIT ?2"].BindAll(id, (long)Chunk);
        var chunk = new List<string>(Chunk);
        while (found.Step())
        {
            id = found.Number(0);
            chunk.Add(found.Text(1));
        }
        return (id, chunk);
    }

    private static (long At, long Last, List<string> Chunk) Changed(Statements on, long at, long id)
    {
        using var found = on[ChangedSql].BindAll(at, id, (long)Chunk);
        var chunk = new List<string>(Chunk);
        while (found.Step())
        {
            (at, id) = (found.Number(0), found.Number(1));
            chunk.Add(found.Text(2));
        }
        return (at, id, chunk);
    }

    private static List<ProtocolDocument> Documents(Statement found, int column)
    {
        var documents = new List<ProtocolDocument>();
        while (found.Step())
            documents.Add(Document(found, column));
        return documents;
    }

    private static ProtocolDocument Document(Statement found, int column) =>
        JsonSerializer.Deserialize(found.Bytes(column), DocumentJson.Default.ProtocolDocument)
        ?? throw new InvalidDataException("A protocol's document is empty.");
}
