namespace Protocols.Outgoing;

/// <summary>The ids of the messages that this process sent last. What it forgets is only sent once more.</summary>
internal sealed class SentMessages
{
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly HashSet<string> ids = [];
    private readonly Queue<string> order = new();

    public bool Has(string id)
    {
        lock (gate)
            return ids.Contains(id);
    }

    public void Add(string id)
    {
        lock (gate)
        {
            if (!ids.Add(id))
                return;
            order.Enqueue(id);
            if (order.Count > Most)
                ids.Remove(order.Dequeue());
        }
    }
}
