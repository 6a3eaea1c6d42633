using System.Xml;
using Protocols.Accessing;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Identity;
using Protocols.Api.Reading;
using Protocols.Customers;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>Names and clock for whoever tries the service on his own machine.</summary>
internal static class DevelopmentEndpoints
{
    private const int Name = 120, MostDepartments = 20;
    private static readonly Actor developer = new("developer", null, "none");
    private static readonly TimeSpan mostAhead = TimeSpan.FromDays(3660);

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "IssueDevelopmentToken",
            Method = "POST",
            Route = "api/dev/tokens",
            Roles = Roles.None,
            Open = true,
            DevelopmentOnly = true,
            Summary = "A token for any role, good for twelve hours of the machine's clock.",
            Status = 201,
            Response = typeof(TokenAnswer),
            Problems = ["invalid"],
            Example = """{ "role": "agent", "id": "ana", "name": "Ana Prado" }""",
            Handle = Endpoint.Unread,
        }.Reading(ReadToken, async (call, asked) =>
        {
            await call.Services.Acts.RunAsync(developer, AccessKind.TokenIssued, asked.Role, call.Cancellation);
            var (token, expiresAt) = call.Services.Development!.Tokens.Issue(asked);
            return Answer.Created(new(token, expiresAt), AnswerJson.Default.TokenAnswer);
        }),
        new Endpoint
        {
            Name = "AdvanceDevelopmentClock",
            Method = "POST",
            Route = "api/dev/clock",
            Roles = Roles.None,
            Open = true,
            DevelopmentOnly = true,
            Summary = "Moves the service's clock forward until it is started again.",
            Status = 200,
            Response = typeof(ClockAnswer),
            Problems = ["invalid"],
            Example = """{ "advance": "P3D" }""",
            Handle = Endpoint.Unread,
        }.Reading(f => f.Duration("advance", mostAhead) ?? TimeSpan.Zero, async (call, advance) =>
        {
            if (advance > TimeSpan.Zero)
                await call.Services.Acts.RunAsync(developer, AccessKind.Acted, $"{call.Endpoint.Name} {XmlConvert.ToString(advance)}", call.Cancellation);
            call.Services.Development!.Clock.Advance(advance);
            return Answer.Ok(new(call.Services.Clock.Now()), AnswerJson.Default.ClockAnswer);
        }),
    ];

    private static TokenRequest ReadToken(JsonFields f)
    {
        var role = f.Choice("role", RoleNames.All, required: true) ?? "";
        var id = f.Line("id", Name, required: true) ?? "";
        var name = f.Line("name", Name);
        var text = f.Form<PersonDocument>("document", 32, PersonDocument.TryParse, d => d.Value, "invalid-document");
        return new(role, id, name, PersonDocument.TryParse(text, out var document) ? document : null)
        {
            Departments = f.Words("departments", MostDepartments, Name),
            Tiers = f.Choices("tiers", Codes<Tier>.All),
        };
    }
}
