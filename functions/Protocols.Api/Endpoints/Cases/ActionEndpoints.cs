using Protocols.Actions;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>What the catalogue offers for a case as it stands, and doing it (M12).</summary>
internal static class ActionEndpoints
{
    private const int MostFields = 20, LongestName = 64, LongestText = 5_000, LongestReference = 100;

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReadActions",
            Method = "GET",
            Route = "api/protocols/{number}/actions",
            Roles = Roles.WorkingStaff,
            Summary = "The actions offered now with what they take; with all=true the others too, each with why not and what would change that.",
            Status = 200,
            Response = typeof(ActionsAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(f => f.Flag("all") ?? false, ReadAsync),
        new Endpoint
        {
            Name = "PerformAction",
            Method = "POST",
            Route = "api/protocols/{number}/actions/{code}",
            Roles = Roles.WorkingStaff,
            Summary = "Does what the catalogue offers; the message to the customer and what follows are written with it.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems =
            [
                "invalid", "action-not-found", "protocol-closed", "subject-missing", "action-not-offered", "fields-missing",
                "question-stays-in-its-call", "confirmation-required", "idempotency-key-reused",
            ],
            Example = """{ "data": { "text": "Recebemos o produto e já estamos analisando." } }""",
            Handle = Endpoint.Unread,
        }.Reading(ReadAction, (call, given) =>
        {
            var action = new PerformAction((string)call.Http.Request.RouteValues["code"]!, given.Data, given.Confirm);
            return call.ChangeAsync((protocol, rules, now) => action.Decide(protocol, rules.Catalogue, now, rules.Zone));
        }),
        new Endpoint
        {
            Name = "CarryOutEffect",
            Method = "POST",
            Route = "api/protocols/{number}/effects/{id}/done",
            Roles = Roles.WorkingStaff | Roles.Client,
            Summary = "What an action called for was carried out, a refund for instance; said again it changes nothing.",
            Status = 200,
            Response = typeof(EffectAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "effect-not-found", "idempotency-key-reused"],
            Example = """{ "reference": "PIX E18236120202611231230s0000000001" }""",
            Handle = Endpoint.Unread,
        }.Reading(f => f.Line("reference", LongestReference), (call, reference) =>
        {
            var command = new CarryOutEffect(call.FactId(), reference);
            return call.ChangeAsync(
                (protocol, _) => command.Decide(protocol),
                changed => Answer.Ok(
                    Shown.Effect(changed.State, changed.State.Effects.Single(effect => effect.Id == command.Id), call.View()), AnswerJson.Default.EffectAnswer));
        }),
    ];

    private static async Task<Answer> ReadAsync(ApiCall call, bool all)
    {
        var read = await call.Services.Reading.StateAsync(call.Number.Value, call.Caller, call.Cancellation);
        if (!read.Succeeded)
            return Answer.Of(read.Refusal);
        var catalogue = (await call.Services.Rules.OfAsync(read.Value, call.Cancellation)).Catalogue;
        var language = Language.Of(call.Http.Request);
        // Begins with the fact number like every tag, so that it can be sent back with the action.
        var tag = $"\"{read.Value.Facts}-{catalogue.Version}-{language.Name}\"";
        return call.Has(tag)
            ? Answer.NotModified(tag)
            : Answer.Ok(ActionsAnswer.Of(OfferedActions.Of(read.Value, catalogue, all), language), AnswerJson.Default.ActionsAnswer) with { ETag = tag };
    }

    private static (IReadOnlyDictionary<string, string> Data, IReadOnlyList<string> Confirm) ReadAction(JsonFields f) => (
        Requests.Given(f.PatchMap("data", MostFields, LongestName, LongestText, multiline: true).Value) ?? [],
        f.Words("confirm", MostFields, LongestName));
}
