using System.Text.Json;
using System.Text.Json.Nodes;
using Protocols.Documents;
using Protocols.Ports;

namespace Protocols.Tests;

/// <summary>A store that keeps the JSON a real one would, honours versions and receipts, and breaks or loses races when told.</summary>
internal sealed class MemoryStore(TimeProvider clock) : IProtocolStore
{
    private readonly Dictionary<string, (string Json, int Version)> documents = [];
    private readonly Dictionary<(string Number, long First), string> pages = [];
    private readonly Dictionary<string, OpeningReceipt> receipts = [];

    /// <summary>Runs before each replacing write; what it changes, the write meets.</summary>
    public Func<Task> BeforeReplace { get; set; } = () => Task.CompletedTask;

    /// <summary>Creations that write the receipt and then break down before the protocol is written.</summary>
    public int CrashesAfterReceipt { get; set; }

    public int Writes { get; private set; }

    public IReadOnlyCollection<string> Numbers => documents.Keys;

    public string JsonOf(string number) => documents[number].Json;

    public Task<StoredProtocol?> FindAsync(string number, CancellationToken cancellation) => Task.FromResult(
        documents.TryGetValue(number, out var kept)
            ? new StoredProtocol(JsonSerializer.Deserialize(kept.Json, DocumentJson.Default.ProtocolDocument)!, $"{kept.Version}")
            : null);

    public Task<CreateResult> CreateAsync(ProtocolDocument document, OpeningReceipt? receipt, CancellationToken cancellation)
    {
        if (receipt is not null && receipts.TryGetValue(receipt.Key, out var existing) && existing.ExpiresAt > clock.GetUtcNow())
            return Task.FromResult(new CreateResult(CreateOutcome.ReceiptExists, existing));
        if (documents.ContainsKey(document.Number))
            return Task.FromResult(new CreateResult(CreateOutcome.NumberExists));
        if (receipt is not null)
            receipts[receipt.Key] = receipt;
        if (CrashesAfterReceipt-- > 0)
            throw new IOException("The power went.");
        Put(document, 1);
        return Task.FromResult(new CreateResult(CreateOutcome.Created));
    }

    public Task<OpeningReceipt?> FindReceiptAsync(string key, CancellationToken cancellation) =>
        Task.FromResult(receipts.TryGetValue(key, out var found) && found.ExpiresAt > clock.GetUtcNow() ? found : null);

    public async Task<bool> ReplaceAsync(
        StoredProtocol expected, ProtocolDocument document, FactPage? sealedPage, CancellationToken cancellation)
    {
        await BeforeReplace();
        var version = documents[document.Number].Version;
        if (expected.Version != $"{version}")
            return false;
        if (sealedPage is not null)
            pages.Add((sealedPage.Number, sealedPage.First), JsonSerializer.Serialize(sealedPage, DocumentJson.Default.FactPage));
        Put(document, version + 1);
        return true;
    }

    public Task AddPageAsync(FactPage page, CancellationToken cancellation)
    {
        pages.TryAdd((page.Number, page.First), JsonSerializer.Serialize(page, DocumentJson.Default.FactPage));
        return Task.CompletedTask;
    }

    public Task<FactPage?> FindPageAsync(string number, long first, CancellationToken cancellation) => Task.FromResult(
        pages.TryGetValue((number, first), out var json) ? JsonSerializer.Deserialize(json, DocumentJson.Default.FactPage) : null);

    public Task<ProtocolPage> ListAsync(ProtocolQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<int> CountAsync(string key, int most, CancellationToken cancellation) => Task.FromResult(documents.Values
        .Count(kept => JsonSerializer.Deserialize(kept.Json, DocumentJson.Default.ProtocolDocument)!.Index.Keys.Contains(key)));

    public Task<IReadOnlyList<string>> AwaitingAsync(Awaited what, DateTimeOffset until, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<string> ChangedAsync(DateTimeOffset since, CancellationToken cancellation) => documents
        .Where(kept => JsonSerializer.Deserialize(kept.Value.Json, DocumentJson.Default.ProtocolDocument)!.Index.SealAt >= since)
        .Select(kept => kept.Key).Order().ToList().ToAsyncEnumerable();

    public IAsyncEnumerable<string> NumbersAsync(CancellationToken cancellation) => documents.Keys.ToAsyncEnumerable();

    /// <summary>Changes what is kept, as somebody with access to the disk might.</summary>
    public void Tamper(string number, Action<JsonObject> change) =>
        documents[number] = (Changed(documents[number].Json, change), documents[number].Version);

    public void TamperPage(string number, long first, Action<JsonObject> change) =>
        pages[(number, first)] = Changed(pages[(number, first)], change);

    public void Put(string number, string json) => documents[number] = (json, 1);

    public void RemovePage(string number, long first) => pages.Remove((number, first));

    private void Put(ProtocolDocument document, int version)
    {
        documents[document.Number] = (JsonSerializer.Serialize(document, DocumentJson.Default.ProtocolDocument), version);
        Writes++;
    }

    private static string Changed(string json, Action<JsonObject> change)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        change(node);
        return node.ToJsonString();
    }
}
