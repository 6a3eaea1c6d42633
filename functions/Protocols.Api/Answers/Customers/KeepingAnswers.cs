using Protocols.Keeping;

namespace Protocols.Api.Answers;

/// <summary>What becomes of a request for erasure.</summary>
/// <param name="NextCursor">To go on with the rest; null where these were all.</param>
internal sealed record ErasureAnswer(IReadOnlyList<ErasureItemAnswer> Items, string? NextCursor);

/// <param name="Blocked">Nobody works with what is personal any more; false while the case is open, which needs it.</param>
/// <param name="Ground">The rule that it must be kept by.</param>
/// <param name="Until">When it goes by itself; null while the case is open.</param>
/// <param name="LegalHold">A hold keeps it beyond that.</param>
internal sealed record ErasureItemAnswer(string Number, bool Blocked, string Ground, DateTimeOffset? Until, bool LegalHold);

/// <summary>That something was removed.</summary>
/// <param name="What"><c>content</c>, a recording or attachment by its id, or <c>personal-data</c>.</param>
/// <param name="Fact">Number of the fact that says so, to be verified in the protocol's chain.</param>
/// <param name="DecidedAt">Since when nobody is given it any more.</param>
/// <param name="RemovedAt">When it was gone; null while its bytes are still to go.</param>
/// <param name="UnrecoverableFrom">When the last backup and soft-deleted copy that may have had it is gone too, as the company's settings say; null while its bytes are still to go.</param>
internal sealed record CertificateAnswer(
    string Number, string What, string? Id, string? Sha256, string Rule, long Fact, DateTimeOffset DecidedAt, DateTimeOffset? RemovedAt, DateTimeOffset? UnrecoverableFrom)
{
    public static CertificateAnswer Of(string number, Removal removal, TimeSpan recoverable) => new(
        number, removal.Id is null ? "personal-data" : "content", removal.Id, removal.Sha256, removal.Article, removal.N, removal.At, removal.RemovedAt,
        removal.RemovedAt + recoverable);
}

/// <summary>A legal hold.</summary>
/// <param name="Person">It is on whoever the customer is, and reaches his other protocols.</param>
internal sealed record HoldAnswer(string Number, string Reference, DateTimeOffset At, bool Person);

/// <param name="Persons">Holds on persons, who may have no protocol yet; on the first page only.</param>
internal sealed record HoldsAnswer(IReadOnlyList<PersonHeldAnswer> Persons, IReadOnlyList<HoldAnswer> Items, string? NextCursor);

/// <summary>A hold on a person, whatever protocols he has or opens later. Who he is stands with whoever set it.</summary>
internal sealed record PersonHeldAnswer(string Reference, DateTimeOffset At);

/// <param name="Held">How many of the protocols that were looked at stand under this reference now.</param>
internal sealed record PersonHoldAnswer(string Reference, int Held);

internal sealed record CertificatesAnswer(IReadOnlyList<CertificateAnswer> Items, string? NextCursor);
