using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Protocols.Documents;
using Protocols.Events;

namespace Protocols.Stores.Cosmos;

/// <summary>Documents as the database keeps them: the JSON that every store writes, led by the members that Cosmos needs.</summary>
internal static class CosmosJson
{
    public const string Protocol = "protocol";
    public const string Page = "page";

    public static byte[] Of(ProtocolDocument document) =>
        Led(document.Number, Protocol, JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.Default.ProtocolDocument));

    public static byte[] Of(FactPage page) =>
        Led(PageId(page.Number, page.First), Page, JsonSerializer.SerializeToUtf8Bytes(page, DocumentJson.Default.FactPage));

    public static string PageId(string number, long first) => string.Create(CultureInfo.InvariantCulture, $"{number}:{first}");

    /// <summary>Both hold the same, whatever else the database has put beside it.</summary>
    public static bool Same(ProtocolDocument one, ProtocolDocument other) => Of(one).AsSpan().SequenceEqual(Of(other));

    public static Stream Stream(byte[] json) => new MemoryStream(json, writable: false);

    /// <exception cref="InvalidDataException">There is a document, and nothing in it.</exception>
    public static async Task<T> ReadAsync<T>(ResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await JsonSerializer.DeserializeAsync(answer.Content, type, cancellation)
            ?? throw new InvalidDataException("A document of the database is empty.");

    /// <summary>Puts the members in behind the object's opening brace.</summary>
    private static byte[] Led(string id, string doc, byte[] json)
    {
        var lead = JsonSerializer.SerializeToUtf8Bytes(new Lead(id, doc), CosmosDocuments.Default.Lead);
        lead[^1] = (byte)',';
        return [.. lead, .. json.AsSpan(1)];
    }
}

/// <param name="Doc">Which kind of document it is, for queries.</param>
internal sealed record Lead(string Id, string Doc);

/// <summary>A page of a query's answer.</summary>
internal sealed record Feed<T>([property: JsonPropertyName("Documents")] IReadOnlyList<T> Documents);

/// <param name="Ttl">Seconds after which the database removes it.</param>
internal sealed record ReceiptDocument(string Id, string Key, string Body, string Number, DateTimeOffset ExpiresAt, int Ttl);

/// <param name="Ttl">Seconds after which the database removes it.</param>
internal sealed record LeaseDocument(string Id, string Holder, DateTimeOffset Until, int Ttl);

/// <param name="Ttl">Seconds after which the database removes it.</param>
internal sealed record TriesDocument(string Id, int Count, DateTimeOffset Until, int Ttl);

/// <param name="Next">The first value that was never leased.</param>
internal sealed record ScopeDocument(string Id, long Next);

/// <param name="Content">As every store keeps it.</param>
internal sealed record CatalogueDocument(string Id, JsonElement Content);

/// <param name="Version">The last one that open protocols were brought to.</param>
internal sealed record AppliedDocument(string Id, int Version);

/// <param name="Content">As every store keeps it.</param>
internal sealed record WholeDocument(string Id, JsonElement Content);

/// <param name="Content">A seal or a page of leaves, as every store keeps it.</param>
internal sealed record SealDocument(string Id, JsonElement Content);

/// <param name="Id">The number with leading zeros, so that ids sort as numbers do.</param>
internal sealed record AccessDocument(string Id, string Number, long N, JsonElement Header, string Link, byte[]? Reason);

/// <param name="Id">Leads facts behind entries of the access log, and sorts as their numbers do.</param>
/// <param name="Client">The client that opened the protocol; null where somebody else did.</param>
/// <param name="Ttl">Seconds after which the database removes it.</param>
internal sealed record EventDocument(string Id, string Number, string? Client, ProtocolEvent Event, int Ttl);

/// <param name="Position">How far a container's changes have been read.</param>
internal sealed record PositionDocument(string Id, string Position);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(Lead))]
[JsonSerializable(typeof(ReceiptDocument))]
[JsonSerializable(typeof(ScopeDocument))]
[JsonSerializable(typeof(LeaseDocument))]
[JsonSerializable(typeof(TriesDocument))]
[JsonSerializable(typeof(CatalogueDocument))]
[JsonSerializable(typeof(AppliedDocument))]
[JsonSerializable(typeof(WholeDocument))]
[JsonSerializable(typeof(SealDocument))]
[JsonSerializable(typeof(AccessDocument))]
[JsonSerializable(typeof(EventDocument))]
[JsonSerializable(typeof(PositionDocument))]
[JsonSerializable(typeof(Feed<EventDocument>), TypeInfoPropertyName = "EventFeed")]
[JsonSerializable(typeof(Feed<JsonElement>), TypeInfoPropertyName = "ChangeFeed")]
[JsonSerializable(typeof(Feed<AccessDocument>), TypeInfoPropertyName = "AccessFeed")]
[JsonSerializable(typeof(Feed<ProtocolDocument>), TypeInfoPropertyName = "ProtocolFeed")]
[JsonSerializable(typeof(Feed<string>), TypeInfoPropertyName = "NumberFeed")]
internal sealed partial class CosmosDocuments : JsonSerializerContext;
