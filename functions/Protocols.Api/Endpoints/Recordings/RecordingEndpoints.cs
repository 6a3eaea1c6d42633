using Protocols.Api.Answers;
using Protocols.Api.Contents;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.People;
using Protocols.Recordings;

namespace Protocols.Api.Endpoints;

/// <summary>Calls are recorded, kept and asked for (M25); who hears them stands in <see cref="HearingEndpoints"/>.</summary>
internal static class RecordingEndpoints
{
    internal const string Route = "api/protocols/{number}/recordings";
    internal const int LongestCall = 7 * 24 * 3600;

    internal static readonly string[] WhenTaken = ["invalid", "unsupported-media-type", "content-mismatch", "content-empty", "content-too-large", "digest-mismatch"];

    private static readonly string[] audio = [.. MediaKinds.Recordings.SelectMany(kind => kind.Names)];

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "AddRecording",
            Method = "POST",
            Route = Route,
            Roles = Roles.Client | Roles.WorkingStaff,
            Summary = "Takes in the recording of a call, or of one leg of it, in one request of up to 100 MiB.",
            Status = 201,
            Response = typeof(RecordingAnswer),
            ByTelephony = true,
            Takes = audio,
            Idempotent = true,
            Conditional = true,
            Problems = [.. WhenTaken, "idempotency-key-reused"],
            Handle = Endpoint.Unread,
        }.Bearing(ReadLeg, AddAsync),
        new Endpoint
        {
            Name = "ListRecordings",
            Method = "GET",
            Route = Route,
            Roles = Roles.ReadingStaff | Roles.Consumer,
            Summary = "Every recorded leg, in the order in which they were spoken.",
            Status = 200,
            Response = typeof(RecordingListAnswer),
            Problems = ["access-code-needed", "data-blocked"],
            Handle = ListAsync,
        },
        new Endpoint
        {
            Name = "AskForRecording",
            Method = "POST",
            Route = Route + "/{id}/requests",
            Roles = Calls.Writers,
            Summary = "The customer asks for a copy; its term begins.",
            Status = 201,
            Response = typeof(RecordingAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "recording-not-found", "idempotency-key-reused"],
            Example = "{}",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Nothing, (call, _) => call.ChangeAsync(
            (protocol, _) => new AskForRecording(call.ContentId()).Decide(protocol),
            changed => Answer.Created(
                RecordingAnswer.Of(changed.State.Recordings.Single(one => one.Id == call.ContentId())), AnswerJson.Default.RecordingAnswer))),
    ];

    /// <summary>The id in the route, which may be anything.</summary>
    internal static string ContentId(this ApiCall call) => call.Http.Request.RouteValues["id"] as string ?? "";

    private static (DateTimeOffset StartedAt, int Duration) ReadLeg(JsonFields f) => (
        f.Instant("Recording-Started-At", required: true) ?? default,
        f.Integer("Recording-Duration", 0, LongestCall, required: true) ?? default);

    private static async Task<Answer> AddAsync(ApiCall call, (DateTimeOffset StartedAt, int Duration) leg)
    {
        var (limits, wrong) = RequestContent.Limits(call, Math.Min(RequestContent.MaxBytes, call.Services.MaxRecordingBytes));
        if (wrong is not null)
            return Answer.Of(wrong);
        if (LinkRecording.CheckStart(leg.StartedAt, call.Services.Clock.Now()) is { } early)
            return Answer.Of(early);
        var found = await call.Services.TakingIn.CaseAsync(call.Number.Value, call.Caller, call.Cancellation);
        if (!found.Succeeded)
            return Answer.Of(found.Refusal);
        var (kind, other) = await RequestContent.LookAsync(call, MediaKinds.Recordings);
        if (other is not null)
            return Answer.Of(other);
        var name = ContentName.New(call.Number.Value);
        var written = await call.Services.Contents.WriteAsync(name, RequestContent.Body(call), limits, call.Cancellation);
        return RequestContent.RefusalOf(written, limits.MaxBytes) is { } refusal
            ? Answer.Of(refusal)
            : await LinkAsync(call, found.Value, new(name.Id, kind!.MediaType, written.Size, written.Sha256, leg.StartedAt, leg.Duration));
    }

    /// <summary>Links what is kept, and answers with it or with what the same request led to before.</summary>
    internal static async Task<Answer> LinkAsync(ApiCall call, Protocol of, LinkRecording recording)
    {
        // What a repetition must be equal in: the bytes by their hash, and what was said of them.
        if (call.Body.Length == 0)
            call.Body = System.Text.Encoding.UTF8.GetBytes($"{recording.MediaType}\0{recording.Sha256}\0{recording.StartedAt:O}\0{recording.Duration}");
        var conditions = call.Conditions();
        if (!conditions.Succeeded)
            return Answer.Of(conditions.Refusal);
        var changed = await call.Services.TakingIn.LinkAsync(of, call.Caller, conditions.Value, recording, call.Cancellation);
        if (!changed.Succeeded)
            return Answer.Of(changed.Refusal);
        var linked = changed.Value.Facts.Select(fact => fact.Terms).OfType<Facts.RecordingLinked>().FirstOrDefault()?.Id ?? recording.Id;
        var answer = RecordingAnswer.Of(changed.Value.State.Recordings.Single(one => one.Id == linked));
        return call.Tagged(Answer.Created(answer, AnswerJson.Default.RecordingAnswer), changed.Value) with
        {
            Location = $"/{Route.Replace("{number}", call.Number.Value, StringComparison.Ordinal)}/{linked}/content",
        };
    }

    private static async Task<Answer> ListAsync(ApiCall call)
    {
        var read = await call.OpenStateAsync();
        return read.Succeeded
            ? Answer.Ok(new(RecordingAnswer.Of(read.Value.Recordings)), AnswerJson.Default.RecordingListAnswer)
            : Answer.Of(read.Refusal);
    }
}
