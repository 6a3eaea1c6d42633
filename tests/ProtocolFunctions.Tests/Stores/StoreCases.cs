using Protocols;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.People;
using Protocols.Sweeping;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>Protocols opened and read by the service itself on whatever store is under test.</summary>
internal static class StoreCases
{
    private static readonly Caller ana = new("ana", "Ana Prado", Roles.Agent);
    private static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    public static KeyRing Ring { get; } = new([new("k1", new byte[KeyRing.KeyBytes])]);

    /// <summary>The rules as a process of its own would hold them.</summary>
    public static RuleBook Book(this StoreUnderTest store, string catalogue = "general") =>
        new(store.Catalogues, Catalogue.Shipped(catalogue), zone, store.Clock);

    public static async Task<List<string>> OpenAsync(this StoreUnderTest store, int count, RuleBook? book = null, Caller? by = null)
    {
        Assert.True(NumberTemplate.TryParse(NumberTemplate.Default, null, out var template, out _));
        var opening = new OpenProtocols(
            store.Protocols, new NumberIssuer(template!, store.Blocks, zone, store.Clock), Ring, book ?? store.Book(), store.Clock);
        var numbers = new List<string>();
        for (var n = 0; n < count; n++)
        {
            var opened = await opening.RunAsync(new() { Channel = Channel.Email, Subject = $"Caso {n}" }, by ?? ana, null, default);
            numbers.Add(opened.Value!.State.Number);
        }
        return numbers;
    }

    /// <summary>What a pass over deadlines does with one protocol.</summary>
    public static Task<int?> AttendAsync(this StoreUnderTest store, string number) =>
        new AttendProtocol(store.Protocols, Ring, store.Book(), store.Clock).RunAsync(number, Attention.Decide, default);

    public static async Task<IReadOnlyList<FactTerms>> FactsAsync(this StoreUnderTest store, string number) =>
        [.. (await new ReadProtocol(store.Protocols, Ring, new(store.AccessLog, store.Protocols, Ring, store.Clock)).RunAsync(number, ana, default)).Value!.Facts.Select(fact => fact.Terms)];
}
