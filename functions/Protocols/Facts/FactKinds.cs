using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Protocols.Catalog;

namespace Protocols.Facts;

/// <summary>
/// The registry of kinds: which terms stand behind each name on the wire. A name never changes its meaning and never goes
/// away, so a protocol written years ago still reads.
/// </summary>
public static class FactKinds
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> kinds = new Dictionary<string, JsonTypeInfo>
    {
        ["opened"] = FactJson.Default.Opened,
        ["amended"] = FactJson.Default.Amended,
        ["classified"] = FactJson.Default.Classified,
        ["waiting-set"] = FactJson.Default.WaitingSet,
        ["claimed"] = FactJson.Default.Claimed,
        ["owner-set"] = FactJson.Default.OwnerSet,
        ["executor-set"] = FactJson.Default.ExecutorSet,
        ["analysis"] = FactJson.Default.EntryAdded,
        ["test"] = FactJson.Default.EntryAdded,
        ["solution"] = FactJson.Default.EntryAdded,
        ["contact"] = FactJson.Default.EntryAdded,
        ["note"] = FactJson.Default.EntryAdded,
        ["resolved"] = FactJson.Default.Resolved,
        ["closed"] = FactJson.Default.Closed,
        ["reopened"] = FactJson.Default.Reopened,
        ["linked"] = FactJson.Default.Linked,
        ["customer-revealed"] = FactJson.Default.CustomerRevealed,
        ["callback-scheduled"] = FactJson.Default.CallbackScheduled,
        ["callback-kept"] = FactJson.Default.CallbackKept,
        ["callback-missed"] = FactJson.Default.CallbackMissed,
        ["question-left-open"] = FactJson.Default.QuestionLeftOpen,
        ["deadline-warned"] = FactJson.Default.DeadlineWarned,
        ["deadline-breached"] = FactJson.Default.DeadlineBreached,
        ["action-taken"] = FactJson.Default.ActionTaken,
        ["refund-requested"] = FactJson.Default.EffectRequested,
        ["sale-cancelled"] = FactJson.Default.EffectRequested,
        ["help-requested"] = FactJson.Default.EffectRequested,
        ["effect-done"] = FactJson.Default.EffectDone,
        ["term-extended"] = FactJson.Default.TermExtended,
        ["referred"] = FactJson.Default.Referred,
        ["referral-accepted"] = FactJson.Default.ReferralAccepted,
        ["returned"] = FactJson.Default.Returned,
        ["escalation-dead"] = FactJson.Default.EscalationDead,
        ["redriven"] = FactJson.Default.Redriven,
        ["survey-answered"] = FactJson.Default.SurveyAnswered,
        ["correction-asked"] = FactJson.Default.CorrectionAsked,
        ["correction-answered"] = FactJson.Default.CorrectionAnswered,
        ["history-asked"] = FactJson.Default.HistoryAsked,
        ["history-sent"] = FactJson.Default.HistorySent,
        ["receipt-asked"] = FactJson.Default.ReceiptAsked,
        ["message-sent"] = FactJson.Default.NotificationSent,
        ["message-failed"] = FactJson.Default.NotificationFailed,
        ["message-delivered"] = FactJson.Default.NotificationDelivered,
        ["message-bounced"] = FactJson.Default.NotificationBounced,
        ["letter-listed"] = FactJson.Default.LetterListed,
        ["hold-set"] = FactJson.Default.HoldSet,
        ["hold-lifted"] = FactJson.Default.HoldLifted,
        ["complaint-filed"] = FactJson.Default.ComplaintFiled,
        ["content-expired"] = FactJson.Default.ContentExpired,
        ["content-removed"] = FactJson.Default.ContentRemoved,
        ["personal-data-erased"] = FactJson.Default.PersonalDataErased,
        ["erasure-asked"] = FactJson.Default.ErasureAsked,
        ["rules-changed"] = FactJson.Default.RulesChanged,
        ["recording-linked"] = FactJson.Default.RecordingLinked,
        ["recording-asked-for"] = FactJson.Default.RecordingAskedFor,
        ["recording-delivered"] = FactJson.Default.RecordingDelivered,
        ["attachment-added"] = FactJson.Default.AttachmentAdded,
        ["step-done"] = FactJson.Default.StepDone,
        ["step-skipped"] = FactJson.Default.StepSkipped,
    }.ToFrozenDictionary();

    public static IReadOnlyCollection<string> All => kinds.Keys;

    internal static JsonElement Write(FactTerms terms) => JsonSerializer.SerializeToElement(terms, kinds[terms.Kind]);

    /// <exception cref="JsonException">The kind or its terms cannot be read: the record was written by a later version or damaged.</exception>
    internal static FactTerms Read(string kind, JsonElement terms)
    {
        if (!kinds.TryGetValue(kind, out var typeInfo))
            throw new JsonException($"There is no fact of kind '{kind}'.");
        var read = (FactTerms)terms.Deserialize(typeInfo)!;
        return read switch
        {
            EntryAdded entry when Codes<EntryKind>.TryParse(kind, out var which) => entry with { Entry = which },
            EffectRequested requested when Codes<ActionEffect>.TryParse(kind, out var effect) => requested with { Effect = effect },
            _ => read,
        };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    // The kind stands in the header, once.
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Opened))]
[JsonSerializable(typeof(Amended))]
[JsonSerializable(typeof(Classified))]
[JsonSerializable(typeof(WaitingSet))]
[JsonSerializable(typeof(Claimed))]
[JsonSerializable(typeof(OwnerSet))]
[JsonSerializable(typeof(ExecutorSet))]
[JsonSerializable(typeof(EntryAdded))]
[JsonSerializable(typeof(Resolved))]
[JsonSerializable(typeof(Closed))]
[JsonSerializable(typeof(Reopened))]
[JsonSerializable(typeof(Linked))]
[JsonSerializable(typeof(CustomerRevealed))]
[JsonSerializable(typeof(CallbackScheduled))]
[JsonSerializable(typeof(CallbackKept))]
[JsonSerializable(typeof(CallbackMissed))]
[JsonSerializable(typeof(QuestionLeftOpen))]
[JsonSerializable(typeof(DeadlineWarned))]
[JsonSerializable(typeof(DeadlineBreached))]
[JsonSerializable(typeof(ActionTaken))]
[JsonSerializable(typeof(EffectRequested))]
[JsonSerializable(typeof(EffectDone))]
[JsonSerializable(typeof(TermExtended))]
[JsonSerializable(typeof(Referred))]
[JsonSerializable(typeof(ReferralAccepted))]
[JsonSerializable(typeof(Returned))]
[JsonSerializable(typeof(EscalationDead))]
[JsonSerializable(typeof(Redriven))]
[JsonSerializable(typeof(ReceiptAsked))]
[JsonSerializable(typeof(NotificationSent))]
[JsonSerializable(typeof(NotificationFailed))]
[JsonSerializable(typeof(NotificationDelivered))]
[JsonSerializable(typeof(NotificationBounced))]
[JsonSerializable(typeof(LetterListed))]
[JsonSerializable(typeof(RulesChanged))]
[JsonSerializable(typeof(HoldSet))]
[JsonSerializable(typeof(HoldLifted))]
[JsonSerializable(typeof(ComplaintFiled))]
[JsonSerializable(typeof(ContentExpired))]
[JsonSerializable(typeof(ContentRemoved))]
[JsonSerializable(typeof(PersonalDataErased))]
[JsonSerializable(typeof(ErasureAsked))]
[JsonSerializable(typeof(SurveyAnswered))]
[JsonSerializable(typeof(CorrectionAsked))]
[JsonSerializable(typeof(CorrectionAnswered))]
[JsonSerializable(typeof(HistoryAsked))]
[JsonSerializable(typeof(HistorySent))]
[JsonSerializable(typeof(RecordingLinked))]
[JsonSerializable(typeof(RecordingAskedFor))]
[JsonSerializable(typeof(RecordingDelivered))]
[JsonSerializable(typeof(AttachmentAdded))]
[JsonSerializable(typeof(StepDone))]
[JsonSerializable(typeof(StepSkipped))]
[JsonSerializable(typeof(FactHeader))]
[JsonSerializable(typeof(FactBody))]
internal sealed partial class FactJson : JsonSerializerContext;
