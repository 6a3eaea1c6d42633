namespace Protocols.Ports;

/// <summary>A queue and how it behaves: the same on every store, and what the deployment must be given.</summary>
/// <param name="Name">What it is called on every store; never changed, since messages wait under it.</param>
/// <param name="Sessions">Whether every message belongs to a session, whose messages are handled one after another.</param>
public sealed record QueueDefinition(string Name, bool Sessions)
{
    public const string EscalationsName = "escalations";
    public const string NotificationsName = "notifications";
    public const string WebhooksName = "webhooks";

    /// <summary>Escalations to be carried out; the session is the protocol's number, so those of one protocol keep their order.</summary>
    public static QueueDefinition Escalations { get; } = new(EscalationsName, Sessions: true);

    /// <summary>What customers and staff are to be told.</summary>
    public static QueueDefinition Notifications { get; } = new(NotificationsName, Sessions: false);

    /// <summary>What other systems have asked to be told.</summary>
    public static QueueDefinition Webhooks { get; } = new(WebhooksName, Sessions: false);

    public static IReadOnlyList<QueueDefinition> All { get; } = [Escalations, Notifications, Webhooks];

    /// <summary>How long a message is one receiver's alone, counted from its receipt or the last renewal.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A message that was handed out so often and not settled goes to the dead letters.</summary>
    public int MaxDeliveries { get; init; } = 10;

    /// <summary>For how long a message with the id of an earlier one is taken for the same and dropped.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromHours(1);
}
