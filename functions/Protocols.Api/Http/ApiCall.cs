using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Protocols.Api.Contents;
using Protocols.Cases;
using Protocols.Numbering;
using Protocols.People;

namespace Protocols.Api.Http;

/// <summary>One call on its way through: the request, who makes it and what the service has to serve it.</summary>
internal sealed class ApiCall(HttpContext http, Endpoint endpoint, ApiServices services)
{
    private const int MaxKeyLength = 255;

    public HttpContext Http { get; } = http;
    public Endpoint Endpoint { get; } = endpoint;
    public ApiServices Services { get; } = services;

    /// <summary>Set before any handler runs, unless the endpoint is open.</summary>
    public Caller Caller { get; set; } = new("", null, Roles.None);

    /// <summary>Set where an address was given for this call, in place of a token.</summary>
    public AccessGrant? Grant { get; set; }

    /// <summary>The number in the route, read as people type it; set before the handler runs where the route has one.</summary>
    public ProtocolNumber Number { get; set; }

    /// <summary>The body as it came.</summary>
    public byte[] Body { get; set; } = [];

    public CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>What <c>If-Match</c> and <c>Idempotency-Key</c> ask for, or what is wrong with them.</summary>
    public Result<Conditions> Conditions()
    {
        var key = Key();
        if (key.Refusal is not null)
            return key.Refusal;
        var match = Http.Request.GetTypedHeaders().IfMatch;
        if (Http.Request.Headers.IfMatch.Count == 0 || match.Contains(EntityTagHeaderValue.Any))
            return new Conditions(null, key.Key);
        return new Conditions([.. match.Select(Version)], key.Key);
    }

    /// <summary>Keyed hashes of the request's key and body; none where it has no key.</summary>
    public (IdempotencyKey? Key, Refusal? Refusal) Key()
    {
        var header = Http.Request.Headers["Idempotency-Key"];
        if (header.Count == 0 || !Endpoint.Idempotent)
            return default;
        var text = header.ToString();
        if (header.Count > 1 || text.Length is 0 or > MaxKeyLength || text.Any(c => c is < '!' or > '~'))
            return (null, new("idempotency-key-invalid", RefusalKind.Invalid, $"{MaxKeyLength}"));
        var ring = Services.Ring;
        // An id is unique among those of its role; of another it may be somebody else.
        var scope = $"{(int)Caller.Roles}\0{Caller.Id}\0{Endpoint.Name}\0{Http.Request.RouteValues["id"] ?? Http.Request.RouteValues["code"]}\0{Number.Value}\0{text}";
        var body = Convert.ToHexString(SHA256.HashData(Body));
        var keys = ring.LookupKeys("request", scope).Zip(ring.LookupKeys("request-body", body), (key, of) => new IdempotencyKey(key, of)).ToList();
        return (keys[0] with { Older = keys[1..] }, null);
    }

    /// <summary>Whether the caller already has this version in this view.</summary>
    public bool Has(string etag) =>
        Http.Request.Headers.IfNoneMatch.Count > 0
        && Http.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == "*" || tag.Tag.AsSpan().SequenceEqual(etag));

    /// <summary>A version is compared by the fact number alone; what is no tag of ours never matches.</summary>
    private static long Version(EntityTagHeaderValue tag)
    {
        var text = tag.Tag.AsSpan().Trim('"');
        var end = text.IndexOf('-');
        return !tag.IsWeak && long.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
    }
}
