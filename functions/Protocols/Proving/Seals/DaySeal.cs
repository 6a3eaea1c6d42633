using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Chain;

namespace Protocols.Proving.Seals;

/// <summary>
/// A day's seal: one hash that stands for the chains of all protocols with facts of that day. Each names the one before it, so that none can be
/// taken out or put in later unseen.
/// </summary>
/// <param name="Day">The company's local day.</param>
/// <param name="At">When it was written.</param>
/// <param name="Size">How many leaves it has.</param>
/// <param name="Root">Root of the tree over all leaves in the order of their numbers, lower-case hexadecimal.</param>
/// <param name="Before">SHA-256 over the canonical JSON of the seal before; null for the first.</param>
/// <param name="Pages">Where its leaves stand.</param>
public sealed record DaySeal(DateOnly Day, DateTimeOffset At, long Size, string Root, string? Before, IReadOnlyList<SealedPage> Pages)
{
    /// <summary>What the seal after it names.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Write()));

    /// <summary>Its canonical JSON, the same wherever it is kept.</summary>
    public byte[] Write() => CanonicalJson.Write(JsonSerializer.SerializeToElement(this, SealJson.Default.DaySeal));
}

/// <param name="First">The first number in it.</param>
/// <param name="Root">Root of the tree over its leaves, by which it is also found.</param>
public sealed record SealedPage(string First, string Root);

/// <summary>A run of a day's leaves in the order of their numbers.</summary>
public sealed record SealPage(string Root, IReadOnlyList<Leaf> Leaves)
{
    /// <summary>A power of two, so that each page but the last is a whole subtree and its root a node of the day's tree.</summary>
    public const int Most = 1024;

    public static SealPage Of(IReadOnlyList<Leaf> leaves) => new(Convert.ToHexStringLower(Merkle.Root(Hashes(leaves))), leaves);

    internal static byte[][] Hashes(IReadOnlyList<Leaf> leaves) => [.. leaves.Select(leaf => leaf.Hash())];
}

/// <summary>The one spelling of seals in every store.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(DaySeal))]
[JsonSerializable(typeof(SealPage))]
public sealed partial class SealJson : JsonSerializerContext;
