using System.Text;
using Protocols.Accessing;
using Protocols.Api.Answers;
using Protocols.Api.Contents;
using Protocols.Api.Http;
using Protocols.People;
using Protocols.Recordings;

namespace Protocols.Api.Endpoints;

/// <summary>Photos and documents that belong to a case (M25).</summary>
internal static class AttachmentEndpoints
{
    private const string Route = "api/protocols/{number}/attachments";

    private static readonly Endpoint content = new()
    {
        Name = "ReadAttachment",
        Method = "GET",
        Route = Route + "/{id}/content",
        Roles = Roles.Everyone,
        Summary = "Streams the attachment, whole or in a range.",
        Status = 200,
        Response = typeof(byte[]),
        Produces = [.. MediaKinds.Attachments.Select(kind => kind.MediaType)],
        Problems = ["attachment-not-found", "access-code-needed", "data-blocked", "range-not-satisfiable", "content-damaged"],
        Handle = ReadAsync,
    };

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "AddAttachment",
            Method = "POST",
            Route = Route,
            Roles = Calls.Writers,
            Summary = "Takes in a photo or a PDF; from the customer it answers what he was asked for.",
            Status = 201,
            Response = typeof(AttachmentAnswer),
            Takes = [.. MediaKinds.Attachments.SelectMany(kind => kind.Names)],
            Idempotent = true,
            Conditional = true,
            Problems = [.. RecordingEndpoints.WhenTaken, "subject-missing", "idempotency-key-reused"],
            Handle = Endpoint.Unread,
        }.Bearing(f => f.Line("Attachment-Name", 200), AddAsync),
        new Endpoint
        {
            Name = "ListAttachments",
            Method = "GET",
            Route = Route,
            Roles = Roles.Everyone,
            Summary = "Every attachment, in the order in which they came.",
            Status = 200,
            Response = typeof(AttachmentListAnswer),
            Problems = ["access-code-needed", "data-blocked"],
            Handle = ListAsync,
        },
        content,
        content with { Name = "LookAtAttachment", Method = "HEAD", Summary = "The headers that streaming would have." },
    ];

    private static async Task<Answer> AddAsync(ApiCall call, string? name)
    {
        var services = call.Services;
        var (limits, wrong) = RequestContent.Limits(call, RequestContent.MaxBytes);
        if (wrong is not null)
            return Answer.Of(wrong);
        var found = await services.TakingIn.CaseAsync(call.Number.Value, call.Caller, call.Cancellation);
        if (!found.Succeeded)
            return Answer.Of(found.Refusal);
        if (Recordings.AddAttachment.CheckState(found.Value) is { } early)
            return Answer.Of(early);
        var (kind, other) = await RequestContent.LookAsync(call, MediaKinds.Attachments);
        if (other is not null)
            return Answer.Of(other);
        var kept = ContentName.New(call.Number.Value);
        var written = await services.Contents.WriteAsync(kept, RequestContent.Body(call), limits, call.Cancellation);
        if (RequestContent.RefusalOf(written, limits.MaxBytes) is { } refusal)
            return Answer.Of(refusal);

        call.Body = Encoding.UTF8.GetBytes($"{kind!.MediaType}\0{written.Sha256}\0{name}");
        var conditions = call.Conditions();
        if (!conditions.Succeeded)
            return Answer.Of(conditions.Refusal);
        var attachment = new AddAttachment(kept.Id, kind.MediaType, written.Size, written.Sha256, name);
        var changed = await services.TakingIn.AddAsync(call.Number.Value, call.Caller, conditions.Value, attachment, call.Cancellation);
        if (!changed.Succeeded)
            return Answer.Of(changed.Refusal);
        var added = ((Facts.AttachmentAdded)changed.Value.Facts[0].Terms).Id;
        var answer = AttachmentAnswer.Of(changed.Value.State.Attachments.Single(one => one.Id == added));
        return call.Tagged(Answer.Created(answer, AnswerJson.Default.AttachmentAnswer), changed.Value);
    }

    private static async Task<Answer> ListAsync(ApiCall call)
    {
        var read = await call.OpenStateAsync();
        return read.Succeeded
            ? Answer.Ok(new([.. read.Value.Attachments.Select(AttachmentAnswer.Of)]), AnswerJson.Default.AttachmentListAnswer)
            : Answer.Of(read.Refusal);
    }

    private static async Task<Answer> ReadAsync(ApiCall call)
    {
        var read = await call.OpenStateAsync();
        if (!read.Succeeded)
            return Answer.Of(read.Refusal);
        if (read.Value.Attachments.FirstOrDefault(one => one.Id == call.ContentId()) is not { } attachment)
            return Answer.Of(Refusals.AttachmentNotFound);
        return await ContentAnswer.ReadAsync(
            call, call.Services.Contents, attachment.Id, attachment.MediaType, attachment.Size, attachment.Sha256, SeenAsync, saved: true);

        Task SeenAsync() => call.Caller.Is(Roles.Compliance | Roles.Regulator)
            ? call.Services.Logging.RunAsync(call.Number.Value, call.Caller, AccessKind.AttachmentSeen, attachment.Id, null, call.Cancellation)
            : Task.CompletedTask;
    }
}
