using Protocols.Documents;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Escalating;

/// <summary>A store that breaks before it writes, when told.</summary>
internal sealed class FaultyStore(IProtocolStore store) : IProtocolStore
{
    public Action<ProtocolDocument> BeforeCreate { get; set; } = _ => { };

    public Action<ProtocolDocument> BeforeReplace { get; set; } = _ => { };

    public Action<FactPage> BeforeAddPage { get; set; } = _ => { };

    public Task<StoredProtocol?> FindAsync(string number, CancellationToken cancellation) => store.FindAsync(number, cancellation);

    public Task<CreateResult> CreateAsync(ProtocolDocument document, OpeningReceipt? receipt, CancellationToken cancellation)
    {
        BeforeCreate(document);
        return store.CreateAsync(document, receipt, cancellation);
    }

    public Task<OpeningReceipt?> FindReceiptAsync(string key, CancellationToken cancellation) => store.FindReceiptAsync(key, cancellation);

    public Task<bool> ReplaceAsync(StoredProtocol expected, ProtocolDocument document, FactPage? sealedPage, CancellationToken cancellation)
    {
        BeforeReplace(document);
        return store.ReplaceAsync(expected, document, sealedPage, cancellation);
    }

    public Task AddPageAsync(FactPage page, CancellationToken cancellation)
    {
        BeforeAddPage(page);
        return store.AddPageAsync(page, cancellation);
    }

    public Task<FactPage?> FindPageAsync(string number, long first, CancellationToken cancellation) => store.FindPageAsync(number, first, cancellation);

    public Task<ProtocolPage> ListAsync(ProtocolQuery query, CancellationToken cancellation) => store.ListAsync(query, cancellation);

    public Task<int> CountAsync(string key, int most, CancellationToken cancellation) => store.CountAsync(key, most, cancellation);

    public Task<IReadOnlyList<string>> AwaitingAsync(Awaited what, DateTimeOffset until, int limit, CancellationToken cancellation) =>
        store.AwaitingAsync(what, until, limit, cancellation);

    public IAsyncEnumerable<string> ChangedAsync(DateTimeOffset since, CancellationToken cancellation) => store.ChangedAsync(since, cancellation);

    public IAsyncEnumerable<string> NumbersAsync(CancellationToken cancellation) => store.NumbersAsync(cancellation);
}
