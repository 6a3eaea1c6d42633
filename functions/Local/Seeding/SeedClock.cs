namespace Protocols.Local.Seeding;

/// <summary>The time within one case: stands where its story puts it.</summary>
internal sealed class SeedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
