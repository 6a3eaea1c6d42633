using Protocols.Accessing;
using Protocols.Api.Answers;
using Protocols.Api.Contents;
using Protocols.Api.Http;
using Protocols.Cases;
using Protocols.People;
using Protocols.Recordings;

namespace Protocols.Api.Endpoints;

/// <summary>Recordings are heard by those who say why, and by the customer; that is on record before the first byte (M25).</summary>
internal static class HearingEndpoints
{
    private const string Why = "Access-Reason";
    private const int LongestReason = 500;
    private const Roles Hearers = Roles.Compliance | Roles.Supervisor | Roles.Ombudsman | Roles.Consumer;

    private static readonly Endpoint content = new()
    {
        Name = "HearRecording",
        Method = "GET",
        Route = RecordingEndpoints.Route + "/{id}/content",
        Roles = Hearers,
        Summary = "Streams the recording, whole or in a range; staff say why in Access-Reason, which is written down first.",
        Status = 200,
        Response = typeof(byte[]),
        Produces = [.. MediaKinds.Recordings.Select(kind => kind.MediaType)],
        Headers = [new(Why, "string", false, 1, LongestReason)],
        ByAddress = true,
        Problems = ["recording-not-found", "access-code-needed", "data-blocked", "reason-missing", "range-not-satisfiable", "content-damaged"],
        Handle = HearAsync,
    };

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        content,
        content with
        {
            Name = "LookAtRecording",
            Method = "HEAD",
            Summary = "The headers that streaming would have; nothing is heard, so nothing is written down.",
        },
        new Endpoint
        {
            Name = "GiveRecordingAddress",
            Method = "POST",
            Route = RecordingEndpoints.Route + "/{id}/access",
            Roles = Hearers,
            Summary = "An address for a player that can set no header; it opens this recording for whoever asked, for a while.",
            Status = 201,
            Response = typeof(AddressAnswer),
            Aside = true,
            Problems = ["invalid", "recording-not-found", "access-code-needed", "data-blocked", "reason-missing"],
            Example = """{ "reason": "Contestação do cliente" }""",
            Handle = Endpoint.Unread,
        }.Reading(f => f.Lines("reason", LongestReason), GiveAsync),
    ];

    private static async Task<Answer> HearAsync(ApiCall call)
    {
        var found = await FindAsync(call);
        if (!found.Succeeded)
            return Answer.Of(found.Refusal);
        var why = call.Grant?.Reason ?? RequestHeaders.Text(call.Http.Request, Why);
        if (Refuse(call, why) is { } refusal)
            return Answer.Of(refusal);
        var recording = found.Value;
        return await ContentAnswer.ReadAsync(
            call, call.Services.Contents, recording.Id, recording.MediaType, recording.Size, recording.Sha256,
            () => HeardAsync(call, recording, AccessKind.RecordingHeard, why), saved: false);
    }

    private static async Task<Answer> GiveAsync(ApiCall call, string? reason)
    {
        var found = await FindAsync(call);
        if (!found.Succeeded)
            return Answer.Of(found.Refusal);
        var why = string.IsNullOrWhiteSpace(reason) ? null : reason;
        if (Refuse(call, why) is { } refusal)
            return Answer.Of(refusal);
        var (services, recording, request) = (call.Services, found.Value, call.Http.Request);
        var grant = AccessGrant.For(call.Caller, why, AccessGrant.Expiry(services.Clock.Now(), recording.Duration));
        await HeardAsync(call, recording, AccessKind.RecordingAddressGiven, why);
        var path = content.Route.Replace("{number}", call.Number.Value, StringComparison.Ordinal).Replace("{id}", recording.Id, StringComparison.Ordinal);
        var url = $"{request.Scheme}://{request.Host}/{path}?{AccessGrant.Parameter}={grant.Write(services.Ring, call.Number.Value, recording.Id)}";
        return Answer.Created(new(url, grant.ExpiresAt), AnswerJson.Default.AddressAnswer);
    }

    private static async Task<Result<Recording>> FindAsync(ApiCall call)
    {
        var read = await call.OpenStateAsync();
        return !read.Succeeded ? read.Refusal
            : read.Value.Recordings.FirstOrDefault(one => one.Id == call.ContentId()) is { } recording ? recording
            : Refusals.RecordingNotFound;
    }

    /// <summary>It is the customer's own voice, so he need not say why.</summary>
    private static Refusal? Refuse(ApiCall call, string? why) =>
        why is null ? call.Caller.Is(Roles.ReadingStaff) ? Refusals.ReasonMissing : null
        : why.Length > LongestReason ? Refusals.Invalid(new FieldError(Why, "too-long", $"{LongestReason}"))
        : null;

    private static async Task HeardAsync(ApiCall call, Recording recording, AccessKind how, string? why)
    {
        await call.Services.Logging.RunAsync(call.Number.Value, call.Caller, how, recording.Id, why, call.Cancellation);
        if (recording.AskedForAt is null)
            return;
        await call.Services.Changing.RunAsync(
            call.Number.Value, call.Caller, Conditions.None,
            (protocol, _) => new AskForRecording(recording.Id).Given(protocol, call.Caller), call.Cancellation);
    }
}
