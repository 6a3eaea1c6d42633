using System.Security.Cryptography;
using System.Text;
using Protocols.Accessing;
using Protocols.Chain;
using Protocols.Finding;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Tracking;

/// <summary>
/// A customer follows his protocol without an account (M20, M22): with the number and his document, or the access code he was given.
/// Whatever is wrong is answered alike, and tries are limited by number and by address over all processes, existing or not.
/// </summary>
public sealed class TrackProtocol(IProtocolStore store, ITries tries, KeyRing ring, TimeProvider clock, LogAccess log)
{
    /// <summary>Failed tries in a window after which nothing is answered any more.</summary>
    public const int MostByNumber = 10, MostByAddress = 60;

    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(15);

    /// <param name="number">As the protocol bears it; what cannot be one is counted like one that is not there.</param>
    /// <param name="address">Whose try it is, as the platform says.</param>
    public async Task<Result<ProtocolView>> RunAsync(string number, Proof proof, string address, CancellationToken cancellation)
    {
        List<string> keys = [ring.LookupKey("tries-number", number), ring.LookupKey("tries-address", address)];
        // Counted before anything is looked at: many at once must not all find the count low.
        var byNumber = await tries.AddAsync(keys[0], Window, cancellation);
        var byAddress = await tries.AddAsync(keys[1], Window, cancellation);
        if (byNumber.Count > MostByNumber)
            return Refusals.TooManyTries(byNumber.Until - clock.Now());
        if (byAddress.Count > MostByAddress)
            return Refusals.TooManyTries(byAddress.Until - clock.Now());
        var read = await new ReadProtocol(store, ring, log).RunAsync(number, Caller.Tracking(number, proof.Level), cancellation);
        if (!read.Succeeded || !proof.Holds(read.Value.State.Personal))
            return Refusals.TrackingNotFound;
        foreach (var key in keys)
            await tries.ForgiveAsync(key, cancellation);
        return read;
    }
}

/// <summary>What somebody knows who says that a protocol is his: one of the two.</summary>
/// <param name="Document">Normalised.</param>
/// <param name="AccessCode">As it was typed.</param>
public sealed record Proof(string? Document, string? AccessCode)
{
    /// <summary>Who has the code was given it; a document is known to many.</summary>
    public TrackingLevel Level => AccessCode is null ? TrackingLevel.Document : TrackingLevel.AccessCode;

    public bool Holds(Personal personal) => AccessCode is { } code
        ? Same(Plain(code), personal.AccessCode)
        : Document is { } document && Same(document, personal.Customer?.Document);

    /// <summary>As it is read from a screen or heard: blanks, dashes and small letters mean nothing.</summary>
    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static bool Same(string given, string? known) =>
        known is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(known));
}
