using System.Text.Json.Serialization;
using Protocols.Ports;
using Protocols.Reporting;

namespace Protocols.Stores.Cosmos.Reports;

internal sealed record ContributionDocument(string Id, string Day, string Doc, Contribution Content, Outlook? Outlook);

/// <param name="Packed">As every store keeps it.</param>
internal sealed record SumsDocument(string Id, string Day, string Doc, string Dimension, byte[] Packed);

internal sealed record StaleDocument(string Id, string Day, string Doc);

internal sealed record MarkDocument(string Id, string Day, string Doc, ReportMark Content);

/// <param name="Ts">Seconds since 1970 at which it was last written.</param>
internal sealed record ChangedRow(string Number, [property: JsonPropertyName("_ts")] long Ts);

internal sealed record StaleRow(string Day, [property: JsonPropertyName("_etag")] string ETag);

internal sealed record SumsRow(string Day, byte[] Packed);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(ContributionDocument))]
[JsonSerializable(typeof(SumsDocument))]
[JsonSerializable(typeof(StaleDocument))]
[JsonSerializable(typeof(MarkDocument))]
[JsonSerializable(typeof(Feed<ChangedRow>), TypeInfoPropertyName = "ChangedFeed")]
[JsonSerializable(typeof(Feed<StaleRow>), TypeInfoPropertyName = "StaleFeed")]
[JsonSerializable(typeof(Feed<SumsRow>), TypeInfoPropertyName = "SumsFeed")]
[JsonSerializable(typeof(Feed<Contribution>), TypeInfoPropertyName = "ContributionFeed")]
[JsonSerializable(typeof(Feed<Outlook>), TypeInfoPropertyName = "OutlookFeed")]
internal sealed partial class CosmosReportJson : JsonSerializerContext;
