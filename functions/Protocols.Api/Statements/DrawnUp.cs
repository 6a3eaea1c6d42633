using System.Globalization;
using System.Text.Json;
using Protocols.Api.Answers;
using Protocols.Api.Endpoints;
using Protocols.Api.Http;
using Protocols.Cases;
using Protocols.People;
using Protocols.Proving;

namespace Protocols.Api.Statements;

/// <summary>A signed statement, and the protocol as its reader is shown it.</summary>
internal sealed record DrawnUp(Statement Statement, ProtocolAnswer Shown, Protocol State);

internal static class Drawing
{
    /// <summary>Draws up and signs the protocol's statement for whoever reads it as <paramref name="view"/>; that it was drawn up is on record then.</summary>
    public static async Task<Result<DrawnUp>> DrawUpAsync(this ApiCall call, View view)
    {
        var (services, caller) = (call.Services, call.Caller);
        var read = await services.Stating.RunAsync(call.Number.Value, caller, view, call.Cancellation);
        if (!read.Succeeded)
            return read.Refusal;
        var stated = read.Value;
        var shown = Shown.Head(stated.State, stated.Head, view, await call.ClocksAsync(stated.State), call.Catalogue(stated.State));
        var statement = new Statement
        {
            Number = stated.State.Number,
            IssuedAt = services.Clock.Now(),
            IssuedTo = view == Access.ViewOf(caller) ? RoleNames.Foremost(caller.Roles) : RoleNames.Foremost(Roles.Consumer),
            Catalog = stated.State.Catalog,
            Protocol = JsonSerializer.SerializeToElement(shown, AnswerJson.Default.ProtocolAnswer),
            Facts = stated.Facts,
            Head = stated.Head,
            Seal = stated.Seal,
        };
        return new DrawnUp(statement.Signed(services.Signing), shown, stated.State);
    }

    public static byte[] Print(this ApiCall call, DrawnUp drawn, CultureInfo culture) => new StatementPdf(
        drawn.Statement, drawn.Shown, call.Services.Company, call.Services.Zone, culture, $"{call.Http.Request.Scheme}://{call.Http.Request.Host}").Write();
}
