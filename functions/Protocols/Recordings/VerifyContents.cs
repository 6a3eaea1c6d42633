using System.IO.Pipelines;
using System.Security.Cryptography;
using Protocols.Ports;

namespace Protocols.Recordings;

/// <summary>Holds every recording and attachment of a protocol against the digest that its chain has (M25, M27).</summary>
public sealed class VerifyContents(IContents contents, IProtocolStore store)
{
    /// <returns>How many were read, and each that is not as it was written, by its id.</returns>
    public async Task<(int Read, IReadOnlyList<(string Id, string What)> Damages)> RunAsync(string number, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return (0, []);
        var all = Kept(stored.Document.State).ToList();
        var damages = new List<(string, string)>();
        foreach (var (id, size, sha256) in all)
        {
            if (await FaultAsync(ContentName.Of(number, id), size, sha256, cancellation) is { } what)
                damages.Add((id, what));
        }
        return (all.Count, damages);
    }

    /// <summary>Every recording and attachment that belongs to a case and was not removed.</summary>
    public static IEnumerable<(string Id, long Size, string Sha256)> Kept(Protocol state) =>
        state.Recordings.Select(one => (one.Id, one.Size, one.Sha256)).Concat(state.Attachments.Select(one => (one.Id, one.Size, one.Sha256)));

    private async Task<string?> FaultAsync(ContentName name, long size, string sha256, CancellationToken cancellation)
    {
        await using var content = await contents.OpenAsync(name, cancellation);
        if (content is null)
            return "content-missing";
        if (content.Size != size)
            return "content-changed";
        try
        {
            return await HashAsync(content, cancellation) == sha256 ? null : "content-changed";
        }
        catch (ContentDamagedException)
        {
            return "content-changed";
        }
    }

    private static async Task<string> HashAsync(IContent content, CancellationToken cancellation)
    {
        var pipe = new Pipe();
        var copied = CopyAsync();
        await using var from = pipe.Reader.AsStream();
        var hash = await SHA256.HashDataAsync(from, cancellation);
        await copied;
        return Convert.ToHexStringLower(hash);

        async Task CopyAsync()
        {
            Exception? failed = null;
            try
            {
                await content.CopyAsync(0, content.Size, pipe.Writer.AsStream(leaveOpen: true), cancellation);
            }
            catch (ContentDamagedException damaged)
            {
                failed = damaged;
            }
            await pipe.Writer.CompleteAsync(failed);
        }
    }
}
