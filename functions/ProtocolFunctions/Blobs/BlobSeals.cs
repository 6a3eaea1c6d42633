using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Protocols.Ports;

namespace ProtocolFunctions.Blobs;

/// <summary>
/// A private blob for each day, created and never replaced. Where the container has version-level immutability it is locked, so that neither the service nor
/// whoever owns the account can change or remove it; that is read back, since what silently does nothing guards nothing.
/// </summary>
internal sealed class BlobSeals(BlobContainerClient container, bool immutable, TimeProvider clock) : ISealArchive
{
    /// <summary>As long as any record is kept.</summary>
    private const int YearsLocked = 10;

    public Task<byte[]> KeepAsync(DateOnly day, byte[] seal, CancellationToken cancellation) => BlobErrors.TranslateAsync(async () =>
    {
        var blob = Blob(day);
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(seal), new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, cancellation);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Kept before; whether it is locked is seen to below, should that have broken off.
        }
        await LockAsync(blob, cancellation);
        return (await blob.DownloadContentAsync(cancellation)).Value.Content.ToArray();
    });

    public Task<byte[]?> FindAsync(DateOnly day, CancellationToken cancellation) => BlobErrors.TranslateAsync<byte[]?>(async () =>
    {
        try
        {
            return (await Blob(day).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    });

    private async Task LockAsync(BlobClient blob, CancellationToken cancellation)
    {
        if (!immutable || await IsLockedAsync(blob, cancellation))
            return;
        var policy = new BlobImmutabilityPolicy { ExpiresOn = clock.GetUtcNow().AddYears(YearsLocked), PolicyMode = BlobImmutabilityPolicyMode.Locked };
        await blob.SetImmutabilityPolicyAsync(policy, cancellationToken: cancellation);
        if (!await IsLockedAsync(blob, cancellation))
            throw new InvalidOperationException($"{blob.Name} is not locked: the container ignores immutability.");
    }

    private static async Task<bool> IsLockedAsync(BlobClient blob, CancellationToken cancellation) =>
        (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.ImmutabilityPolicy is { PolicyMode: BlobImmutabilityPolicyMode.Locked, ExpiresOn: not null };

    private BlobClient Blob(DateOnly day) => container.GetBlobClient($"{day.ToString("O", CultureInfo.InvariantCulture)}.json");
}
