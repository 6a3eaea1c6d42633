using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Protocols.Api.Answers;
using Protocols.Api.Contents;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.People;
using Protocols.Recordings;

namespace Protocols.Api.Endpoints;

/// <summary>A recording comes in parts, and goes on where it broke off (M25).</summary>
internal static class UploadEndpoints
{
    private const string Route = RecordingEndpoints.Route + "/uploads";

    private static readonly Endpoint part = new()
    {
        Name = "",
        Method = "",
        Route = Route + "/{id}",
        Roles = Roles.Client | Roles.WorkingStaff,
        ByTelephony = true,
        Summary = "",
        Status = 200,
        Response = typeof(UploadAnswer),
        Aside = true,
        Problems = ["upload-not-found"],
        Handle = Endpoint.Unread,
    };

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        (part with
        {
            Name = "BeginUpload",
            Method = "POST",
            Route = Route,
            Summary = "Begins a recording that comes in parts of 8 MiB; abandoned, it vanishes after a day.",
            Status = 201,
            Idempotent = true,
            Problems = ["invalid", "content-too-large", "idempotency-key-reused"],
            Example = """{ "contentType": "audio/wav", "size": 20971520, "startedAt": "2026-11-21T13:05:00Z", "duration": 1310 }""",
        }).Reading(ReadUpload, BeginAsync),
        part with
        {
            Name = "PutUploadPart",
            Method = "PUT",
            Route = Route + "/{id}/parts/{k}",
            Summary = "One part, in any order; sent again it takes the place of the first.",
            Takes = ["application/octet-stream"],
            Problems = ["invalid", "upload-not-found", "part-not-found", "part-size", "digest-mismatch"],
            Handle = PutAsync,
        },
        part with
        {
            Name = "ReadUpload",
            Method = "GET",
            Summary = "Which parts are missing.",
            Handle = ReadAsync,
        },
        (part with
        {
            Name = "CompleteUpload",
            Method = "POST",
            Route = Route + "/{id}/complete",
            Summary = "The parts become the recording, if they hash to what is said.",
            Status = 201,
            Response = typeof(RecordingAnswer),
            Aside = false,
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "upload-not-found", "upload-incomplete", "digest-mismatch", "content-mismatch", "idempotency-key-reused"],
            Example = $$"""{ "sha256": "{{new string('0', 64)}}" }""",
        }).Reading(ReadDigest, CompleteAsync),
    ];

    private static (string ContentType, long Size, DateTimeOffset StartedAt, int Duration) ReadUpload(JsonFields f) => (
        f.Line("contentType", 100, required: true) ?? "",
        f.Whole("size", 1, long.MaxValue, required: true) ?? default,
        f.Instant("startedAt", required: true) ?? default,
        f.Integer("duration", 0, RecordingEndpoints.LongestCall, required: true) ?? default);

    private static string ReadDigest(JsonFields f)
    {
        var sha256 = f.Line("sha256", 64, required: true) ?? "";
        if (sha256.Length > 0 && (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit)))
            f.Fail("sha256", "not-a-digest");
        return sha256.ToLowerInvariant();
    }

    private static async Task<Answer> BeginAsync(ApiCall call, (string ContentType, long Size, DateTimeOffset StartedAt, int Duration) asked)
    {
        var services = call.Services;
        if (asked.Size > services.MaxRecordingBytes)
            return Answer.Of(RequestContent.TooLarge(services.MaxRecordingBytes));
        if (MediaKinds.Recordings.Named(asked.ContentType) is not { } kind)
            return Answer.Of(Refusals.Invalid(new FieldError("contentType", "not-one-of", string.Join(", ", MediaKinds.Recordings.Select(one => one.MediaType)))));
        var now = services.Clock.Now();
        if (LinkRecording.CheckStart(asked.StartedAt, now) is { } early)
            return Answer.Of(early);
        var (key, wrong) = call.Key();
        if (wrong is not null)
            return Answer.Of(wrong);
        var found = await services.TakingIn.CaseAsync(call.Number.Value, call.Caller, call.Cancellation);
        if (!found.Succeeded)
            return Answer.Of(found.Refusal);
        // The same request finds what it began.
        var name = key is null ? ContentName.New(call.Number.Value) : ContentName.Of(call.Number.Value, IdOf(key.Key));
        var mine = new Upload(kind.MediaType, asked.Size, asked.StartedAt, asked.Duration, now, key?.Body);
        var begun = await services.Contents.BeginAsync(name, mine, call.Cancellation);
        if (begun.Request != mine.Request)
            return Answer.Of(Refusals.KeyReused);
        var state = new UploadState(begun, new HashSet<int>());
        return Answer.Created(UploadAnswer.Of(name.Id, state), AnswerJson.Default.UploadAnswer) with { Replayed = !ReferenceEquals(begun, mine) };
    }

    private static async Task<Answer> PutAsync(ApiCall call)
    {
        var found = await FindAsync(call);
        if (!found.Succeeded)
            return Answer.Of(found.Refusal);
        var (name, upload) = (found.Value.Name, found.Value.State.Upload);
        var size = int.TryParse(call.Http.Request.RouteValues["k"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var k) ? upload.SizeOf(k) : 0;
        if (size == 0)
            return Answer.Of(new Refusal("part-not-found", RefusalKind.NotFound, $"{upload.Parts}"));
        var wrongSize = new Refusal("part-size", RefusalKind.Invalid, $"{k}", $"{size}");
        if (call.Http.Request.ContentLength is { } told && told != size)
            return Answer.Of(wrongSize);
        var (limits, wrong) = RequestContent.Limits(call, size);
        if (wrong is not null)
            return Answer.Of(wrong);
        return await call.Services.Contents.WritePartAsync(name, k, limits, RequestContent.Body(call), call.Cancellation) switch
        {
            PartOutcome.Written => await ReadAsync(call),
            PartOutcome.OtherDigest => Answer.Of(Refusals.DigestMismatch),
            _ => Answer.Of(wrongSize),
        };
    }

    private static async Task<Answer> ReadAsync(ApiCall call)
    {
        var found = await FindAsync(call);
        return found.Succeeded
            ? Answer.Ok(UploadAnswer.Of(found.Value.Name.Id, found.Value.State), AnswerJson.Default.UploadAnswer)
            : Answer.Of(found.Refusal);
    }

    private static async Task<Answer> CompleteAsync(ApiCall call, string sha256)
    {
        var found = await FindAsync(call);
        if (!found.Succeeded)
            return Answer.Of(found.Refusal);
        var (name, state, of) = found.Value;
        var upload = state.Upload;
        var written = await call.Services.Contents.CompleteAsync(name, sha256, call.Cancellation);
        if (RequestContent.RefusalOf(written, upload.Size) is { } refusal)
            return Answer.Of(refusal);
        if (!await BeginsAsync(call, name, upload.MediaType))
        {
            await call.Services.Contents.DeleteAsync(name, call.Cancellation);
            return Answer.Of(Refusals.ContentMismatch);
        }
        return await RecordingEndpoints.LinkAsync(
            call, of, new(name.Id, upload.MediaType, written.Size, written.Sha256, upload.StartedAt, upload.Duration));
    }

    private static async Task<bool> BeginsAsync(ApiCall call, ContentName name, string mediaType)
    {
        await using var content = await call.Services.Contents.OpenAsync(name, call.Cancellation)
            ?? throw new InvalidOperationException("What was just kept is gone.");
        using var head = new MemoryStream();
        await content.CopyAsync(0, Math.Min(content.Size, MediaKinds.NeededBytes), head, call.Cancellation);
        return MediaKinds.Recordings.Named(mediaType)!.Begins(head.ToArray());
    }

    private static async Task<Result<Found>> FindAsync(ApiCall call)
    {
        var found = await call.Services.TakingIn.CaseAsync(call.Number.Value, call.Caller, call.Cancellation);
        if (!found.Succeeded)
            return found.Refusal;
        return ContentName.TryParse(call.Number.Value, call.ContentId(), out var name)
            && await call.Services.Contents.FindUploadAsync(name, call.Cancellation) is { } state
                ? new Found(name, state, found.Value)
                : Refusals.UploadNotFound;
    }

    private static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, ContentName.IdBytes));

    private sealed record Found(ContentName Name, UploadState State, Protocol Of);
}
