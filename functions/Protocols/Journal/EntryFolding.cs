using Protocols.Callbacks;
using Protocols.Facts;

namespace Protocols.Journal;

/// <summary>What an entry of the journal makes of the case.</summary>
internal static class EntryFolding
{
    public static Protocol Enter(this Protocol protocol, EntryAdded added, Fact fact)
    {
        var worked = protocol with
        {
            Worked = true,
            Analysed = added.Entry == EntryKind.Analysis ? fact.N : protocol.Analysed,
            Tested = added.Entry == EntryKind.Test ? fact.N : protocol.Tested,
        };
        return added.Entry switch
        {
            EntryKind.Solution => worked with { Solution = fact.N, Personal = protocol.Personal with { Resolution = fact.Body?.Text } },
            EntryKind.Contact => worked.Contact(added, fact),
            _ => worked,
        };
    }

    private static Protocol Contact(this Protocol protocol, EntryAdded added, Fact fact)
    {
        var (inbound, outbound) = (added.Direction == Direction.Inbound, added.Direction == Direction.Outbound);
        return protocol with
        {
            WaitingOn = inbound && protocol.WaitingOn == WaitingOn.Customer ? null : protocol.WaitingOn,
            Missed = outbound && added.Reached == false ? [.. protocol.Missed, fact.At] : protocol.Missed,
            LastReturns = outbound && added.Reached == true
                ? [.. protocol.LastReturns.Append(fact.At).TakeLast(Callback.MostPerDay)]
                : protocol.LastReturns,
            Informed = added.CustomerInformed == true ? fact.N : protocol.Informed,
            WrittenTo = protocol.WrittenTo || (outbound && (added.Channel ?? protocol.Channel).IsWritten()),
        };
    }
}
