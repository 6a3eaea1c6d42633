using Azure;
using Protocols.Ports;

namespace ProtocolFunctions.Blobs;

/// <summary>Turns what Blob Storage throws into what the port promises.</summary>
internal static class BlobErrors
{
    /// <exception cref="StoreBusyException">It turns calls away or does not answer, after the client has tried again.</exception>
    /// <exception cref="InvalidOperationException">The account does not know what was asked of it, such as legal holds.</exception>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException busy) when (busy.Status is 0 or 408 or 429 or 500 or 502 or 503 or 504)
        {
            throw new StoreBusyException($"Blob Storage turns calls away or does not answer ({busy.ErrorCode ?? "no answer"}).", busy);
        }
        catch (RequestFailedException unknown) when (unknown.Status == 501)
        {
            throw new InvalidOperationException($"Blob Storage does not know what was asked of it: {unknown.ErrorCode}.", unknown);
        }
    }
}
