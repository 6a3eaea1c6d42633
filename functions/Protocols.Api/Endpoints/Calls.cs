using System.Globalization;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Finding;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Api.Endpoints;

/// <summary>What the endpoints' handlers have in common.</summary>
internal static class Calls
{
    /// <summary>Changes the protocol the call is about and answers with what <paramref name="answer"/> makes of it.</summary>
    public static async Task<Answer> ChangeAsync(
        this ApiCall call, Func<Protocol, Rules, DateTimeOffset, Decision> decide, Func<Changed, Answer> answer)
    {
        var conditions = call.Conditions();
        if (!conditions.Succeeded)
            return Answer.Of(conditions.Refusal);
        return await call.AnswerAsync(
            await call.Services.Changing.RunAsync(call.Number.Value, call.Caller, conditions.Value, decide, call.Cancellation), answer);
    }

    /// <summary>The answer to a change that was made or refused.</summary>
    public static async Task<Answer> AnswerAsync(this ApiCall call, Result<Changed> changed, Func<Changed, Answer> answer)
    {
        if (!changed.Succeeded)
            return Answer.Of(changed.Refusal);
        // A repetition is answered without a decision, so perhaps nobody has asked for its rules here.
        await call.Services.Rules.OfAsync(changed.Value.State, call.Cancellation);
        return call.Tagged(answer(changed.Value), changed.Value);
    }

    /// <inheritdoc cref="ChangeAsync(ApiCall, Func{Protocol, Rules, DateTimeOffset, Decision}, Func{Changed, Answer})"/>
    public static Task<Answer> ChangeAsync(this ApiCall call, Func<Protocol, DateTimeOffset, Decision> decide, Func<Changed, Answer> answer) =>
        call.ChangeAsync((state, _, now) => decide(state, now), answer);

    /// <summary>Changes the protocol and answers 200 with it, without its timeline.</summary>
    public static Task<Answer> ChangeAsync(this ApiCall call, Func<Protocol, DateTimeOffset, Decision> decide) =>
        call.ChangeAsync((state, _, now) => decide(state, now));

    /// <inheritdoc cref="ChangeAsync(ApiCall, Func{Protocol, DateTimeOffset, Decision})"/>
    public static Task<Answer> ChangeAsync(this ApiCall call, Func<Protocol, Rules, DateTimeOffset, Decision> decide) =>
        call.ChangeAsync(decide, call.Head);

    /// <summary>The protocol as a change left it, without its timeline.</summary>
    public static Answer Head(this ApiCall call, Changed changed) =>
        Answer.Ok(Shown.Head(changed.State, changed.Head, call.View(), call.Clocks(changed), call.Catalogue(changed.State)), AnswerJson.Default.ProtocolAnswer);

    /// <summary>The protocol's deadlines as they stood after the change, so that its repetition answers the same.</summary>
    public static Clocks Clocks(this ApiCall call, Changed changed)
    {
        var rules = call.Services.Rules.Of(changed.State);
        return changed.Due is { } due
            ? rules.WithRetention(changed.State, due)
            : rules.Clocks(changed.State, changed.Facts.Count > 0 ? changed.State.LastAt : call.Services.Clock.Now());
    }

    /// <summary>The protocol's deadlines as they stand now.</summary>
    public static async ValueTask<Clocks> ClocksAsync(this ApiCall call, Protocol state) =>
        (await call.Services.Rules.OfAsync(state, call.Cancellation)).ClocksOfStored(state, call.Services.Clock.Now());

    /// <summary>What the protocol stands under, once its deadlines were told.</summary>
    public static Catalogue Catalogue(this ApiCall call, Protocol state) => call.Services.Rules.Of(state).Catalogue;

    /// <summary>The number of a fact that stands as an id in the route; 0, which no fact has, for what is no number.</summary>
    public static long FactId(this ApiCall call) =>
        long.TryParse(call.Http.Request.RouteValues["id"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>The protocol as it stands, for whoever may hear and see what belongs to it; a document alone does not show that it is his.</summary>
    public static async Task<Result<Protocol>> OpenStateAsync(this ApiCall call)
    {
        var read = await call.Services.Reading.StateAsync(call.Number.Value, call.Caller, call.Cancellation);
        return !read.Succeeded ? read
            : call.View() == Cases.View.Outline ? Refusals.AccessCodeNeeded
            : read.Value.IsBlocked && call.View() == Cases.View.Staff ? Refusals.DataBlocked
            : read;
    }

    /// <summary>Where a list goes on; its beginning without a cursor. False for a cursor that is none of this list's.</summary>
    public static bool TryPlace(this ApiCall call, string? cursor, string order, out ListPosition? after)
    {
        after = null;
        return cursor is null || Cursors.TryRead(cursor, order, call.Services.Ring, out after);
    }

    /// <summary>A page of protocols in short.</summary>
    /// <param name="order">What the list is sorted by.</param>
    public static async Task<Answer> SummariesAsync(this ApiCall call, FoundPage page, string order)
    {
        var items = new List<SummaryAnswer>(page.Items.Count);
        foreach (var state in page.Items)
            items.Add(Shown.Summary(state, call.View(), await call.ClocksAsync(state)));
        return Answer.Ok(new(items, Cursors.Write(page.Next, order, call.Services.Ring)), AnswerJson.Default.ListAnswer);
    }

    public static View View(this ApiCall call) => Access.ViewOf(call.Caller);

    public static string Tag(this ApiCall call, Protocol state) => Answer.Tag(state, call.View());

    public static Answer Tagged(this ApiCall call, Answer answer, Changed changed) =>
        answer with { ETag = call.Tag(changed.State), Replayed = changed.Replayed };

    /// <summary>Who writes a customer's contact: himself, his channel, or staff.</summary>
    public static Roles Writers => Roles.WorkingStaff | Roles.Client | Roles.Consumer;
}
