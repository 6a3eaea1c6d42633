using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Catalog;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>The company's rules as data (M5, M12, M14, M15).</summary>
internal static class CatalogEndpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new()
        {
            Name = "ReadCatalog",
            Method = "GET",
            Route = "api/catalog/{part}",
            Roles = Roles.ReadingStaff,
            Summary = "A part of the company's rules: occurrences, actions, policies, calendars, procedures, departments or templates.",
            Status = 200,
            Response = typeof(CatalogAnswer),
            Problems = ["catalog-part-not-found"],
            Handle = ReadAsync,
        },
    ];

    private static async Task<Answer> ReadAsync(ApiCall call)
    {
        var catalogue = (await call.Services.Rules.NewestAsync(call.Cancellation)).Catalogue;
        if (CataloguePart.Of(catalogue, (string)call.Http.Request.RouteValues["part"]!) is not { } part)
            return Answer.Of(new Refusal("catalog-part-not-found", RefusalKind.NotFound, string.Join(", ", CataloguePart.Names)));
        var tag = $"\"{catalogue.Version}-{catalogue.Name}\"";
        return call.Has(tag)
            ? Answer.NotModified(tag)
            : Answer.Ok(CatalogAnswer.Of(catalogue, part), AnswerJson.Default.CatalogAnswer) with { ETag = tag };
    }
}
