using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;

namespace ProtocolFunctions.Azure.Tests.Blobs;

/// <summary>
/// The official emulator from npm, started once for all tests. AZURITE names a folder node_modules that has it; without one it is
/// installed into the temporary folder, if this machine has npm and reaches its registry.
/// </summary>
internal sealed class Azurite
{
    private const string Version = "3.37.0", Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lazy<Task<(Azurite? Running, string Why)>> one = new(StartAsync);

    private readonly string connection;

    private Azurite(int port) => connection =
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1;";

    /// <summary>A container of the test's own.</summary>
    public static async Task<BlobContainerClient> ContainerAsync()
    {
        var (running, why) = await one.Value;
        Skip.If(running is null, $"Azurite {Version} cannot be had: {why}");
        var container = new BlobContainerClient(running!.connection, "t" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal));
        await container.CreateAsync();
        return container;
    }

    private static async Task<(Azurite?, string)> StartAsync()
    {
        try
        {
            var modules = Environment.GetEnvironmentVariable("AZURITE") ?? await InstallAsync();
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var process = Run(
                "node", Path.Combine(modules, "azurite", "dist", "src", "blob", "main.js"), "--inMemoryPersistence", "--disableTelemetry",
                "--skipApiVersionCheck", "--silent", "--blobHost", "127.0.0.1", "--blobPort", $"{port}");
            AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill();
            for (var tries = 0; tries < 600 && !process.HasExited; tries++)
            {
                using var client = new TcpClient();
                try
                {
                    await client.ConnectAsync(IPAddress.Loopback, port);
                    return (new(port), "");
                }
                catch (SocketException)
                {
                    await Task.Delay(50);
                }
            }
            return (null, "it does not start");
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return (null, missing.Message);
        }
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"azurite-{Version}");
        if (!File.Exists(Path.Combine(folder, "node_modules", "azurite", "dist", "src", "blob", "main.js")))
        {
            Directory.CreateDirectory(folder);
            using var npm = Run("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", $"azurite@{Version}");
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await npm.WaitForExitAsync(limit.Token);
            if (npm.ExitCode != 0)
                throw new InvalidOperationException("npm could not install it.");
        }
        return Path.Combine(folder, "node_modules");
    }

    private static Process Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
