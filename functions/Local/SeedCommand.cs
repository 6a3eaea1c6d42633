namespace Protocols.Local;

internal static class SeedCommand
{
    public static Task<int> RunAsync(string[] args) => Task.FromResult(args.Length);
}
