using Protocols.Chain;
using Protocols.Keeping;
using Protocols.Proving;
using Protocols.Webhooks;

namespace Protocols.Ports;

/// <summary>What the service keeps its protocols in, and the keys it keeps them under.</summary>
/// <param name="Queues">Null where the stores were opened to be read only.</param>
/// <param name="Contents">Null where the stores were opened without recordings and attachments.</param>
public sealed record StoreSet(
    IProtocolStore Protocols,
    INumberBlocks NumberBlocks,
    ILeases Leases,
    ICatalogues Catalogues,
    ITries Tries,
    IAccessLog AccessLog,
    ISeals Seals,
    KeyRing Ring,
    IMessageQueues? Queues = null,
    IContents? Contents = null)
{
    /// <summary>Where seals stand once more; null where nothing seals.</summary>
    public ISealArchive? SealArchive { get; init; }

    /// <summary>What happened, for other systems; null where the stores were opened to be read only.</summary>
    public IEventFeed? Events { get; init; }

    /// <summary>Who is told of it; null where the stores were opened to be read only.</summary>
    public IWholeList<Webhook>? Webhooks { get; init; }

    /// <summary>Who is held, also while he has no protocol; null where the stores were opened without that.</summary>
    public IWholeList<PersonHold>? PersonHolds { get; init; }

    /// <summary>Which keys of the ring are in use; null where the stores were opened without that.</summary>
    public IKeyUses? KeyUses { get; init; }

    /// <summary>What statements are signed with; null where the stores were opened to be read only.</summary>
    public SigningKeys? Signing { get; init; }

    /// <summary>What reports are told from; null where the stores were opened without them.</summary>
    public IReports? Reports { get; init; }
}
