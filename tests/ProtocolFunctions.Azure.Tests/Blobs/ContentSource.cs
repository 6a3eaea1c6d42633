using ProtocolFunctions.Azure.Tests.Blobs;
using ProtocolFunctions.Blobs;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>Every store of recordings here that the contract suite runs on.</summary>
public static class ContentSource
{
    public static TheoryData<string> All { get; } = ["Azurite"];

    internal static async Task<ContentsUnderTest> OpenAsync(string name)
    {
        Assert.Equal("Azurite", name);
        var container = await Azurite.ContainerAsync();
        var clock = new MovedClock();
        return new()
        {
            Contents = new BlobContents(container, immutable: false, clock),
            Now = clock.GetUtcNow,
            Pass = time => clock.Moved += time,
            Holds = false,
            Close = async () => await container.DeleteAsync(),
        };
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Moved { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Moved;
    }
}
