using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Protocols.People;

namespace Protocols.Api.Identity;

/// <summary>Checks bearer tokens by the rules and reads their callers.</summary>
/// <param name="rules">What is asked of a token but for its time, which is checked here, by the clock.</param>
/// <param name="remember">
/// Checking a signature costs more than the rest of a read, so a good token is remembered: this long, and never beyond its end.
/// </param>
internal sealed class BearerTokens(
    JsonWebTokenHandler handler, TokenValidationParameters rules, TokenClaims claims, TimeProvider clock, TimeSpan remember)
{
    private const int MostRemembered = 10_000;
    private const string Scheme = "Bearer ";

    private readonly TokenValidationParameters rules = WithClock(rules, clock);
    private readonly ConcurrentDictionary<string, Known> seen = new(StringComparer.Ordinal);

    /// <summary>The token of a request; null where it has none, or a header that is none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } text] && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].Trim() : null;

    /// <summary>Who bears a token that was good a moment ago; null where it must be checked.</summary>
    /// <param name="keys">The keys that hold now: a token that was good under others must be checked again.</param>
    public Caller? Recall(string token, object? keys = null) =>
        seen.TryGetValue(token, out var known) && known.Until > clock.GetUtcNow() && ReferenceEquals(known.Keys, keys) ? known.Caller : null;

    public bool Has(string token) => seen.ContainsKey(token);

    /// <inheritdoc cref="Recall" path="/param"/>
    public async ValueTask<SignIn> CheckAsync(string token, object? keys = null)
    {
        var result = await handler.ValidateTokenAsync(token, rules);
        if (!result.IsValid)
            return SignIn.Refuse(Why(result.Exception));
        if (claims.Read((JsonWebToken)result.SecurityToken) is not { } caller)
            return SignIn.Refuse(SignIn.Claims);
        if (seen.Count >= MostRemembered)
            seen.Clear();
        var now = clock.GetUtcNow();
        DateTimeOffset end = result.SecurityToken.ValidTo;
        seen[token] = new(caller, end - now < remember ? end : now + remember, keys);
        return SignIn.Of(caller);
    }

    private static string Why(Exception? wrong) => wrong switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => SignIn.OutOfTime,
        SecurityTokenInvalidAudienceException => SignIn.Audience,
        SecurityTokenInvalidIssuerException => SignIn.Issuer,
        SecurityTokenSignatureKeyNotFoundException => SignIn.UnknownKey,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => SignIn.Signature,
        _ => SignIn.Unreadable,
    };

    private static TokenValidationParameters WithClock(TokenValidationParameters rules, TimeProvider clock)
    {
        var timed = rules.Clone();
        timed.LifetimeValidator = (from, until, _, _) =>
            until > clock.GetUtcNow().UtcDateTime - rules.ClockSkew && (from is null || from <= clock.GetUtcNow().UtcDateTime + rules.ClockSkew);
        return timed;
    }

    private sealed record Known(Caller Caller, DateTimeOffset Until, object? Keys);
}
