using System.Text;
using Protocols.Recordings;

namespace Protocols.Tests.Recordings;

/// <summary>Content is what its bytes say (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class MediaKindTests
{
    private static readonly Dictionary<string, byte[][]> samples = new()
    {
        ["audio/wav"] = [Text("RIFF\u0024\u0001\0\0WAVEfmt ")],
        ["audio/mpeg"] = [Text("ID3\u0004\0\0\0\0\0\u0023TSSE"), [0xFF, 0xFB, 0x90, 0x64, 0, 0, 0, 0, 0, 0, 0, 0]],
        ["audio/ogg"] = [Text("OggS\0\u0002\0\0\0\0\0\0\0")],
        ["audio/flac"] = [Text("fLaC\0\0\0\u0022\u0010\0\u0010\0")],
        ["audio/mp4"] = [Text("\0\0\0\u0020ftypM4A \0\0")],
        ["audio/webm"] = [[0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1, 0x42, 0xF7, 0x81]],
        ["image/jpeg"] = [[0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46, 0x49, 0x46, 0, 1]],
        ["image/png"] = [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]],
        ["image/webp"] = [Text("RIFF\u0024\u0001\0\0WEBPVP8 ")],
        ["image/gif"] = [Text("GIF89a\u0001\0\u0001\0\0\0")],
        ["image/heic"] = [Text("\0\0\0\u0020ftypheic")],
        ["application/pdf"] = [Text("%PDF-1.7\n%\n\n")],
    };

    [Fact]
    public void Each_kind_is_told_by_its_bytes_and_by_no_others()
    {
        var all = MediaKinds.Recordings.Concat(MediaKinds.Attachments).ToList();
        Assert.Equal(all.Select(kind => kind.MediaType).Order(), samples.Keys.Order());
        foreach (var kind in all)
        {
            Assert.All(samples[kind.MediaType], sample => Assert.True(kind.Begins(sample), kind.MediaType));
            var others = samples.Where(sample => sample.Key != kind.MediaType);
            Assert.All(others.SelectMany(sample => sample.Value), sample => Assert.False(kind.Begins(sample), kind.MediaType));
            for (var length = 0; length < 3; length++)
                Assert.False(kind.Begins(samples[kind.MediaType][0].AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData("AUDIO/X-WAV; codecs=1", "audio/wav")]
    [InlineData("audio/mp3", "audio/mpeg")]
    [InlineData("audio/ogg; codecs=opus", "audio/ogg")]
    [InlineData("audio/x-m4a", "audio/mp4")]
    [InlineData("audio/midi", null)]
    [InlineData("image/png", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_content_type_names_one_kind_of_recording_or_none(string? named, string? kind) =>
        Assert.Equal(kind, MediaKinds.Recordings.Named(named)?.MediaType);

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);
}
