using System.Text.Json;
using Protocols.Chain;

namespace Protocols.Proving.Seals;

/// <summary>One protocol in a day's seal: its last fact before the day ended, and the chain's hash up to it.</summary>
public sealed record Leaf(string Number, long Fact, string Link)
{
    /// <summary>What stands at the bottom of the tree: over the canonical JSON <c>{"fact":…,"link":…,"number":…}</c>.</summary>
    public byte[] Hash() => Merkle.Leaf(CanonicalJson.Write(JsonSerializer.SerializeToElement(this, ProvingJson.Default.Leaf)));
}

/// <summary>Shows that a protocol's chain, up to one fact, stands under the root of a sealed day.</summary>
/// <param name="SealedAt">When the seal was written.</param>
/// <param name="Index">The leaf's place, from 0.</param>
/// <param name="Size">How many leaves the day has.</param>
/// <param name="Proof">Lower-case hexadecimal hashes from the bottom up, RFC 6962.</param>
public sealed record Inclusion(
    DateOnly Day, DateTimeOffset SealedAt, long Fact, string Link, string Root, long Index, long Size, IReadOnlyList<string> Proof)
{
    /// <summary>Whether leaf and proof lead to the root.</summary>
    public bool Holds(string number)
    {
        try
        {
            var root = Merkle.RootFrom(new Leaf(number, Fact, Link).Hash(), Index, Size, [.. Proof.Select(Convert.FromHexString)]);
            return root is not null && Convert.ToHexStringLower(root) == Root;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
