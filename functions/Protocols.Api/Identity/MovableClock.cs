namespace Protocols.Api.Identity;

/// <summary>The machine's clock, moved forward for demonstrations and tests so that deadlines can be seen to pass.</summary>
public sealed class MovableClock(TimeProvider machine) : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Forward only: what is on record is never dated after the clock.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref ahead, by.Ticks);
    }
}
