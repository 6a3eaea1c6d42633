using ProtocolFunctions.Tests.Stores;
using Protocols.Stores.Embedded.Files;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>Every archive of seals here that the contract suite runs on.</summary>
public static class SealSource
{
    public static TheoryData<string> All { get; } = ["Embedded"];

    internal static Task<SealsUnderTest> OpenAsync(string name)
    {
        Assert.Equal("Embedded", name);
        var folder = new TemporaryFolder();
        return Task.FromResult(new SealsUnderTest(new SealFiles(Path.Combine(folder.Path, SealFiles.Folder)), () =>
        {
            folder.Dispose();
            return Task.CompletedTask;
        }));
    }
}
