using Protocols.Api.Http;

namespace Protocols.Api.Endpoints;

/// <summary>Every route there is. Routing, the OpenAPI document and the functions in Azure are made from it.</summary>
internal static class EndpointTable
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        .. OpeningEndpoints.All,
        .. FindingEndpoints.All,
        .. HandlingEndpoints.All,
        .. ClosingEndpoints.All,
        .. ClockEndpoints.All,
        .. ActionEndpoints.All,
        .. CatalogEndpoints.All,
        .. EscalatingEndpoints.All,
        .. StatementEndpoints.All,
        .. CustomerEndpoints.All,
        .. DeliveryEndpoints.All,
        .. LetterEndpoints.All,
        .. DeliveryReportEndpoints.All,
        .. HoldEndpoints.All,
        .. KeepingEndpoints.All,
        .. PrivacyEndpoints.All,
        .. RecordingEndpoints.All,
        .. UploadEndpoints.All,
        .. HearingEndpoints.All,
        .. AttachmentEndpoints.All,
        .. AccessEndpoints.All,
        .. AuditEndpoints.All,
        .. ReportEndpoints.All,
        .. EventEndpoints.All,
        .. WebhookEndpoints.All,
        .. DevelopmentEndpoints.All,
        .. ServiceEndpoints.All,
    ];
}
