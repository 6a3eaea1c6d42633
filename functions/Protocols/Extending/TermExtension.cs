namespace Protocols.Extending;

/// <summary>The extension that a case has had.</summary>
/// <param name="Month">The local month whose share it is one of; null where no share was set.</param>
public sealed record TermExtension(DateTimeOffset At, string Policy, string? Month);
