namespace Protocols;

/// <summary>Every refusal a decision can give. The code is the promise; the texts are in the resource files.</summary>
public static class Refusals
{
    public static Refusal CorrectionNotFound { get; } = new("correction-not-found", RefusalKind.NotFound);
    public static Refusal CorrectionAnswered { get; } = new("correction-answered", RefusalKind.State);

    /// <summary>Too often in vain; after this time it is answered again.</summary>
    public static Refusal TooManyTries(TimeSpan after) => new("too-many-tries", RefusalKind.TooMany) { RetryAfter = after };

    public static Refusal TooManyReceipts(TimeSpan after) =>
        new("too-many-receipts", RefusalKind.TooMany, $"{Notifying.AskReceipt.MostPerDay}") { RetryAfter = after };

    public static Refusal TooManyHistories(TimeSpan after) =>
        new("too-many-histories", RefusalKind.TooMany, $"{Tracking.AskHistory.MostMailsPerDay}") { RetryAfter = after };

    public static Refusal NotFound { get; } = new("protocol-not-found", RefusalKind.NotFound);
    public static Refusal Stale { get; } = new("version-changed", RefusalKind.Stale);
    public static Refusal CursorInvalid { get; } = Invalid(new FieldError("cursor", "invalid-cursor"));
    public static Refusal CatalogChanged { get; } = new("catalog-changed", RefusalKind.Stale);
    public static Refusal VersionMissing { get; } = new("if-match-missing", RefusalKind.Unconditional);
    public static Refusal TrackingNotFound { get; } = new("tracking-not-found", RefusalKind.NotFound);
    public static Refusal NotYetResolved { get; } = new("not-yet-resolved", RefusalKind.State);
    public static Refusal SurveyGiven { get; } = new("survey-given", RefusalKind.State);
    public static Refusal HistoryRequestNotFound { get; } = new("history-request-not-found", RefusalKind.NotFound);
    public static Refusal AccessCodeNeeded { get; } = new("access-code-needed", RefusalKind.Forbidden);
    public static Refusal HoldNotNamed { get; } = new("hold-not-named", RefusalKind.State);
    public static Refusal MessageNotFound { get; } = new("message-not-found", RefusalKind.NotFound);
    public static Refusal SignatureInvalid { get; } = new("signature-invalid", RefusalKind.Unknown);
    public static Refusal LetterNotFound { get; } = new("letter-not-found", RefusalKind.NotFound);
    public static Refusal RecordErased { get; } = new("record-erased", RefusalKind.State);
    public static Refusal DataBlocked { get; } = new("data-blocked", RefusalKind.State);
    public static Refusal ProtocolClosed { get; } = new("protocol-closed", RefusalKind.State);
    public static Refusal SubjectMissing { get; } = new("subject-missing", RefusalKind.State);
    public static Refusal AlreadyResolved { get; } = new("already-resolved", RefusalKind.State);
    public static Refusal SolutionMissing { get; } = new("solution-missing", RefusalKind.State);
    public static Refusal CustomerNotInformed { get; } = new("customer-not-informed", RefusalKind.State);
    public static Refusal SubjectGiven { get; } = new("subject-given", RefusalKind.State);
    public static Refusal AlreadyOwned { get; } = new("already-owned", RefusalKind.State);
    public static Refusal NotEnded { get; } = new("not-ended", RefusalKind.State);
    public static Refusal NotOwner { get; } = new("not-owner", RefusalKind.Forbidden);
    public static Refusal ContactsOnly { get; } = new("contacts-only", RefusalKind.Forbidden);
    public static Refusal RoleForbidden { get; } = new("role-forbidden", RefusalKind.Forbidden);
    public static Refusal ReportNotByDepartment { get; } = new("report-not-by-department", RefusalKind.Forbidden);
    public static Refusal QuestionStaysInItsCall { get; } = new("question-stays-in-its-call", RefusalKind.Never);
    public static Refusal CallbackNotFound { get; } = new("callback-not-found", RefusalKind.NotFound);
    public static Refusal CallbackNotOpen { get; } = new("callback-not-open", RefusalKind.State);
    public static Refusal WebhookNotFound { get; } = new("webhook-not-found", RefusalKind.NotFound);
    public static Refusal TooManyWebhooks { get; } = new("too-many-webhooks", RefusalKind.State, $"{Webhooks.AddWebhook.Most}");
    public static Refusal DeadLetterNotFound { get; } = new("dead-letter-not-found", RefusalKind.NotFound);
    public static Refusal StepNotFound { get; } = new("step-not-found", RefusalKind.NotFound);
    public static Refusal StepTicked { get; } = new("step-ticked", RefusalKind.State);
    public static Refusal ActionNotFound { get; } = new("action-not-found", RefusalKind.NotFound);
    public static Refusal KeyReused { get; } = new("idempotency-key-reused", RefusalKind.Never);
    public static Refusal TooManyWriters { get; } = new("too-many-writers", RefusalKind.Busy);
    public static Refusal NumbersExhausted { get; } = new("numbers-exhausted", RefusalKind.Busy);
    public static Refusal AddressMissing { get; } = new("address-missing", RefusalKind.State);
    public static Refusal NotReceiver { get; } = new("not-receiver", RefusalKind.Forbidden);
    public static Refusal OmbudsmanOnly { get; } = new("ombudsman-only", RefusalKind.Forbidden);
    public static Refusal ReferralNotFound { get; } = new("referral-not-found", RefusalKind.NotFound);
    public static Refusal LaterReferralOpen { get; } = new("later-referral-open", RefusalKind.State);
    public static Refusal EscalationNotFound { get; } = new("escalation-not-found", RefusalKind.NotFound);
    public static Refusal RecordingNotFound { get; } = new("recording-not-found", RefusalKind.NotFound);
    public static Refusal AttachmentNotFound { get; } = new("attachment-not-found", RefusalKind.NotFound);
    public static Refusal UploadNotFound { get; } = new("upload-not-found", RefusalKind.NotFound);
    public static Refusal ReasonMissing { get; } = new("reason-missing", RefusalKind.Invalid);
    public static Refusal ContentEmpty { get; } = new("content-empty", RefusalKind.Invalid);
    public static Refusal DigestMismatch { get; } = new("digest-mismatch", RefusalKind.Invalid);
    public static Refusal ContentMismatch { get; } = new("content-mismatch", RefusalKind.MediaType);
    public static Refusal StoreBusy { get; } = new("store-busy", RefusalKind.Busy);
    public static Refusal ContentDamaged { get; } = new("content-damaged", RefusalKind.Broken);
    public static Refusal EscalationNotDead { get; } = new("escalation-not-dead", RefusalKind.State);

    public static Refusal EffectNotFound { get; } = new("effect-not-found", RefusalKind.NotFound);
    public static Refusal TermNotExtendable { get; } = new("term-not-extendable", RefusalKind.State);
    public static Refusal TermAlreadyExtended { get; } = new("term-already-extended", RefusalKind.State);

    /// <summary>The term ended then; what is over is not extended.</summary>
    public static Refusal TermOver(DateTimeOffset due) => new("term-over", RefusalKind.State, Instant.Write(due));

    /// <summary>One more would be above the month's share; another month has its own.</summary>
    public static Refusal ExtensionQuotaReached(Extending.ExtensionQuota quota) => new(
        "extension-quota-reached", RefusalKind.State,
        quota.Month, $"{quota.Granted}", $"{quota.Demands}", (quota.Share * 100).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Names the kinds of entries that lack since the last return.</summary>
    public static Refusal EvidenceMissing(IEnumerable<string> kinds) =>
        new("evidence-missing", RefusalKind.State, string.Join(", ", kinds));

    /// <summary>The law still gives the company time to answer; null where no term runs at all.</summary>
    public static Refusal LegalTermRunning(DateTimeOffset? until) =>
        new("legal-term-running", RefusalKind.State, until is { } at ? Instant.Write(at) : "-");

    /// <summary>The customer gets no more returns on this local day (M10).</summary>
    public static Refusal ReturnLimit(DateOnly day, int most) =>
        new("return-limit", RefusalKind.Never, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture), $"{most}");

    /// <summary>The window is over; the case goes on in a new protocol with a <c>follow-up</c> link.</summary>
    public static Refusal ReopenWindowOver(DateTimeOffset since) =>
        new("reopen-window-over", RefusalKind.State, Instant.Write(since));

    /// <summary>Names how many days were tried, how many are needed, and whether a written message is on record.</summary>
    public static Refusal CustomerNotTried(int days, int needed, bool writtenTo) =>
        new(writtenTo ? "customer-not-tried" : "customer-not-written-to", RefusalKind.State, $"{days}", $"{needed}");

    /// <summary>The occurrence's rules ask for these fields before this step.</summary>
    public static Refusal FieldsMissing(IReadOnlyList<string> fields) => new("fields-missing", RefusalKind.State, string.Join(", ", fields))
    {
        Errors = [.. fields.Select(field => new FieldError(field, "required"))],
    };

    /// <summary>The action does not fit the case as it stands; each obstacle names what would have to change.</summary>
    public static Refusal ActionNotOffered(string action, IReadOnlyList<FieldError> obstacles) =>
        new("action-not-offered", RefusalKind.State, action) { Errors = obstacles };

    /// <summary>Whether these business facts hold is not known; whoever acts must vouch for them.</summary>
    public static Refusal ConfirmationRequired(IReadOnlyList<string> facts) =>
        new("confirmation-required", RefusalKind.Never, string.Join(", ", facts))
        {
            Errors = [.. facts.Select(fact => new FieldError($"context.{fact}", "unknown-fact"))],
        };

    public static Refusal Invalid(params IReadOnlyList<FieldError> errors) => new("invalid", RefusalKind.Invalid) { Errors = errors };
}
