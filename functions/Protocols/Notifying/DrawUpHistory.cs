using Protocols.Ports;

namespace Protocols.Notifying;

/// <summary>
/// Draws up a protocol's history as its customer may see it, in his language, to go with a mail (M22). That it was drawn up is in the access log
/// before it answers. A refusal is for good.
/// </summary>
public delegate Task<Result<AttachedFile>> DrawUpHistory(string number, CancellationToken cancellation);
