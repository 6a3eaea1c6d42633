using System.Security.Cryptography;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Sweeping;

/// <summary>
/// Removes the bytes of recordings and attachments that no case has: they came in, and their fact never did, a day ago at least.
/// Bytes of a protocol that is not there are left alone and told, since it is rather the record that is missing.
/// </summary>
public sealed class UnlinkedPass(StoreSet stores, TimeProvider clock)
{
    private const int Batch = 500;

    private static readonly TimeSpan lease = TimeSpan.FromMinutes(10);

    public async Task<SweepReport> RunAsync(bool dryRun, CancellationToken cancellation)
    {
        if (stores.Contents is not { } contents)
            return new(0, 0, false);
        var (before, holder) = (clock.Now() - Upload.Lifetime, RandomNumberGenerator.GetHexString(32));
        var (seen, removed) = (0, 0);
        var missing = new List<SweepFailure>();
        try
        {
            await foreach (var name in contents.ListAsync(before, cancellation))
            {
                if (seen++ % Batch == 0 && !await stores.Leases.TakeAsync(Sweeps.Recordings, holder, lease, cancellation))
                    return new(removed, 0, true) { Failures = missing };
                if (await stores.Protocols.FindAsync(name.Number, cancellation) is not { } stored)
                    missing.Add(new(name.Number, new InvalidDataException($"{name} is kept, and its protocol is not there.")));
                else if (!Has(stored.Document.State, name.Id) && (dryRun || await contents.DeleteAsync(name, cancellation)))
                    removed++;
            }
            if (!dryRun)
                removed += await contents.RemoveAbandonedAsync(before, cancellation);
            return new(removed, 0, false) { Failures = missing };
        }
        finally
        {
            await stores.Leases.ReleaseAsync(Sweeps.Recordings, holder, CancellationToken.None);
        }
    }

    private static bool Has(Protocol protocol, string id) =>
        protocol.Recordings.Any(recording => recording.Id == id) || protocol.Attachments.Any(attachment => attachment.Id == id);
}
