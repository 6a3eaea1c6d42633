using System.Globalization;
using System.Text.Json;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Cases;
using Protocols.Notifying;
using Protocols.People;
using Protocols.Ports;
using Protocols.Proving;

namespace Protocols.Api.Statements;

/// <summary>A signed statement, and the protocol as its reader is shown it.</summary>
internal sealed record DrawnUp(Statement Statement, ProtocolAnswer Shown, Protocol State);

internal static class Drawing
{
    /// <summary>Draws up and signs the protocol's statement for whoever reads it as <paramref name="view"/>; that it was drawn up is on record then.</summary>
    public static Task<Result<DrawnUp>> DrawUpAsync(this ApiCall call, View view) =>
        DrawUpAsync(call.Services, call.Number.Value, call.Caller, view, call.Cancellation);

    /// <summary>The history as its customer may see it, to go with a mail (M22): a <see cref="DrawUpHistory"/>.</summary>
    public static async Task<Result<AttachedFile>> MailedAsync(this ApiServices services, string number, CancellationToken cancellation)
    {
        var drawn = await DrawUpAsync(services, number, Caller.Service, View.Public, cancellation);
        return drawn.Succeeded
            ? new AttachedFile($"protocolo-{number}.pdf", PdfAnswer.MediaType, Print(services, drawn.Value, LanguageOf(drawn.Value.State), services.Url))
            : drawn.Refusal;
    }

    /// <summary>What the customer is written to in.</summary>
    public static CultureInfo LanguageOf(Protocol state) => Notifications.IsEnglish(state) ? Language.English : Language.Portuguese;

    public static byte[] Print(this ApiCall call, DrawnUp drawn, CultureInfo culture) =>
        Print(call.Services, drawn, culture, call.Services.Url ?? $"{call.Http.Request.Scheme}://{call.Http.Request.Host}");

    private static byte[] Print(ApiServices services, DrawnUp drawn, CultureInfo culture, string? address) =>
        new StatementPdf(drawn.Statement, drawn.Shown, services.Company, services.Zone, culture, address).Write();

    private static async Task<Result<DrawnUp>> DrawUpAsync(ApiServices services, string number, Caller caller, View view, CancellationToken cancellation)
    {
        var read = await services.Stating.RunAsync(number, caller, view, cancellation);
        if (!read.Succeeded)
            return read.Refusal;
        var stated = read.Value;
        var (rules, now) = (await services.Rules.OfAsync(stated.State, cancellation), services.Clock.Now());
        var shown = Shown.Head(stated.State, stated.Head, view, rules.ClocksOfStored(stated.State, now), rules.Catalogue);
        var statement = new Statement
        {
            Number = stated.State.Number,
            IssuedAt = now,
            IssuedTo = view == Access.ViewOf(caller) ? RoleNames.Foremost(caller.Roles) : RoleNames.Foremost(Roles.Consumer),
            Catalog = stated.State.Catalog,
            Protocol = JsonSerializer.SerializeToElement(shown, AnswerJson.Default.ProtocolAnswer),
            Facts = stated.Facts,
            Head = stated.Head,
            Seal = stated.Seal,
        };
        return new DrawnUp(statement.Signed(services.Signing), shown, stated.State);
    }
}
