using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocols.Api.Answers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(ProtocolAnswer))]
[JsonSerializable(typeof(EntryAnswer))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(CallbackAnswer))]
[JsonSerializable(typeof(CallListAnswer))]
[JsonSerializable(typeof(LedgerAnswer))]
[JsonSerializable(typeof(SweepAnswer))]
[JsonSerializable(typeof(TimelineAnswer))]
[JsonSerializable(typeof(ListAnswer))]
[JsonSerializable(typeof(CustomerAnswer))]
[JsonSerializable(typeof(ActionsAnswer))]
[JsonSerializable(typeof(CatalogAnswer))]
[JsonSerializable(typeof(CatalogVersionsAnswer))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ClockAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(ReferralAnswer))]
[JsonSerializable(typeof(EscalationAnswer))]
[JsonSerializable(typeof(EscalationListAnswer))]
[JsonSerializable(typeof(VerdictAnswer))]
[JsonSerializable(typeof(KeySetAnswer))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class AnswerJson : JsonSerializerContext;
