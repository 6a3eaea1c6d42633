namespace Protocols.Tests;

/// <summary>A clock that only moves when told, and backwards too.</summary>
internal sealed class WallClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Given.Morning;

    /// <summary>Since it was made; what is measured by it does not move with the wall.</summary>
    public TimeSpan Elapsed { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Elapsed.Ticks;
}
