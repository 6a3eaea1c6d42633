namespace Protocols.Deadlines;

/// <summary>That a warning or a breach of a due date is on record, and since when.</summary>
public sealed record DeadlineFlag(Target Target, DateTimeOffset DueAt, DateTimeOffset At)
{
    /// <summary>The flags with this one in place of its target's last.</summary>
    internal static IReadOnlyList<DeadlineFlag> Set(IReadOnlyList<DeadlineFlag> flags, DeadlineFlag flag) =>
        [.. flags.Where(other => other.Target != flag.Target), flag];
}
