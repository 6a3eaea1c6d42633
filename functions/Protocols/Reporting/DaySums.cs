using System.Text;

namespace Protocols.Reporting;

/// <summary>A day's contributions, summed by one dimension.</summary>
/// <param name="Packed">
/// <see cref="Contribution.Format"/>, then a group after the other: its code in UTF-8 and its value of each <see cref="Measure"/>; numbers in seven bits a byte.
/// </param>
public sealed record DaySums(DateOnly Day, Dimension By, byte[] Packed)
{
    /// <summary>Sums a day by every dimension.</summary>
    public static async Task<IReadOnlyList<DaySums>> OfAsync(DateOnly day, IAsyncEnumerable<Contribution> contributions)
    {
        var dimensions = Enum.GetValues<Dimension>();
        var sums = Array.ConvertAll(dimensions, _ => new SortedDictionary<string, long[]>(StringComparer.Ordinal));
        await foreach (var contribution in contributions)
        {
            // Made under another format, it is about to be made anew.
            if (contribution.Values.Length != Measures.Count)
                continue;
            foreach (var dimension in dimensions)
                Group(sums[(int)dimension], contribution.Of(dimension) ?? "").Add(contribution.Values.AsSpan());
        }
        return [.. dimensions.Select(dimension => new DaySums(day, dimension, Pack(sums[(int)dimension])))];
    }

    /// <summary>Adds every group's values to that group's sums; sums of another format are about to be made anew and say nothing.</summary>
    public void AddTo(Func<string, long[]> group)
    {
        var reader = new PackedReader(Packed);
        if (reader.Number() != Contribution.Format)
            return;
        while (reader.HasMore)
        {
            var sums = group(reader.Text());
            for (var i = 0; i < Measures.Count; i++)
                sums[i] += reader.Number();
        }
    }

    internal static long[] Group(IDictionary<string, long[]> groups, string code) =>
        groups.TryGetValue(code, out var sums) ? sums : groups[code] = new long[Measures.Count];

    private static byte[] Pack(SortedDictionary<string, long[]> groups)
    {
        using var packed = new MemoryStream();
        using var writer = new BinaryWriter(packed, Encoding.UTF8);
        writer.Write7BitEncodedInt64(Contribution.Format);
        foreach (var (code, sums) in groups)
        {
            writer.Write(code);
            foreach (var sum in sums)
                writer.Write7BitEncodedInt64(sum);
        }
        writer.Flush();
        return packed.ToArray();
    }

    private ref struct PackedReader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private int at;

        public readonly bool HasMore => at < bytes.Length;

        public long Number()
        {
            for (var (number, shift) = (0L, 0); ; shift += 7)
            {
                var next = bytes[at++];
                number |= (next & 0x7FL) << shift;
                if (next <= 0x7F)
                    return number;
            }
        }

        public string Text()
        {
            var length = (int)Number();
            at += length;
            return Encoding.UTF8.GetString(bytes[(at - length)..at]);
        }
    }
}
