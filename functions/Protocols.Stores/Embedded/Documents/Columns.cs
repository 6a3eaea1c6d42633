using Protocols.Documents;
using Protocols.Escalating;

namespace Protocols.Stores.Embedded;

/// <summary>The columns of a protocol that queries ask about, filled from the document's index.</summary>
internal static class Columns
{
    private static readonly (string Name, Func<ProtocolIndex, object?> Of)[] all =
    [
        ("status", index => Codes<Status>.Of(index.Status)),
        ("type", index => index.Type),
        ("occurrence", index => index.Occurrence),
        ("channel", index => Codes<Channel>.Of(index.Channel)),
        ("owner", index => index.Owner),
        ("executor", index => index.Executor),
        ("tier", index => Codes<Tier>.Of(index.Tier)),
        ("department", index => index.Department),
        ("waiting_on", index => index.WaitingOn is { } waiting ? Codes<WaitingOn>.Of(waiting) : null),
        ("breached", index => Breached(index.Breached)),
        ("next_due", index => index.NextDue?.ToUnixTimeMilliseconds()),
        ("escalation", index => index.Escalation is { } escalation ? Codes<EscalationState>.Of(escalation) : null),
        ("due_at", index => index.DueAt?.ToUnixTimeMilliseconds()),
        ("return_at", index => index.ReturnAt?.ToUnixTimeMilliseconds()),
        ("purge_at", index => index.PurgeAt?.ToUnixTimeMilliseconds()),
        ("outbox_at", index => index.OutboxAt?.ToUnixTimeMilliseconds()),
        ("seal_at", index => index.SealAt?.ToUnixTimeMilliseconds()),
        ("opened_at", index => index.OpenedAt.ToUnixTimeMilliseconds()),
    ];

    public static string Breached(bool breached) => breached ? "yes" : "no";

    public static IReadOnlyList<string> Names { get; } = [.. all.Select(column => column.Name)];

    public static object?[] Values(ProtocolIndex index) => [.. all.Select(column => column.Of(index))];

    /// <summary>Which columns differ, a bit each in the order of <see cref="Names"/>.</summary>
    public static int Changed(object?[] before, object?[] after)
    {
        var changed = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (!Equals(before[i], after[i]))
                changed |= 1 << i;
        }
        return changed;
    }
}
