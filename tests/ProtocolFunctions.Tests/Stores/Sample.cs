using System.Globalization;
using System.Text.Json;
using Protocols;
using Protocols.Documents;
using Protocols.Facts;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>Documents by hand: valid in shape, with only what stores look at being meant.</summary>
internal static class Sample
{
    public static DateTimeOffset At { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static string Number(int n) => (2026030200000000 + n).ToString(CultureInfo.InvariantCulture);

    public static ProtocolDocument Document(int n, Func<ProtocolIndex, ProtocolIndex>? with = null, int bodyBytes = 200)
    {
        var index = new ProtocolIndex { OpenedAt = At.AddMinutes(n), Status = Status.Open, Channel = Channel.Phone, Tier = Tier.N1 };
        index = with?.Invoke(index) ?? index;
        return new()
        {
            Number = Number(n),
            Index = index,
            State = new()
            {
                Number = Number(n),
                Channel = index.Channel,
                Catalog = 1,
                OpenedAt = index.OpenedAt,
                OpenedBy = new("a1", "Ana", "agent"),
                Facts = 1,
                LastAt = index.OpenedAt,
            },
            Personal = Bytes(n, 60),
            Key = new("k1", Bytes(n + 1, 60)),
            Facts = [Fact(1, bodyBytes)],
        };
    }

    public static StoredFact Fact(int n, int bodyBytes = 20) => new(
        JsonSerializer.Deserialize<JsonElement>($$"""{"n":{{n}},"at":"2026-03-02T12:00:00.000Z","kind":"note","note":"ação <b>\"x\"</b> 😀"}"""),
        n.ToString("x64", CultureInfo.InvariantCulture),
        Bytes(n, bodyBytes));

    public static FactPage Page(int n, params int[] facts) => new(Number(n), facts[0], [.. facts.Select(fact => Fact(fact))]);

    public static OpeningReceipt Receipt(string key, int n, TimeSpan lives) => new(key, "body-" + n, Number(n), At + lives);

    public static string Json(ProtocolDocument document) => JsonSerializer.Serialize(document, DocumentJson.Default.ProtocolDocument);

    public static ProtocolDocument WithKeys(ProtocolDocument document, params string[] keys) =>
        document with { Index = document.Index with { Keys = keys } };

    public static ProtocolQuery ByKey(params string[] anyOf) => new() { Keys = [anyOf] };

    private static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
