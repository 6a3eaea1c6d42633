using System.Text.Json.Serialization;

namespace Protocols.Deadlines;

/// <summary>The case goes up by itself when a target's due date draws near or passes (M16, M18).</summary>
/// <param name="On">What brings it about.</param>
/// <param name="To">The line that gets it; one that has the case, or is above, is never a way up.</param>
public sealed record AutoEscalation(Target Target, FlagKind On, Tier To);

/// <summary>What a sweep writes down about a due date.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlagKind>))]
public enum FlagKind
{
    [JsonStringEnumMemberName("warning")] Warning,
    [JsonStringEnumMemberName("breach")] Breach,
}
