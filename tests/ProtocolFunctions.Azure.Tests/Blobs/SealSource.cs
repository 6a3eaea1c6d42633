using ProtocolFunctions.Azure.Tests.Blobs;
using ProtocolFunctions.Blobs;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>Every archive of seals here that the contract suite runs on.</summary>
public static class SealSource
{
    public static TheoryData<string> All { get; } = ["Azurite"];

    internal static async Task<SealsUnderTest> OpenAsync(string name)
    {
        Assert.Equal("Azurite", name);
        var container = await Azurite.ContainerAsync();
        return new(new BlobSeals(container, immutable: false, TimeProvider.System), async () => await container.DeleteAsync());
    }
}
