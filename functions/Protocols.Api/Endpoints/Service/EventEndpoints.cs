using System.Globalization;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Api.Endpoints;

/// <summary>What happened, for other systems that ask (M30).</summary>
internal static class EventEndpoints
{
    private const int MostEvents = 200, UsualEvents = 50, LongestPlace = 4_000;
    private const string ByCommit = "events";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReadEvents",
            Method = "GET",
            Route = "api/events",
            Roles = Roles.Admin | Roles.Client,
            Summary = "Events behind a place, as CloudEvents, those of one protocol in their order; a client's are of the protocols that it opened.",
            Status = 200,
            Response = typeof(EventsAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(f => (f.Line("after", LongestPlace), f.Integer("limit", 1, MostEvents) ?? UsualEvents), ReadAsync),
    ];

    private static async Task<Answer> ReadAsync(ApiCall call, (string? After, int Limit) asked)
    {
        var now = call.Services.Clock.Now();
        if (!call.TryPlace(asked.After, ByCommit, out var after))
            return Answer.Of(Invalid("invalid-cursor"));
        // What is no longer kept is gone without a trace: who asks too late must be told that he has missed something.
        if (after?.At < now - IEventFeed.Kept)
            return Answer.Of(Invalid("place-too-old", IEventFeed.Kept.TotalDays.ToString(CultureInfo.InvariantCulture)));
        // An administrator sees all; the role of a client adds nothing to that.
        var client = call.Caller.Is(Roles.Admin) ? null : call.Caller.Id;
        try
        {
            var page = await call.Services.Events.ReadAsync(after?.Number, asked.Limit, client, call.Cancellation);
            // Where nothing was found it is still known that nothing was there until now.
            return Answer.Ok(
                new([.. page.Items.Select(one => one.ToCloudEvent())], Cursors.Write(new(now, page.Next), ByCommit, call.Services.Ring)!, page.More),
                AnswerJson.Default.EventsAnswer);
        }
        catch (FormatException)
        {
            // A place among the events of another store, from before the company moved.
            return Answer.Of(Invalid("invalid-cursor"));
        }
    }

    private static Refusal Invalid(string code, params IReadOnlyList<string> args) => Refusals.Invalid(new FieldError("after", code, args));
}
