using Protocols.People;

namespace Protocols.Api.Identity;

/// <summary>What became of a token: who calls, or why it is not to be trusted.</summary>
/// <param name="Caller">Null where there is no token, or none that is good.</param>
/// <param name="Refused">Why; null where the token is good or there is none. Of the service's own words, nothing that was sent.</param>
public readonly record struct SignIn(Caller? Caller, string? Refused)
{
    public const string Unreadable = "unreadable", Issuer = "issuer", Audience = "audience", OutOfTime = "out-of-time",
        UnknownKey = "unknown-key", Signature = "signature", Claims = "claims", Tracking = "tracking";

    /// <summary>No token at all.</summary>
    public static SignIn Nobody { get; } = new(null, null);

    public static SignIn Of(Caller caller) => new(caller, null);

    public static SignIn Refuse(string why) => new(null, why);
}
