using Protocols.Chain;

namespace Protocols.Ports;

/// <summary>What the service keeps its protocols in, and the keys it keeps them under.</summary>
/// <param name="Queues">Null where the stores were opened to be read only.</param>
public sealed record StoreSet(IProtocolStore Protocols, INumberBlocks NumberBlocks, ILeases Leases, ICatalogues Catalogues, ITries Tries, KeyRing Ring, IMessageQueues? Queues = null);
