using Protocols.Ports;

namespace Protocols.Stores.Embedded;

/// <summary>
/// Documents as they were last read or written, so that a case that is worked on is not parsed again at each step. The version
/// is asked of the database every time, so what is here is used only while it is the present one.
/// </summary>
internal sealed class RecentProtocols
{
    /// <summary>Documents move older facts to pages above 32 KB, so this stays within some tens of megabytes.</summary>
    private const int Slots = 1024;

    private readonly StoredProtocol?[] slots = new StoredProtocol?[Slots];

    public StoredProtocol? Find(string number, string version) =>
        Volatile.Read(ref slots[Slot(number)]) is { } kept && kept.Version == version && kept.Document.Number == number ? kept : null;

    public void Keep(StoredProtocol protocol) => Volatile.Write(ref slots[Slot(protocol.Document.Number)], protocol);

    private static int Slot(string number) => (string.GetHashCode(number, StringComparison.Ordinal) & int.MaxValue) % Slots;
}
