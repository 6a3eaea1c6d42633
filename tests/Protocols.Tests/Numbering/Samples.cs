using System.Globalization;
using Protocols.Numbering;

namespace Protocols.Tests.Numbering;

internal static class Samples
{
    public const string AnsRegistry = "302147";

    public static TimeZoneInfo SaoPaulo { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    public static NumberTemplate Template(string text) =>
        NumberTemplate.TryParse(text, AnsRegistry, out var template, out var reason)
            ? template
            : throw new ArgumentException(reason, nameof(text));

    /// <summary>Waits for what happens in the background; after ten seconds it never will.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!holds()) await Task.Delay(1, patience.Token);
    }

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

}

/// <summary>A clock that only moves when told.</summary>
internal sealed class SetClock : TimeProvider
{
    private long elapsed = TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref elapsed);

    public void Advance(TimeSpan by) => Interlocked.Add(ref elapsed, by.Ticks);
}
