using System.Globalization;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Api.Endpoints;

/// <summary>The company's rules as data (M5, M12, M14, M15): read, edited as a whole, and what an edit would do.</summary>
internal static class CatalogEndpoints
{
    private const string New = "new", Open = "open", ByVersion = "versions";
    private const int MostVersions = 200, UsualVersions = 50;

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReadCatalog",
            Method = "GET",
            Route = "api/catalog/{part}",
            Roles = Roles.ReadingStaff,
            Summary = "A part of the company's rules: occurrences, actions, policies, calendars, procedures, departments or templates.",
            Status = 200,
            Response = typeof(CatalogAnswer),
            Problems = ["invalid", "catalog-part-not-found"],
            Handle = Endpoint.Unread,
        }.Asking(f => f.Integer("version", 1, int.MaxValue), ReadAsync),
        new Endpoint
        {
            Name = "EditCatalog",
            Method = "PUT",
            Route = "api/catalog/{part}",
            Roles = Roles.Admin,
            Summary = "Replaces a part of the company's rules; the whole is checked, and what holds from then on is another version.",
            Status = 200,
            Response = typeof(CatalogAnswer),
            Conditional = true,
            Problems = ["invalid", "catalog-part-not-found", "catalog-changed", "if-match-missing"],
            Example = """
                {
                  "items": [{
                    "code": "problem", "name": { "pt-BR": "Problema", "en": "Problem" }, "types": ["problem"],
                    "steps": [{ "code": "analyse", "text": { "pt-BR": "Registre a análise", "en": "Record the analysis" } }]
                  }],
                  "reason": "Roteiro mais curto"
                }
                """,
            Handle = Endpoint.Unread,
        }.Reading(Edit, EditAsync),
        new Endpoint
        {
            Name = "ListCatalogVersions",
            Method = "GET",
            Route = "api/catalog/versions",
            Roles = Roles.ReadingStaff,
            Summary = "Every version of the rules: who edited which part, when and why; newest first.",
            Status = 200,
            Response = typeof(CatalogVersionsAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(f => (f.Integer("limit", 1, MostVersions) ?? UsualVersions, f.Line("cursor", 300)), ListAsync),
        new Endpoint
        {
            Name = "PreviewPolicies",
            Method = "POST",
            Route = "api/catalog/policies/preview",
            Roles = Roles.Admin,
            OnRecord = true,
            Summary = "Counts what these policies would change on open protocols, and how many would be in breach; changes nothing.",
            Status = 200,
            Response = typeof(PreviewAnswer),
            Problems = ["invalid"],
            Example = """
                {
                  "items": [
                    { "code": "sac", "name": { "pt-BR": "Demandas", "en": "Demands" }, "presets": ["company", "sac-11034"],
                      "escalations": [{ "target": "legalAnswer", "on": "breach", "to": "ombudsman" }] },
                    { "code": "sac-question", "name": { "pt-BR": "Dúvidas", "en": "Questions" }, "presets": ["sac-11034"] },
                    { "code": "sac-cancellation", "name": { "pt-BR": "Cancelamentos", "en": "Cancellations" }, "presets": ["sac-11034"] },
                    { "code": "sac-feedback", "name": { "pt-BR": "Elogios", "en": "Praise" }, "presets": ["sac-11034"] }
                  ],
                  "defaultPolicy": "sac"
                }
                """,
            Handle = Endpoint.Unread,
        }.Reading(Edit, PreviewAsync),
    ];

    private static EditCatalogue Edit(JsonFields f) => new("", f.Json("items", "array", required: true) ?? default)
    {
        Types = f.Json("types", "array"),
        Reasons = f.Json("reasons", "array"),
        DefaultPolicy = f.Line("defaultPolicy", 64),
        Handling = f.Json("handling", "object"),
        Name = f.Line("name", 64),
        Version = f.Integer("version", 1, int.MaxValue),
        Presets = f.Json("presets", "array"),
        ToOpen = f.Choice("applyTo", [New, Open]) == Open,
        Reason = f.Line("reason", 500),
    };

    private static async Task<Answer> ReadAsync(ApiCall call, int? version)
    {
        var book = call.Services.Rules;
        if (Part(call) is not { } part)
            return NoSuchPart;
        var found = version is { } asked ? await book.FindAsync(asked, call.Cancellation) : await book.NewestAsync(call.Cancellation);
        if (found is null)
            return Answer.Of(Refusals.Invalid(new FieldError("version", "no-such-version")));
        var tag = Tag(found);
        return call.Has(tag) ? Answer.NotModified(tag) : Shown(found, part);
    }

    private static async Task<Answer> EditAsync(ApiCall call, EditCatalogue edit)
    {
        if (Part(call) is not { } part)
            return NoSuchPart;
        if (call.Http.Request.Headers.IfMatch.Count == 0)
            return Answer.Of(Refusals.VersionMissing);
        var conditions = call.Conditions();
        if (!conditions.Succeeded)
            return Answer.Of(conditions.Refusal);
        while (true)
        {
            var newest = await call.Services.Rules.NewestAsync(call.Cancellation);
            if (conditions.Value.IfMatch is { } versions && !versions.Contains(newest.Version))
                return Answer.Of(Refusals.CatalogChanged);
            var next = (edit with { Part = part }).Decide(newest, call.Caller.Actor, call.Services.Clock.Now());
            if (!next.Succeeded)
                return Answer.Of(next.Refusal);
            if (await call.Services.Rules.PublishAsync(next.Value, call.Cancellation))
                return Shown(next.Value, part);
        }
    }

    private static async Task<Answer> ListAsync(ApiCall call, (int Limit, string? Cursor) asked)
    {
        var (book, ring) = (call.Services.Rules, call.Services.Ring);
        if (!call.TryPlace(asked.Cursor, ByVersion, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var first = after is { } place ? int.Parse(place.Number, CultureInfo.InvariantCulture) - 1
            : (await book.NewestAsync(call.Cancellation)).Version;
        var items = new List<CatalogVersionAnswer>();
        for (var version = first; version >= 1 && items.Count < asked.Limit; version--)
            items.Add(CatalogVersionAnswer.Of((await book.FindAsync(version, call.Cancellation))!));
        ListPosition? next = items.Count > 0 && items[^1].Version > 1 ? new(items[^1].At, $"{items[^1].Version}") : null;
        return Answer.Ok(new(items, Cursors.Write(next, ByVersion, ring)), AnswerJson.Default.CatalogVersionsAnswer);
    }

    private static async Task<Answer> PreviewAsync(ApiCall call, EditCatalogue edit)
    {
        var newest = await call.Services.Rules.NewestAsync(call.Cancellation);
        var proposed = (edit with { Part = "policies" }).Edited(newest.Catalogue);
        if (!proposed.Succeeded)
            return Answer.Of(proposed.Refusal);
        var seen = await new PreviewTerms(call.Services.Store, call.Services.Rules, call.Services.Clock).RunAsync(proposed.Value, call.Cancellation);
        return Answer.Ok(
            new(seen.Examined, seen.Complete, seen.Changed, seen.BreachedNow, seen.BreachedThen), AnswerJson.Default.PreviewAnswer);
    }

    private static string? Part(ApiCall call) => (string)call.Http.Request.RouteValues["part"]! is var part && CataloguePart.Names.Contains(part) ? part : null;

    private static Answer NoSuchPart => Answer.Of(new Refusal("catalog-part-not-found", RefusalKind.NotFound, string.Join(", ", CataloguePart.Names)));

    private static string Tag(CatalogueVersion version) => $"\"{version.Version}-{version.Catalogue.Name}\"";

    private static Answer Shown(CatalogueVersion version, string part) =>
        Answer.Ok(CatalogAnswer.Of(version, CataloguePart.Of(version.Catalogue, part)!), AnswerJson.Default.CatalogAnswer) with { ETag = Tag(version) };
}
