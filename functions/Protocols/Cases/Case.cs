using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Chain;
using Protocols.Documents;
using Protocols.Facts;
using Protocols.Ports;

namespace Protocols.Cases;

/// <summary>A protocol taken from the store and opened with its data key.</summary>
public sealed class Case : IDisposable
{
    private Case(StoredProtocol stored, Protocol state, DataKey? key, byte[] plain)
    {
        Stored = stored;
        State = state;
        Key = key;
        Plain = plain;
    }

    public StoredProtocol Stored { get; }
    public Protocol State { get; }

    /// <summary>Null once the personal data was erased.</summary>
    internal DataKey? Key { get; }

    /// <summary>The personal part of the state as it was decrypted, so that one that stays as it is need not be written anew.</summary>
    internal ReadOnlySpan<byte> Personal => Plain;

    private byte[] Plain { get; }

    internal ProtocolDocument Document => Stored.Document;

    /// <exception cref="CryptographicException">What is kept was changed behind the service's back.</exception>
    public static Case Open(StoredProtocol stored, KeyRing ring)
    {
        var document = stored.Document;
        if (document.Key is null || document.Personal is null)
            return new(stored, document.State, null, []);
        var key = ring.Unwrap(document.Key, document.Number);
        var plain = key.Open(PersonalSeal(document.State.Facts, document.Head), document.Personal);
        var personal = JsonSerializer.Deserialize(plain, DocumentJson.Default.Personal)!;
        return new(stored, document.State with { Personal = personal }, key, plain);
    }

    /// <summary>The personal part is bound to the chain's head, so an older one cannot be put back.</summary>
    internal static string PersonalSeal(long facts, string head) => $"personal:{facts}:{head}";

    internal Fact Read(StoredFact fact) => FactCodec.Open(fact, Key);

    public void Dispose()
    {
        Key?.Dispose();
        CryptographicOperations.ZeroMemory(Plain);
    }
}
