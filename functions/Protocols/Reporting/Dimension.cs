using System.Text.Json.Serialization;

namespace Protocols.Reporting;

/// <summary>What reports can be told apart by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Dimension>))]
public enum Dimension
{
    /// <summary>The last team that the case was with; none where it never left those who opened it.</summary>
    [JsonStringEnumMemberName("department")] Department,

    /// <summary>The owner, who answers for the case (M7).</summary>
    [JsonStringEnumMemberName("agent")] Agent,

    [JsonStringEnumMemberName("type")] Type,
    [JsonStringEnumMemberName("occurrence")] Occurrence,
    [JsonStringEnumMemberName("reason")] Reason,
    [JsonStringEnumMemberName("channel")] Channel,

    /// <summary>The line that the case is with.</summary>
    [JsonStringEnumMemberName("tier")] Tier,
}

/// <summary>What reports can be told apart by in time.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Period>))]
public enum Period
{
    [JsonStringEnumMemberName("day")] Day,

    /// <summary>From Monday on, ISO 8601.</summary>
    [JsonStringEnumMemberName("week")] Week,

    [JsonStringEnumMemberName("month")] Month,
}
