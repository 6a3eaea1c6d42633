namespace Protocols.Ports;

/// <summary>The store turns requests away or does not answer. A write may or may not have been done; sent again it does no harm.</summary>
public sealed class StoreBusyException : Exception
{
    public StoreBusyException()
    {
    }

    public StoreBusyException(string message)
        : base(message)
    {
    }

    public StoreBusyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>When it is worth trying again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
