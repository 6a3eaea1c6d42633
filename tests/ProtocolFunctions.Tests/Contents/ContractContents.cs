using System.Security.Cryptography;
using Protocols;
using Protocols.Ports;
using Protocols.Recordings;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>A store of recordings that was empty when the test got it, and what tests do with it.</summary>
internal sealed class ContentsUnderTest : IAsyncDisposable
{
    public required IContents Contents { get; init; }
    public required Func<DateTimeOffset> Now { get; init; }

    /// <summary>Lets time pass by the store's clock.</summary>
    public required Action<TimeSpan> Pass { get; init; }

    /// <summary>Whether it knows legal holds.</summary>
    public bool Holds { get; init; } = true;

    public required Func<Task> Close { get; init; }

    public static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static ContentName NewName() => ContentName.New("2026112200000012");

    public Task<ContentWritten> WriteAsync(ContentName name, byte[] bytes, long max = long.MaxValue, string? sha256 = null) =>
        Contents.WriteAsync(name, new MemoryStream(bytes), new(max, sha256), default);

    /// <summary>A name under which these bytes are kept.</summary>
    public async Task<ContentName> KeptAsync(byte[] bytes)
    {
        var name = NewName();
        Assert.Equal(new(ContentOutcome.Written, bytes.Length, Hash(bytes)), await WriteAsync(name, bytes));
        return name;
    }

    /// <summary>What is kept, or a range of it; null where nothing is.</summary>
    public async Task<byte[]?> ReadAsync(ContentName name, long from = 0, long? count = null)
    {
        var content = await Contents.OpenAsync(name, default);
        if (content is null)
            return null;
        await using (content)
        {
            using var to = new MemoryStream();
            await content.CopyAsync(from, count ?? content.Size - from, to, default);
            return to.ToArray();
        }
    }

    public async Task<ContentName[]> ListAsync(DateTimeOffset? before = null) =>
        await Contents.ListAsync(before ?? Now().AddDays(1), default).ToArrayAsync();

    public Upload UploadOf(byte[] bytes) => new("audio/wav", bytes.Length, Instant.Cut(Now().AddMinutes(-5)), 60, Instant.Cut(Now()));

    /// <summary>Puts a part that counts then.</summary>
    public async Task PutAsync(ContentName name, byte[] bytes, int part) => Assert.Equal(
        PartOutcome.Written,
        await Contents.WritePartAsync(name, part, new(UploadOf(bytes).SizeOf(part)), new MemoryStream(PartOf(bytes, part)), default));

    public static byte[] PartOf(byte[] bytes, int part) => [.. bytes.Skip((part - 1) * Upload.PartBytes).Take(Upload.PartBytes)];

    public async ValueTask DisposeAsync() => await Close();
}

/// <summary>Gives so many bytes and then breaks off, as a connection does.</summary>
internal sealed class BreakingStream(byte[] bytes, int breaksAt) : MemoryStream(bytes)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (Position >= breaksAt)
            throw new IOException("The connection was cut.");
        return await base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, breaksAt - Position)], cancellationToken);
    }
}
