using Protocols.Facts;

namespace Protocols.Handling;

/// <summary>What a link makes of the case.</summary>
internal static class LinkFolding
{
    public static Protocol Join(this Protocol protocol, Linked linked) => protocol with
    {
        Links = [.. protocol.Links, new(linked.Number, linked.Link, linked.End)],
        FirstAt = linked.Repeats is { } first && !(protocol.FirstAt <= first.Since) ? first.Since : protocol.FirstAt,
        RepeatedBy = linked.Repeated == true ? [.. protocol.RepeatedBy.Union([linked.Number])] : protocol.RepeatedBy,
    };
}
