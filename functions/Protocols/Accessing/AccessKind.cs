using System.Text.Json.Serialization;

namespace Protocols.Accessing;

/// <summary>What somebody saw, heard or took away.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccessKind>))]
public enum AccessKind
{
    /// <summary>Compliance or a regulator read the protocol.</summary>
    [JsonStringEnumMemberName("read")] Read,

    /// <summary>It was found by what identifies its customer.</summary>
    [JsonStringEnumMemberName("found")] Found,

    /// <summary>The customer's data was shown in full.</summary>
    [JsonStringEnumMemberName("customer-revealed")] CustomerRevealed,

    /// <summary>A recording, or part of it, was heard.</summary>
    [JsonStringEnumMemberName("recording-heard")] RecordingHeard,

    /// <summary>An address was given under which a recording can be heard for a while.</summary>
    [JsonStringEnumMemberName("recording-address-given")] RecordingAddressGiven,

    /// <summary>Compliance or a regulator looked at a photo or document.</summary>
    [JsonStringEnumMemberName("attachment-seen")] AttachmentSeen,

    /// <summary>A statement of the protocol was drawn up.</summary>
    [JsonStringEnumMemberName("statement-made")] StatementMade,

    /// <summary>Something of it was taken out as a file.</summary>
    [JsonStringEnumMemberName("exported")] Exported,

    /// <summary>Protocols were searched for by what identifies a person.</summary>
    [JsonStringEnumMemberName("searched")] Searched,

    /// <summary>Something was done that no protocol speaks of: the rules were edited, a pass was run.</summary>
    [JsonStringEnumMemberName("acted")] Acted,

    /// <summary>The development identity named somebody.</summary>
    [JsonStringEnumMemberName("token-issued")] TokenIssued,

    /// <summary>A token, or what was to prove that a protocol is one's own, was refused.</summary>
    [JsonStringEnumMemberName("sign-in-refused")] SignInRefused,

    /// <summary>Something was asked for more often than is allowed.</summary>
    [JsonStringEnumMemberName("turned-away")] TurnedAway,

    /// <summary>A walk brought what is kept under the key that is named; those behind a dash are needed for nothing any more.</summary>
    [JsonStringEnumMemberName("keys-rotated")] KeysRotated,
}
