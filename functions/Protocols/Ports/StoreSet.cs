using Protocols.Chain;

namespace Protocols.Ports;

/// <summary>What the service keeps its protocols in, and the keys it keeps them under.</summary>
public sealed record StoreSet(IProtocolStore Protocols, INumberBlocks NumberBlocks, ILeases Leases, KeyRing Ring);
