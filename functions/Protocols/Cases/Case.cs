using System.Text.Json;
using Protocols.Chain;
using Protocols.Documents;
using Protocols.Facts;
using Protocols.Ports;

namespace Protocols.Cases;

/// <summary>A protocol taken from the store and opened with its data key.</summary>
public sealed class Case : IDisposable
{
    private Case(StoredProtocol stored, Protocol state, DataKey? key)
    {
        Stored = stored;
        State = state;
        Key = key;
    }

    public StoredProtocol Stored { get; }
    public Protocol State { get; }

    /// <summary>Null once the personal data was erased.</summary>
    internal DataKey? Key { get; }

    internal ProtocolDocument Document => Stored.Document;

    /// <exception cref="System.Security.Cryptography.CryptographicException">What is kept was changed behind the service's back.</exception>
    public static Case Open(StoredProtocol stored, KeyRing ring)
    {
        var document = stored.Document;
        if (document.Key is null || document.Personal is null)
            return new(stored, document.State, null);
        var key = ring.Unwrap(document.Key, document.Number);
        var plain = key.Open(PersonalSeal(document.State.Facts, document.Head), document.Personal);
        var personal = JsonSerializer.Deserialize(plain, DocumentJson.Default.Personal)!;
        return new(stored, document.State with { Personal = personal }, key);
    }

    /// <summary>The personal part is bound to the chain's head, so an older one cannot be put back.</summary>
    internal static string PersonalSeal(long facts, string head) => $"personal:{facts}:{head}";

    internal Fact Read(StoredFact fact) => FactCodec.Open(fact, Key);

    public void Dispose() => Key?.Dispose();
}
