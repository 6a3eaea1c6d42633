namespace Protocols.Cases;

/// <summary>What a request makes its change depend on.</summary>
/// <param name="IfMatch">The fact numbers it may apply to; null for any.</param>
public sealed record Conditions(IReadOnlyList<long>? IfMatch = null, IdempotencyKey? Key = null)
{
    public static Conditions None { get; } = new();
}

/// <summary>A request that may come twice, as keyed hashes: of caller, method, route and key, and of its body.</summary>
public sealed record IdempotencyKey(string Key, string Body)
{
    /// <summary>The same under the other keys of the ring: a request that came before a rotation may be repeated after it.</summary>
    public IReadOnlyList<IdempotencyKey> Older { get; init; } = [];

    /// <summary>The hashes with this key among them; null where the key is another request's.</summary>
    public IdempotencyKey? Named(string key) => Key == key ? this : Older.FirstOrDefault(older => older.Key == key);

    /// <summary>How long a repetition is recognised.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(24);
}
