using System.Diagnostics;

namespace Protocols.Telemetry;

/// <summary>
/// Traces: a span for each call, message, pass and protocol that a pass attends to. The protocol's number is what they are found by; nothing
/// else of a case is ever put on one. Where nobody listens none is made.
/// </summary>
public static class Spans
{
    /// <summary>The tag that every span about a protocol bears.</summary>
    public const string Number = "protocol.number";

    /// <summary>The tags that a span may bear besides.</summary>
    public const string Status = "http.response.status_code", Verdict = "message.verdict", Queue = "message.queue", Found = "sweep.found", Written = "sweep.written", Charge = "cosmos.charge";

    private static readonly ActivitySource source = new(Signals.Name);

    /// <summary>Whether anybody wants traces.</summary>
    public static bool AreWanted => source.HasListeners();

    /// <summary>What a message that is committed now carries, so that whoever handles it is part of the same trace; null where nobody keeps it.</summary>
    public static string? Context => AreWanted && Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    public static Activity? Start(string name, string? number = null)
    {
        var span = source.StartActivity(name);
        return number is null ? span : span?.SetTag(Number, number);
    }

    /// <summary>What is under way turned out to be about this protocol.</summary>
    public static void About(string number)
    {
        if (Activity.Current is { } current && current.Source == source)
            current.SetTag(Number, number);
    }

    /// <summary>A message's, in the trace of what it tells of; the delivery that brought it is linked.</summary>
    /// <param name="context">What <see cref="Context"/> was; null where the message carries none.</param>
    public static Activity? Receive(string name, string? context)
    {
        if (!ActivityContext.TryParse(context, null, isRemote: true, out var parent))
            return source.StartActivity(name, ActivityKind.Consumer);
        var links = Activity.Current is { } delivery ? [new(delivery.Context)] : Array.Empty<ActivityLink>();
        return source.StartActivity(name, ActivityKind.Consumer, parent, links: links);
    }
}
