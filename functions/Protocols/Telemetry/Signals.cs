using System.Diagnostics.Metrics;
using Protocols.Facts;

namespace Protocols.Telemetry;

/// <summary>
/// What the service counts of its own work. Every name and tag stands here and nowhere else; tags are codes of ours, never a number, a
/// person or a text, so that no series grows with what exists. Where nobody listens a call costs one look at a flag.
/// </summary>
public static class Signals
{
    /// <summary>Of the meter and of the source of spans.</summary>
    public const string Name = "Protocols";

    public const string Endpoint = "endpoint", Status = "status", Kind = "kind", Deadline = "deadline", Sweep = "sweep", Outcome = "outcome";
    public const string Queue = "queue", Verdict = "verdict", Container = "container", Operation = "operation";

    private const string Done = "done", Busy = "busy", BrokenOff = "failed";

    private static readonly Meter meter = new(Name);
    private static readonly Histogram<double> calls = meter.CreateHistogram<double>("protocols.call.duration", "s", "HTTP calls");
    private static readonly Counter<long> facts = meter.CreateCounter<long>("protocols.facts", "{fact}", "Facts that were committed");
    private static readonly Counter<long> breaches = meter.CreateCounter<long>("protocols.deadlines.breached", "{deadline}", "Deadlines that were flagged as breached");
    private static readonly Histogram<double> passes = meter.CreateHistogram<double>("protocols.sweep.duration", "s", "Passes by the clock, however they ended");
    private static readonly Gauge<long> lastPasses = meter.CreateGauge<long>("protocols.sweep.last_run", "s", "When a pass last came to its end, in seconds since 1970");
    private static readonly Gauge<long> due = meter.CreateGauge<long>("protocols.sweep.due", "{protocol}", "What a pass found due: the backlog since the one before");
    private static readonly Counter<long> putOff = meter.CreateCounter<long>("protocols.sweep.put_off", "{protocol}", "Protocols that a pass could not attend to");
    private static readonly Histogram<double> outbox = meter.CreateHistogram<double>("protocols.outbox.age", "s", "Age of messages that did not leave with their change, as the relay sent them");
    private static readonly Histogram<double> waits = meter.CreateHistogram<double>("protocols.message.wait", "s", "From when a message could be received to when it was");
    private static readonly Counter<long> messages = meter.CreateCounter<long>("protocols.messages.handled", "{message}", "What became of messages: done, again or dead");
    private static readonly Histogram<double> requests = meter.CreateHistogram<double>("protocols.cosmos.duration", "s", "Requests to Cosmos DB, with what its client tried again");
    private static readonly Histogram<double> charges = meter.CreateHistogram<double>("protocols.cosmos.charge", "{RU}", "What Cosmos DB charged for a request");

    /// <summary>Where a measurement begins.</summary>
    public static long Begin() => TimeProvider.System.GetTimestamp();

    /// <summary>Whether anybody wants to know about requests to the database.</summary>
    public static bool WatchesRequests => requests.Enabled || charges.Enabled;

    /// <param name="endpoint">Its name in the table of endpoints.</param>
    public static void Called(string endpoint, int status, long begun)
    {
        if (calls.Enabled)
            calls.Record(Since(begun), new(Endpoint, endpoint), new(Status, status));
    }

    /// <summary>These are on record now.</summary>
    public static void Committed(IReadOnlyList<Fact> committed)
    {
        if (!facts.Enabled && !breaches.Enabled)
            return;
        foreach (var fact in committed)
        {
            facts.Add(1, new KeyValuePair<string, object?>(Kind, fact.Terms.Kind));
            if (fact.Terms is DeadlineBreached breached)
                breaches.Add(1, new KeyValuePair<string, object?>(Deadline, Codes<Target>.Of(breached.Target)));
        }
    }

    /// <summary>A pass came to its end, or was left to the process that was running it.</summary>
    /// <param name="sweep">One of its names.</param>
    public static void Swept(string sweep, bool busy, int found, int failed, long begun)
    {
        var which = new KeyValuePair<string, object?>(Sweep, sweep);
        passes.Record(Since(begun), which, new(Outcome, busy ? Busy : Done));
        if (busy)
            return;
        lastPasses.Record(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), which);
        due.Record(found, which);
        if (failed > 0)
            putOff.Add(failed, which);
    }

    /// <summary>A pass broke off and is tried again at its next time.</summary>
    public static void SweepFailed(string sweep, long begun) => passes.Record(Since(begun), new(Sweep, sweep), new(Outcome, BrokenOff));

    public static void Relayed(TimeSpan age) => outbox.Record(Seconds(age));

    /// <param name="verdict">done, again or dead.</param>
    public static void Handled(string queue, string verdict, TimeSpan waited)
    {
        messages.Add(1, new(Queue, queue), new(Verdict, verdict));
        waits.Record(Seconds(waited), new KeyValuePair<string, object?>(Queue, queue));
    }

    /// <param name="charge">In request units.</param>
    public static void Asked(string container, string operation, int status, double charge, long begun)
    {
        var (in_, asked, answered) = (new KeyValuePair<string, object?>(Container, container), new KeyValuePair<string, object?>(Operation, operation), new KeyValuePair<string, object?>(Status, status));
        requests.Record(Since(begun), in_, asked, answered);
        charges.Record(charge, in_, asked, answered);
    }

    private static double Since(long begun) => TimeProvider.System.GetElapsedTime(begun).TotalSeconds;

    /// <summary>Clocks of two machines may differ by a moment.</summary>
    private static double Seconds(TimeSpan time) => Math.Max(0, time.TotalSeconds);
}
