namespace Protocols.Recordings;

/// <summary>The kinds of content that are taken in, told by their first bytes and not by what somebody says they are.</summary>
public static class MediaKinds
{
    /// <summary>As many bytes as are needed to tell.</summary>
    public const int NeededBytes = 12;

    private static readonly MediaKind[] all =
    [
        new("audio/wav", ["audio/x-wav", "audio/wave", "audio/vnd.wave"], head => Has(head, 0, "RIFF"u8) && Has(head, 8, "WAVE"u8)),
        new("audio/mpeg", ["audio/mp3", "audio/x-mp3"], head => Has(head, 0, "ID3"u8) || IsMpegFrame(head)),
        new("audio/ogg", ["audio/opus", "audio/x-ogg"], head => Has(head, 0, "OggS"u8)),
        new("audio/flac", ["audio/x-flac"], head => Has(head, 0, "fLaC"u8)),
        new("audio/mp4", ["audio/m4a", "audio/x-m4a"], head => Has(head, 4, "ftyp"u8) && !IsHeif(head)),
        new("audio/webm", [], head => Has(head, 0, [0x1A, 0x45, 0xDF, 0xA3])),
        new("image/jpeg", ["image/jpg"], head => Has(head, 0, [0xFF, 0xD8, 0xFF])),
        new("image/png", [], head => Has(head, 0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])),
        new("image/webp", [], head => Has(head, 0, "RIFF"u8) && Has(head, 8, "WEBP"u8)),
        new("image/gif", [], head => Has(head, 0, "GIF8"u8)),
        new("image/heic", ["image/heif"], IsHeif),
        new("application/pdf", [], head => Has(head, 0, "%PDF-"u8)),
    ];

    /// <summary>What a recording may be.</summary>
    public static IReadOnlyList<MediaKind> Recordings { get; } = [.. all.Where(kind => kind.IsAudio)];

    /// <summary>What an attachment may be.</summary>
    public static IReadOnlyList<MediaKind> Attachments { get; } = [.. all.Where(kind => !kind.IsAudio)];

    /// <summary>The kind that a content type names, parameters left aside; null where it is none of these.</summary>
    public static MediaKind? Named(this IReadOnlyList<MediaKind> among, string? contentType)
    {
        var named = (contentType ?? "").Split(';', 2)[0].Trim();
        return among.FirstOrDefault(kind => kind.Names.Contains(named, StringComparer.OrdinalIgnoreCase));
    }

    private static bool Has(ReadOnlySpan<byte> head, int at, ReadOnlySpan<byte> bytes) =>
        head.Length >= at + bytes.Length && head.Slice(at, bytes.Length).SequenceEqual(bytes);

    /// <summary>A photo in the container that MPEG-4 has its sound in.</summary>
    private static bool IsHeif(ReadOnlySpan<byte> head) =>
        Has(head, 4, "ftyp"u8) && (Has(head, 8, "heic"u8) || Has(head, 8, "heix"u8) || Has(head, 8, "mif1"u8));

    /// <summary>Eleven set bits, then a version, layer and rate that there are.</summary>
    private static bool IsMpegFrame(ReadOnlySpan<byte> head) =>
        head.Length > 3 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) != 0 && (head[2] & 0xF0) != 0xF0;
}

/// <param name="MediaType">How it is named in answers.</param>
/// <param name="Others">What it is called elsewhere.</param>
/// <param name="Begins">Whether content begins as this kind does.</param>
public sealed record MediaKind(string MediaType, IReadOnlyList<string> Others, Begins Begins)
{
    public IEnumerable<string> Names => Others.Prepend(MediaType);

    internal bool IsAudio => MediaType.StartsWith("audio/", StringComparison.Ordinal);
}

/// <summary>Whether content with these first bytes is of a kind.</summary>
public delegate bool Begins(ReadOnlySpan<byte> head);
