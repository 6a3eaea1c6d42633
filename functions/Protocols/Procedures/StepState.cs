using System.Text.Json.Serialization;

namespace Protocols.Procedures;

/// <summary>How a step of a procedure stands (M14).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepState>))]
public enum StepState
{
    [JsonStringEnumMemberName("open")] Open,
    [JsonStringEnumMemberName("done")] Done,
    [JsonStringEnumMemberName("skipped")] Skipped,
}
