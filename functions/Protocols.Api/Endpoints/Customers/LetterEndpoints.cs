using Protocols.Accessing;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Statements;
using Protocols.Cases;
using Protocols.Notifying;
using Protocols.Numbering;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>Letters to be printed and posted (M4, M22): which wait, and each as a PDF. That it was posted is said at its request (<see cref="DeliveryEndpoints"/>).</summary>
internal static class LetterEndpoints
{
    private const int UsualCases = 50, MostCases = 200;
    private const string Waiting = "letters";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ListLetters",
            Method = "GET",
            Route = "api/letters",
            Roles = Roles.WorkingStaff,
            Summary = "Letters that wait to be printed and posted, those of the newest protocols first.",
            Status = 200,
            Response = typeof(LettersAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(f => (f.Integer("limit", 1, MostCases) ?? UsualCases, f.Line("cursor", 300)), ListAsync),
        new Endpoint
        {
            Name = "PrintLetter",
            Method = "GET",
            Route = "api/protocols/{number}/letters/{id}",
            Roles = Roles.WorkingStaff,
            Summary = "The letter to be printed: the number with date, time and subject in the customer's language, or the history as he may see it.",
            Status = 200,
            Response = typeof(byte[]),
            Produces = [PdfAnswer.MediaType],
            Problems = ["letter-not-found", "data-blocked"],
            Handle = PrintAsync,
        },
    ];

    private static async Task<Answer> ListAsync(ApiCall call, (int Limit, string? Cursor) asked)
    {
        if (!call.TryPlace(asked.Cursor, Waiting, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var page = await call.Services.Finding.ListedAsync(LetterList.Key, call.Caller, asked.Limit, after, call.Cancellation);
        var items = page.Items.SelectMany(state => LetterList.Waiting(state)
            .Select(letter => new LetterAnswer(state.Number, new ProtocolNumber(state.Number).Spoken, $"{letter.Asked}", letter.Kind)));
        return Answer.Ok(new([.. items], Cursors.Write(page.Next, Waiting, call.Services.Ring)), AnswerJson.Default.LettersAnswer);
    }

    private static async Task<Answer> PrintAsync(ApiCall call)
    {
        var (services, number, id) = (call.Services, call.Number.Value, call.FactId());
        var read = await call.OpenStateAsync();
        if (!read.Succeeded)
            return Answer.Of(read.Refusal);
        if (LetterList.Waiting(read.Value).FirstOrDefault(letter => letter.Asked == id) is not { } letter)
            return Answer.Of(Refusals.LetterNotFound);
        var culture = Drawing.LanguageOf(read.Value);
        if (letter.Kind == LetterKind.History)
        {
            var drawn = await call.DrawUpAsync(View.Public);
            return drawn.Succeeded ? PdfAnswer.Of(call.Print(drawn.Value, culture), $"protocolo-{number}-carta-{id}.pdf") : Answer.Of(drawn.Refusal);
        }
        var catalogue = (await services.Rules.CurrentAsync(call.Cancellation)).Catalogue;
        var receipt = new Notifications(read.Value, catalogue, services.Zone).Receipt(Means.Letter);
        await services.Logging.RunAsync(number, call.Caller, AccessKind.Exported, $"letter {id}", null, call.Cancellation);
        return PdfAnswer.Of(
            new LetterPdf(receipt, read.Value, services.Company, services.Clock.Now(), services.Zone, culture).Write(), $"protocolo-{number}-carta-{id}.pdf");
    }
}
