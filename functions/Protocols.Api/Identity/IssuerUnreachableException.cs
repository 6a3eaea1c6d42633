namespace Protocols.Api.Identity;

/// <summary>Who calls cannot be told now, whatever token he has.</summary>
public sealed class IssuerUnreachableException : Exception
{
    public IssuerUnreachableException()
    {
    }

    public IssuerUnreachableException(string message)
        : base(message)
    {
    }

    public IssuerUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
