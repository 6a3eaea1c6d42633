using Protocols.Api.Guarding;
using Protocols.Api.Reading;
using Protocols.People;

namespace Protocols.Api.Http;

/// <summary>One row of the table of routes: everything that is promised about a call, in one place.</summary>
internal sealed record Endpoint
{
    /// <summary>Unique, PascalCase: the name of the function in Azure and the operation in the OpenAPI document.</summary>
    public required string Name { get; init; }

    public required string Method { get; init; }

    /// <summary>With the base path, as ASP.NET Core and Functions write routes.</summary>
    public required string Route { get; init; }

    /// <summary>Who may call it; <see cref="Roles.None"/> only with <see cref="Open"/>.</summary>
    public required Roles Roles { get; init; }

    /// <summary>One line on what it does.</summary>
    public required string Summary { get; init; }

    public required Func<ApiCall, Task<Answer>> Handle { get; init; }

    /// <summary>The status of success.</summary>
    public required int Status { get; init; }

    /// <summary>The type of success's body; null where there is none.</summary>
    public Type? Response { get; init; }

    /// <summary>What success's body is, where it may be something else than JSON.</summary>
    public IReadOnlyList<string> Produces { get; init; } = ["application/json"];

    /// <summary>The fields of the body; null where it takes none.</summary>
    public IReadOnlyList<FieldShape>? Body { get; init; }

    /// <summary>The body may be the word null, which means something.</summary>
    public bool NullBody { get; init; }

    /// <summary>The content types of a body that is taken in as it is; none where it is JSON.</summary>
    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>The headers it reads, beside those that every call has.</summary>
    public IReadOnlyList<FieldShape> Headers { get; init; } = [];

    /// <summary>What its caller may do only so often; null where nothing limits it.</summary>
    public Limited? Limited { get; init; }

    /// <summary>Changes nothing of the protocol itself, though it is no reading.</summary>
    public bool Aside { get; init; }

    /// <summary>An address that was given for a while opens it, in place of a token.</summary>
    public bool ByAddress { get; init; }

    /// <summary>A client may do it with any protocol: telephony adds recordings to whatever case the call was about.</summary>
    public bool ByTelephony { get; init; }

    /// <summary>Of those who see the protocol only the one whose turn it is: its owner, or the receiver of a referral.</summary>
    public bool HisAlone { get; init; }

    /// <summary>Tells of the whole company and cannot be narrowed, so whoever is bound to departments is refused.</summary>
    public bool OfAllDepartments { get; init; }

    /// <summary>Keeps its own record of who did it, or changes nothing.</summary>
    public bool OnRecord { get; init; }

    /// <summary>Whether the log of acts is to say who did it, once it is done: what else would not be on record, and what compliance asks for by day.</summary>
    public bool IsAct { get => field || !(Open || OnRecord || Method is "GET" or "HEAD" || Route.Contains("{number}", StringComparison.Ordinal)); init; }

    /// <summary>The parameters of the query.</summary>
    public IReadOnlyList<FieldShape> Query { get; init; } = [];

    /// <summary>A body that works, as JSON.</summary>
    public string? Example { get; init; }

    /// <summary>The codes of the problems it may answer with, besides those any call may.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Needs no token.</summary>
    public bool Open { get; init; }

    /// <summary>Only there with the development identity.</summary>
    public bool DevelopmentOnly { get; init; }

    /// <summary>Takes <c>Idempotency-Key</c>.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Takes <c>If-Match</c>.</summary>
    public bool Conditional { get; init; }

    /// <summary>The same call with a body, read by <paramref name="read"/> before <paramref name="handle"/> is called.</summary>
    public Endpoint Reading<T>(Func<JsonFields, T> read, Func<ApiCall, T, Task<Answer>> handle) => this with
    {
        Body = JsonFields.Describe(read),
        Handle = async call =>
        {
            var body = await RequestBody.ReadAsync(call, read);
            return body.Succeeded ? await handle(call, body.Value.Value) : Answer.Of(body.Refusal);
        },
    };

    /// <summary>The same call with parameters in the query, read like the fields of a body.</summary>
    public Endpoint Asking<T>(Func<JsonFields, T> read, Func<ApiCall, T, Task<Answer>> handle)
    {
        var shapes = JsonFields.Describe(read);
        return this with
        {
            Query = shapes,
            Handle = async call =>
            {
                var query = RequestQuery.Read(call.Http.Request.Query, shapes, read);
                return query.Succeeded ? await handle(call, query.Value.Value) : Answer.Of(query.Refusal);
            },
        };
    }

    /// <summary>The same call with headers, read like the fields of a body.</summary>
    public Endpoint Bearing<T>(Func<JsonFields, T> read, Func<ApiCall, T, Task<Answer>> handle)
    {
        var shapes = JsonFields.Describe(read);
        return this with
        {
            Headers = shapes,
            Handle = async call =>
            {
                var headers = RequestQuery.Read(RequestHeaders.Of(call.Http.Request, shapes), shapes, read);
                return headers.Succeeded ? await handle(call, headers.Value.Value) : Answer.Of(headers.Refusal);
            },
        };
    }

    /// <summary>Stands where <see cref="Reading{T}"/> will put the real one.</summary>
    public static Task<Answer> Unread(ApiCall call) =>
        throw new InvalidOperationException("The endpoint says it takes a body, but not how to read it.");
}
