using System.Text.Json.Serialization;

namespace Protocols.Api.Answers;

/// <summary>A protocol in a list.</summary>
internal sealed record SummaryAnswer(
    string Number,
    string Spoken,
    string? Subject,
    Channel Channel,
    string? Occurrence,
    string? Reason,
    string? Type,
    Status Status,
    WaitingOn? WaitingOn,
    Tier Tier,
    string? Department,
    PersonAnswer? Owner,
    PersonAnswer? Executor,
    CustomerAnswer? Customer,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? ClosedAt,
    Outcome? Outcome,
    DateTimeOffset? NextDue);

/// <param name="NextCursor">Asks for the next page; null when this is the last.</param>
internal sealed record ListAnswer(IReadOnlyList<SummaryAnswer> Items, string? NextCursor);

internal sealed record TokenAnswer(string Token, DateTimeOffset ExpiresAt);

/// <param name="Now">The service's time after the move.</param>
internal sealed record ClockAnswer(DateTimeOffset Now);

internal sealed record HealthAnswer(string Status);

/// <summary>RFC 9457.</summary>
/// <param name="Errors">Every field at fault; absent where none is.</param>
internal sealed record ProblemAnswer(
    string Type, string Title, int Status, string Detail, string Code, string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldProblem>? Errors);

internal sealed record FieldProblem(string Field, string Code, string Message);
