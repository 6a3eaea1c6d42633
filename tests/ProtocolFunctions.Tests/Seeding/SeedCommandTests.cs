using Protocols.Local;
using Protocols.Stores.Embedded;

namespace ProtocolFunctions.Tests.Seeding;

public sealed class SeedCommandTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("seed").FullName;

    [Theory]
    [InlineData("--protocols", "0")]
    [InlineData("--protocols", "-3")]
    [InlineData("--protocols", "5000001")]
    [InlineData("--protocols", "many")]
    [InlineData("--protocols", "1.5")]
    [InlineData("--protocols", "")]
    [InlineData("--seed", "x")]
    [InlineData("--protocol", "5")]
    [InlineData("--Catalog:Name", "marketplace")]
    public async Task Wrong_options_are_refused_and_write_nothing(string option, string value)
    {
        Assert.Equal(1, await SeedCommand.RunAsync([option, value, "--Data:Directory", directory]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory));
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        await using var running = EmbeddedStore.Open(directory, TimeProvider.System);
        Assert.Equal(1, await SeedCommand.RunAsync(["--protocols", "1", "--Data:Directory", directory]));
    }

    [Fact]
    public async Task One_protocol_is_enough() =>
        Assert.Equal(0, await SeedCommand.RunAsync(["--protocols", "1", "--Data:Directory", directory]));

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
