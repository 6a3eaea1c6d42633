using Protocols.Chain;
using Protocols.Finding;
using Protocols.Ports;

namespace Protocols.Reporting;

/// <summary>
/// Looks for the other protocols of a customer by what he gave of himself: document, telephone, e-mail address, any of them. Of the very many that one
/// customer may have within the window only the newest 200 are looked at.
/// </summary>
internal sealed class FindNeighbours(IProtocolStore store, KeyRing ring, ReportWindow window)
{
    private const int Most = 200;

    public async Task<Neighbours> OfAsync(Protocol protocol, CancellationToken cancellation)
    {
        var keys = LookupKeys.OfSamePerson(protocol.Personal.Customer, ring);
        if (keys.Count == 0)
            return Neighbours.None;
        var opened = protocol.OpenedAt;
        var around = await store.ListAsync(
            new() { Keys = [keys], OpenedFrom = opened - window.Recontact, OpenedTo = opened + window.Recontact + TimeSpan.FromMilliseconds(1), Limit = Most },
            cancellation);
        // The ombudsman's own number of a case is no other contact.
        var kin = around.Items.Select(item => item.State).Where(other => other.Number != protocol.Number && !IsOmbudsmans(protocol, other.Number)).ToList();
        var same = kin.Where(other => IsAboutTheSame(protocol, other)).ToList();
        return new(
            true,
            kin.Exists(other => Order(other, protocol) < 0) || await WasHereAsync(keys, opened, cancellation),
            same.Exists(other => Order(other, protocol) < 0),
            same.Exists(other => Order(other, protocol) > 0),
            [.. kin.Select(other => other.Number).Order(StringComparer.Ordinal)]);
    }

    private async Task<bool> WasHereAsync(IReadOnlyList<string> keys, DateTimeOffset opened, CancellationToken cancellation)
    {
        var before = await store.ListAsync(
            new() { Keys = [keys], OpenedFrom = opened - ReportWindow.Loyalty, OpenedTo = opened - window.Recontact, Limit = 1 }, cancellation);
        return before.Items.Count > 0;
    }

    private static bool IsAboutTheSame(Protocol protocol, Protocol other) =>
        (protocol.Occurrence is not null && protocol.Occurrence == other.Occurrence)
        || protocol.Links.Any(link => link.Number == other.Number && link.Kind is LinkKind.FollowUp or LinkKind.Duplicate);

    private static bool IsOmbudsmans(Protocol protocol, string other) =>
        protocol.Links.Any(link => link.Number == other && link.Kind == LinkKind.Ombudsman);

    private static int Order(Protocol one, Protocol other) =>
        one.OpenedAt == other.OpenedAt ? string.CompareOrdinal(one.Number, other.Number) : one.OpenedAt.CompareTo(other.OpenedAt);
}
