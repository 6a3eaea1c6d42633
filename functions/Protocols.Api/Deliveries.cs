using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Telemetry;

namespace Protocols.Api;

/// <summary>Gives a message to its consumer and settles it by the verdict, the same in every shell.</summary>
public sealed partial class Deliveries(TimeProvider clock, ILogger<Deliveries> logger)
{
    /// <summary>Ends whatever was begun: only the pause before a message is given back is cut short by a stop.</summary>
    public async Task HandleAsync(Consumer consumer, IHeldMessage held, CancellationToken stopping)
    {
        using var span = Received(consumer, held.Message);
        var waited = clock.GetUtcNow() - held.Message.EnqueuedAt;
        var verdict = await LookAtAsync(consumer, held.Message);
        var became = verdict.Kind == VerdictKind.Again && consumer.IsLastDelivery(held.Message) ? VerdictKind.Dead : verdict.Kind;
        span?.SetTag(Spans.Verdict, Said(became));
        Signals.Handled(consumer.Queue.Name, Said(became), waited);
        if (verdict.Kind == VerdictKind.Done)
        {
            if (verdict.Reason.Length > 0)
                LogPostponed(held.Message.Id, consumer.Queue.Name, verdict.Reason);
            await held.CompleteAsync(CancellationToken.None);
            return;
        }
        if (verdict.Kind == VerdictKind.Dead)
        {
            LogDead(held.Message.Id, consumer.Queue.Name, verdict.Reason);
            await held.DeadLetterAsync(verdict.Reason, verdict.Description, CancellationToken.None);
        }
        else
        {
            await Task.Delay(Consumer.Pause(held.Message), clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await held.AbandonAsync(CancellationToken.None);
        }
        if (became == VerdictKind.Dead)
            await consumer.Buried(CancellationToken.None);
    }

    /// <summary>Its part in the trace of the fact that it points to.</summary>
    private static Activity? Received(Consumer consumer, ReceivedMessage message)
    {
        if (!Spans.AreWanted)
            return null;
        Pointer.TryRead(message.Body, out var pointer);
        return Spans.Receive($"{consumer.Queue.Name} receive", pointer?.Trace)?.SetTag(Spans.Queue, consumer.Queue.Name).SetTag(Spans.Number, pointer?.Number);
    }

    private static string Said(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Done => "done",
        VerdictKind.Again => "again",
        _ => "dead",
    };

    private async Task<Verdict> LookAtAsync(Consumer consumer, ReceivedMessage message)
    {
        try
        {
            return await consumer.Handle(message, CancellationToken.None);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            LogFailed(failed, message.Id, consumer.Queue.Name, message.Deliveries);
            return Verdict.Again;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {Id} of {Queue} failed at delivery {Deliveries}; it is given back")]
    private partial void LogFailed(Exception exception, string id, string queue, int deliveries);

    [LoggerMessage(3, LogLevel.Warning, "Message {Id} of {Queue} could not be handled now and comes again later: {Reason}")]
    private partial void LogPostponed(string id, string queue, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Message {Id} of {Queue} cannot be handled and joins the dead letters: {Reason}")]
    private partial void LogDead(string id, string queue, string reason);
}
