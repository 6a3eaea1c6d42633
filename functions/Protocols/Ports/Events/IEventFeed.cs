using Protocols.Events;

namespace Protocols.Ports;

/// <summary>
/// What happened, in the order in which it was committed: those of one protocol in the order of their facts. An event is there once what made it
/// was answered for, or a moment later, and stays for <see cref="Kept"/>. Throws as <see cref="IProtocolStore"/> does.
/// </summary>
public interface IEventFeed
{
    /// <summary>At least so long an event can be read; later it is gone without a trace.</summary>
    static TimeSpan Kept { get; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Events behind a place, at most <paramref name="limit"/>. Going on from <see cref="EventPage.Next"/> neither skips nor repeats any, while
    /// others write. How many there are says nothing of how many follow: <see cref="EventPage.More"/> does. The cost follows what is found, not what is kept.
    /// </summary>
    /// <param name="after">A page's <see cref="EventPage.Next"/>; null begins with the oldest that is kept.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="client">Of protocols that this client opened alone; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FormatException">The place is none of this store's.</exception>
    Task<EventPage> ReadAsync(string? after, int limit, string? client, CancellationToken cancellation);
}

/// <param name="Next">The place behind the last of them, or the same one where there are none. ASCII; means nothing outside the store.</param>
/// <param name="More">
/// False only where all that was there when it was asked for has been told by now. True says that more may follow at once, even where the page is empty.
/// </param>
public sealed record EventPage(IReadOnlyList<ProtocolEvent> Items, string Next, bool More);
