namespace Protocols.Api.Identity;

/// <summary>What the development identity brings along.</summary>
public sealed record DevelopmentTools(DevelopmentTokens Tokens, MovableClock Clock);
