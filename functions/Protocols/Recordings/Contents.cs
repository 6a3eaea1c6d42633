namespace Protocols.Recordings;

/// <summary>What bytes must be to be kept.</summary>
/// <param name="MaxBytes">No more than these.</param>
/// <param name="Sha256">What they must hash to, lower-case hexadecimal; null where nothing was said.</param>
public readonly record struct ContentLimits(long MaxBytes, string? Sha256 = null);

/// <summary>What became of bytes that were to be kept.</summary>
/// <param name="Sha256">Lower-case hexadecimal; of what came, where it was refused.</param>
public readonly record struct ContentWritten(ContentOutcome Outcome, long Size = 0, string Sha256 = "");

public enum ContentOutcome
{
    Written,

    /// <summary>Something is kept under the name already; it is as it was.</summary>
    Exists,

    TooLarge,

    /// <summary>There was not one byte.</summary>
    Empty,

    /// <summary>They do not hash to what was said.</summary>
    OtherDigest,

    /// <summary>Parts are missing, or nothing was begun.</summary>
    Incomplete,
}

/// <summary>What became of a part; only what was written counts.</summary>
public enum PartOutcome
{
    Written,

    /// <summary>It was longer or shorter.</summary>
    OtherSize,

    /// <summary>It does not hash to what was said.</summary>
    OtherDigest,
}

/// <summary>What comes in parts.</summary>
/// <param name="Request">Keyed hash over the request that began it, so that its repetition is known; null where it bore no key.</param>
public sealed record Upload(
    string MediaType, long Size, DateTimeOffset StartedAt, int Duration, DateTimeOffset BegunAt, string? Request = null)
{
    public const int PartBytes = 8 * 1024 * 1024;

    /// <summary>What is not finished after this is given up.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(1);

    public int Parts => (int)((Size + PartBytes - 1) / PartBytes);

    /// <summary>How long the part with this number is; 0 where there is none.</summary>
    public int SizeOf(int part) => part < 1 || part > Parts ? 0 : (int)Math.Min(PartBytes, Size - ((part - 1L) * PartBytes));
}

/// <param name="There">The parts that have come, from 1.</param>
public sealed record UploadState(Upload Upload, IReadOnlySet<int> There)
{
    public IEnumerable<int> Missing => Enumerable.Range(1, Upload.Parts).Where(part => !There.Contains(part));
}

/// <summary>What is kept is not what was written. It is left as it is, since it is evidence.</summary>
public sealed class ContentDamagedException : Exception
{
    public ContentDamagedException()
    {
    }

    public ContentDamagedException(string message)
        : base(message)
    {
    }

    public ContentDamagedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
