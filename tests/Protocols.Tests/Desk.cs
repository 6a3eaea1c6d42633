using Protocols.Cases;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Closing;
using Protocols.Documents;
using Protocols.Facts;
using Protocols.Journal;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.People;
using Protocols.Tests.Numbering;

namespace Protocols.Tests;

/// <summary>The use cases at work over a store in memory, as one agent's desk sees them.</summary>
internal sealed class Desk
{
    public Desk(KeyRing? ring = null)
    {
        Ring = ring ?? Keys(1);
        Store = new(Clock);
        Blocks = new();
        Book = new(Catalogues, Given.Catalogue, Given.SaoPaulo, TimeProvider.System);
        Change = new(Store, Ring, Book, Clock);
        Opening = new(
            Store, new NumberIssuer(Samples.Template(NumberTemplate.Default), Blocks, Given.SaoPaulo, Clock), Ring, Book, Clock);
    }

    public WallClock Clock { get; } = new();

    public MemoryStore Store { get; }

    public MemoryBlocks Blocks { get; }

    public MemoryCatalogues Catalogues { get; } = new();

    public RuleBook Book { get; }

    public KeyRing Ring { get; }

    public OpenProtocols Opening { get; }

    private ChangeProtocol Change { get; }

    public static KeyRing Keys(params IEnumerable<byte> seeds) =>
        new([.. seeds.Select(seed => new RingKey($"k{seed}", [.. Enumerable.Repeat(seed, KeyRing.KeyBytes)]))]);

    /// <summary>A protocol about something, opened by Ana unless by somebody else.</summary>
    public async Task<string> OpenAsync(OpenProtocol? command = null, Caller? by = null)
    {
        var opening = command ?? new() { Channel = Channel.Phone, Subject = "Internet lenta" };
        return Then.Value(await Opening.RunAsync(opening, by ?? Callers.Ana, null, default)).State.Number;
    }

    public Task<Result<Changed>> DoAsync(
        string number, Func<Protocol, Decision> decide, Caller? by = null, IdempotencyKey? key = null, long? ifMatch = null) =>
        DoAsync(number, (protocol, _) => decide(protocol), by, key, ifMatch);

    public Task<Result<Changed>> DoAsync(
        string number,
        Func<Protocol, DateTimeOffset, Decision> decide,
        Caller? by = null,
        IdempotencyKey? key = null,
        long? ifMatch = null) =>
        Change.RunAsync(number, by ?? Callers.Ana, new(ifMatch is null ? null : [ifMatch.Value], key), decide, default);

    public Task<Result<Changed>> NoteAsync(
        string number, string text = "Anotado", Caller? by = null, IdempotencyKey? key = null, long? ifMatch = null) =>
        DoAsync(number, protocol => new AddEntry(EntryKind.Note, text).Decide(protocol, Callers.Ana), by, key, ifMatch);

    public Task<Result<Changed>> ResolveAsync(string number, IdempotencyKey? key = null) =>
        DoAsync(number, protocol => ResolveProtocol.Decide(protocol, Given.Catalogue), key: key);

    public async Task<ProtocolDocument> DocumentAsync(string number) => (await Store.FindAsync(number, default))!.Document;

    public async Task<Protocol> StateAsync(string number)
    {
        using var found = Case.Open((await Store.FindAsync(number, default))!, Ring);
        return found.State;
    }

    public async Task<IReadOnlyList<Fact>> FactsAsync(string number, long first = 1, long last = long.MaxValue)
    {
        using var found = Case.Open((await Store.FindAsync(number, default))!, Ring);
        return await Store.ReadAsync(found, first, last, default);
    }

    public Task<Verified> VerifyAsync(string number, KeyRing? ring = null) =>
        new VerifyProtocols(Store, ring ?? Ring).RunAsync(number, default);
}
