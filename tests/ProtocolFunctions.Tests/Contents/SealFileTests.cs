using ProtocolFunctions.Tests.Stores;
using Protocols.Stores.Embedded.Files;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>What files promise of seals beyond the contract.</summary>
[Trait("Requirement", "M27")]
public sealed class SealFileTests
{
    private static readonly DateOnly day = new(2026, 3, 2);

    [Fact]
    public async Task Nobody_may_write_the_file_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();
        await new SealFiles(folder.Path).KeepAsync(day, [1, 2, 3], default);
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Equal("2026-03-02.json", Path.GetFileName(file));
        Assert.True(File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly));
    }
}
