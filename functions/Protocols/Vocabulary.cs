using System.Text.Json.Serialization;

namespace Protocols;

/// <summary>The means of contact, M3. One protocol may be touched through any of them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Channel>))]
public enum Channel
{
    [JsonStringEnumMemberName("phone")] Phone,
    [JsonStringEnumMemberName("chat")] Chat,
    [JsonStringEnumMemberName("email")] Email,
    [JsonStringEnumMemberName("app")] App,
    [JsonStringEnumMemberName("web")] Web,
    [JsonStringEnumMemberName("social")] Social,
    [JsonStringEnumMemberName("whatsapp")] WhatsApp,
    [JsonStringEnumMemberName("sms")] Sms,
    [JsonStringEnumMemberName("skype")] Skype,
    [JsonStringEnumMemberName("in-person")] InPerson,
    [JsonStringEnumMemberName("chatbot")] Chatbot,
}

/// <summary>What an entry of the journal is, M8. The code is also the fact's kind.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryKind>))]
public enum EntryKind
{
    [JsonStringEnumMemberName("analysis")] Analysis,
    [JsonStringEnumMemberName("test")] Test,
    [JsonStringEnumMemberName("solution")] Solution,
    [JsonStringEnumMemberName("contact")] Contact,
    [JsonStringEnumMemberName("note")] Note,
}

/// <summary>Who spoke to whom in a contact.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    [JsonStringEnumMemberName("inbound")] Inbound,
    [JsonStringEnumMemberName("outbound")] Outbound,
}

/// <summary>How the customer wants his history, M22.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryWay>))]
public enum DeliveryWay
{
    [JsonStringEnumMemberName("email")] Email,
    [JsonStringEnumMemberName("letter")] Letter,
    [JsonStringEnumMemberName("download")] Download,
}

/// <summary>Whom or what the case waits for, M9.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WaitingOn>))]
public enum WaitingOn
{
    [JsonStringEnumMemberName("analysis")] Analysis,
    [JsonStringEnumMemberName("n2")] N2,
    [JsonStringEnumMemberName("development")] Development,
    [JsonStringEnumMemberName("update")] Update,
    [JsonStringEnumMemberName("customer")] Customer,
    [JsonStringEnumMemberName("third-party")] ThirdParty,
}

/// <summary>How far a case has come; derived from its facts, never set.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Status>))]
public enum Status
{
    [JsonStringEnumMemberName("open")] Open,
    [JsonStringEnumMemberName("in-progress")] InProgress,
    [JsonStringEnumMemberName("waiting")] Waiting,
    [JsonStringEnumMemberName("resolved")] Resolved,
    [JsonStringEnumMemberName("closed")] Closed,
}

/// <summary>How a case ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    [JsonStringEnumMemberName("solved")] Solved,
    [JsonStringEnumMemberName("unreachable")] Unreachable,
    [JsonStringEnumMemberName("abandoned")] Abandoned,
}

/// <summary>The line of support that works on a case, M17 and M18.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Tier>))]
public enum Tier
{
    [JsonStringEnumMemberName("n1")] N1,
    [JsonStringEnumMemberName("n2")] N2,
    [JsonStringEnumMemberName("development")] Development,
    [JsonStringEnumMemberName("supervisor")] Supervisor,
    [JsonStringEnumMemberName("ombudsman")] Ombudsman,
}

/// <summary>What has a due date, M15: the company's promises, then what the law asks for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Target>))]
public enum Target
{
    [JsonStringEnumMemberName("firstResponse")] FirstResponse,
    [JsonStringEnumMemberName("nextReturn")] NextReturn,
    [JsonStringEnumMemberName("resolution")] Resolution,
    [JsonStringEnumMemberName("legalAnswer")] LegalAnswer,
    [JsonStringEnumMemberName("numberDelivery")] NumberDelivery,
    [JsonStringEnumMemberName("historyDelivery")] HistoryDelivery,
    [JsonStringEnumMemberName("recordingCopy")] RecordingCopy,
    [JsonStringEnumMemberName("dataCorrection")] DataCorrection,
}

/// <summary>Why two protocols belong together, M13.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinkKind>))]
public enum LinkKind
{
    [JsonStringEnumMemberName("follow-up")] FollowUp,
    [JsonStringEnumMemberName("duplicate")] Duplicate,
    [JsonStringEnumMemberName("related")] Related,
    [JsonStringEnumMemberName("ombudsman")] Ombudsman,
}

/// <summary>Which end of a link a protocol is: the one that names the other, or the one named.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinkEnd>))]
public enum LinkEnd
{
    [JsonStringEnumMemberName("from-here")] FromHere,
    [JsonStringEnumMemberName("to-here")] ToHere,
}

/// <summary>Who may read an entry: its customer too, or the company only (M22).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Visibility>))]
public enum Visibility
{
    [JsonStringEnumMemberName("public")] Public,
    [JsonStringEnumMemberName("internal")] Internal,
}

public static class Channels
{
    /// <summary>Both sides are there at once, so what is said is heard: a question ends in its call.</summary>
    public static bool IsLive(this Channel channel) => channel is Channel.Phone or Channel.Chat or Channel.InPerson;

    /// <summary>A message stays with the customer even when nobody answers.</summary>
    public static bool IsWritten(this Channel channel) => channel is not (Channel.Phone or Channel.InPerson or Channel.Skype);
}
