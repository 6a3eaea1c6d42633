using System.Runtime.CompilerServices;
using Protocols.Documents;
using Protocols.Ports;

namespace Protocols.Finding;

/// <summary>Goes through every protocol that is not closed. One whose status changes meanwhile may be missed, or met twice.</summary>
internal static class OpenCases
{
    private const int Page = 200;

    private static readonly Status[] open = [Status.Open, Status.InProgress, Status.Waiting, Status.Resolved];

    public static async IAsyncEnumerable<IReadOnlyList<ProtocolDocument>> PagesAsync(
        IProtocolStore store, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var status in open)
        {
            ListPosition? next = null;
            do
            {
                var page = await store.ListAsync(new() { Status = status, Limit = Page, After = next }, cancellation);
                if (page.Items.Count > 0)
                    yield return page.Items;
                next = page.Next;
            }
            while (next is not null);
        }
    }
}
