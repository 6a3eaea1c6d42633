namespace Protocols.Local.Seeding;

/// <summary>What was written, counted. Safe to be told of cases from anywhere.</summary>
internal sealed class SeedSummary
{
    private readonly Lock counting = new();
    private readonly SortedDictionary<Status, int> byStatus = [];
    private readonly SortedDictionary<string, int> byType = new(StringComparer.Ordinal);
    private string? first;
    private string? last;

    public void Add(Protocol protocol)
    {
        var type = protocol.Type ?? "unclassified";
        lock (counting)
        {
            byStatus[protocol.Status] = byStatus.GetValueOrDefault(protocol.Status) + 1;
            byType[type] = byType.GetValueOrDefault(type) + 1;
            if (first is null || string.CompareOrdinal(protocol.Number, first) < 0)
                first = protocol.Number;
            if (string.CompareOrdinal(protocol.Number, last) > 0)
                last = protocol.Number;
        }
    }

    public void Write(TextWriter output, TimeSpan took)
    {
        var count = byStatus.Values.Sum();
        output.WriteLine($"Numbers {first} to {last}");
        output.WriteLine($"By status: {string.Join(", ", byStatus.Select(pair => $"{Codes<Status>.Of(pair.Key)} {pair.Value}"))}");
        output.WriteLine($"By type: {string.Join(", ", byType.Select(pair => $"{pair.Key} {pair.Value}"))}");
        output.WriteLine($"{count} protocols in {took.TotalSeconds:F1} s, {count / took.TotalSeconds:F0} per second");
    }
}
