using System.Security.Cryptography;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Local;

/// <summary>Recordings and attachments beside an export: a folder for each protocol, a file for each, named by its id.</summary>
internal sealed class ContentCopies(string folder)
{
    /// <returns>What is wrong; null where the copy is whole, now or already.</returns>
    public async Task<string?> TakeAsync(IContents contents, ContentName name, long size, string sha256)
    {
        var place = PathOf(name);
        if (new FileInfo(place) is { Exists: true } there && there.Length == size)
            return null;
        await using var content = await contents.OpenAsync(name, CancellationToken.None);
        if (content is null)
            return "content-missing";
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var beside = place + ".coming";
        try
        {
            using var hash = SHA256.Create();
            await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
                    await content.CopyAsync(0, content.Size, hashed, CancellationToken.None);
                await file.FlushAsync();
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }
            if (Convert.ToHexStringLower(hash.Hash!) != sha256)
                return "content-changed";
            File.Move(beside, place, overwrite: true);
            return null;
        }
        catch (ContentDamagedException)
        {
            return "content-changed";
        }
        finally
        {
            File.Delete(beside);
        }
    }

    public Stream? Open(ContentName name) => File.Exists(PathOf(name)) ? File.OpenRead(PathOf(name)) : null;

    private string PathOf(ContentName name) => Path.Combine(folder, name.Number, name.Id);
}
