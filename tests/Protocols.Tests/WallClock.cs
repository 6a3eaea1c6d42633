namespace Protocols.Tests;

/// <summary>A clock that only moves when told, and backwards too.</summary>
internal sealed class WallClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Given.Morning;

    public override DateTimeOffset GetUtcNow() => Now;
}
