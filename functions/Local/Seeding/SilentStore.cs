using Protocols.Documents;
using Protocols.Ports;

namespace Protocols.Local.Seeding;

/// <summary>Writes without telling anybody: people who do not exist are sent nothing, and what happened long ago is news to nobody.</summary>
internal sealed class SilentStore(IProtocolStore store) : IProtocolStore
{
    public Task<StoredProtocol?> FindAsync(string number, CancellationToken cancellation) => store.FindAsync(number, cancellation);

    public Task<CreateResult> CreateAsync(ProtocolDocument document, OpeningReceipt? receipt, CancellationToken cancellation) =>
        store.CreateAsync(document.Awaiting([]), receipt, cancellation);

    public Task<OpeningReceipt?> FindReceiptAsync(string key, CancellationToken cancellation) => store.FindReceiptAsync(key, cancellation);

    public Task<bool> ReplaceAsync(StoredProtocol expected, ProtocolDocument document, FactPage? sealedPage, CancellationToken cancellation) =>
        store.ReplaceAsync(expected, document.Awaiting([]), sealedPage, cancellation);

    public Task AddPageAsync(FactPage page, CancellationToken cancellation) => store.AddPageAsync(page, cancellation);

    public Task<FactPage?> FindPageAsync(string number, long first, CancellationToken cancellation) => store.FindPageAsync(number, first, cancellation);

    public Task<ProtocolPage> ListAsync(ProtocolQuery query, CancellationToken cancellation) => store.ListAsync(query, cancellation);

    public Task<int> CountAsync(string key, int most, CancellationToken cancellation) => store.CountAsync(key, most, cancellation);

    public Task<IReadOnlyList<string>> AwaitingAsync(Awaited what, DateTimeOffset until, int limit, CancellationToken cancellation) =>
        store.AwaitingAsync(what, until, limit, cancellation);

    public IAsyncEnumerable<string> ChangedAsync(DateTimeOffset since, CancellationToken cancellation) => store.ChangedAsync(since, cancellation);

    public IAsyncEnumerable<string> NumbersAsync(CancellationToken cancellation) => store.NumbersAsync(cancellation);
}
