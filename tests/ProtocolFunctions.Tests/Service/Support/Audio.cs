using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>Recordings that are what they say, and what desks do with them.</summary>
internal static class Audio
{
    public const string StartedAt = "2026-03-02T12:00:00Z";

    /// <summary>A WAV of so many bytes in all, noise but for its header.</summary>
    public static byte[] Wav(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        return bytes;
    }

    public static byte[] Png(int length)
    {
        var bytes = Wav(length);
        new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }.CopyTo(bytes, 0);
        return bytes;
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Digest(byte[] bytes) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:";

    public static Task<Reply> RecordAsync(this Desk desk, string number, byte[] bytes, string type = "audio/wav", params (string, string)[] headers) =>
        desk.SendAsync("POST", $"protocols/{number}/recordings", Content(bytes, type), [("Recording-Started-At", StartedAt), ("Recording-Duration", "60"), .. headers]);

    /// <summary>Takes a recording in with success and answers with its id.</summary>
    public static async Task<string> RecordedAsync(this Desk desk, string number, byte[] bytes) =>
        (await desk.RecordAsync(number, bytes)).Expect(201)["id"].GetString()!;

    public static Task<Reply> ListenAsync(this Desk desk, string number, string id, string? reason = "Contestação", params (string, string)[] headers) =>
        desk.SendAsync("GET", $"protocols/{number}/recordings/{id}/content", null, [.. Why(reason), .. headers]);

    public static Task<Reply> LookAsync(this Desk desk, string number, string id, params (string, string)[] headers) =>
        desk.SendAsync("HEAD", $"protocols/{number}/recordings/{id}/content", null, [.. Why("Contestação"), .. headers]);

    public static Task<Reply> BeginUploadAsync(this Desk desk, string number, long size, params (string, string)[] headers) => desk.SendAsync(
        "POST", $"protocols/{number}/recordings/uploads", new { contentType = "audio/wav", size, startedAt = StartedAt, duration = 60 }, headers);

    public static Task<Reply> PutPartAsync(this Desk desk, string number, string id, int part, byte[] bytes, params (string, string)[] headers) =>
        desk.SendAsync("PUT", $"protocols/{number}/recordings/uploads/{id}/parts/{part}", Content(bytes, "application/octet-stream"), headers);

    public static Task<Reply> CompleteUploadAsync(this Desk desk, string number, string id, byte[] bytes, params (string, string)[] headers) =>
        desk.SendAsync("POST", $"protocols/{number}/recordings/uploads/{id}/complete", new { sha256 = Sha256(bytes) }, headers);

    /// <summary>Puts every part and answers with the upload's id; what is left is to complete it.</summary>
    public static async Task<string> UploadedAsync(this Desk desk, string number, byte[] bytes)
    {
        var begun = (await desk.BeginUploadAsync(number, bytes.Length)).Expect(201);
        var (id, size) = (begun["id"].GetString()!, begun["partSize"].GetInt32());
        foreach (var (part, k) in bytes.Chunk(size).Select((part, i) => (part, i + 1)))
            (await desk.PutPartAsync(number, id, k, part)).Expect(200);
        return id;
    }

    public static Task<Reply> AttachAsync(this Desk desk, string number, byte[] bytes, string type = "image/png", params (string, string)[] headers) =>
        desk.SendAsync("POST", $"protocols/{number}/attachments", Content(bytes, type), headers);

    public static async Task<string[]> RecordingsOfAsync(this Desk desk, string number) =>
        [.. (await desk.SendAsync("GET", $"protocols/{number}/recordings", null)).Expect(200).Items().Select(one => one.GetProperty("id").GetString()!)];

    public static async Task<string[]> AccessesAsync(this Desk desk, string number) =>
        [.. (await desk.SendAsync("GET", $"protocols/{number}/access-log?limit=200", null)).Expect(200).Items()
            .Select(entry => $"{entry.GetProperty("kind").GetString()} {entry.GetProperty("by").GetProperty("id").GetString()} {entry.GetProperty("reason").GetString()}".Trim())];

    private static ByteArrayContent Content(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

    private static IEnumerable<(string, string)> Why(string? reason) =>
        reason is null ? [] : [("Access-Reason", Uri.EscapeDataString(reason))];
}
