using ProtocolFunctions.Tests.Stores;
using Protocols.Stores.Embedded;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>Every store of recordings here that the contract suite runs on.</summary>
public static class ContentSource
{
    public static TheoryData<string> All { get; } = ["Embedded"];

    internal static Task<ContentsUnderTest> OpenAsync(string name)
    {
        Assert.Equal("Embedded", name);
        var (folder, clock) = (new TemporaryFolder(), new ManualClock());
        var store = EmbeddedStore.Open(folder.Path, clock);
        return Task.FromResult(new ContentsUnderTest
        {
            Contents = store.Contents,
            Now = () => clock.Time,
            Pass = time => clock.Time += time,
            Close = async () =>
            {
                await store.DisposeAsync();
                folder.Dispose();
            },
        });
    }
}
