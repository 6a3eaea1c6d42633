namespace Protocols.Extending;

/// <summary>How many terms were extended in a local month, of how many that could be: those of the demands opened in it so far.</summary>
/// <param name="Month">Such as <c>2026-11</c>.</param>
/// <param name="Share">The part of the demands that may be extended.</param>
/// <param name="Demands">Exact where there is no room; else counted no further than was needed.</param>
public sealed record ExtensionQuota(string Policy, string Month, decimal Share, int Granted, int Demands)
{
    /// <summary>Whether one more stays within the share: a tenth of three demands is none.</summary>
    public bool HasRoom => Granted + 1 <= Share * Demands;
}
