using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace ProtocolFunctions.Tests.Carriers;

/// <summary>What a mail server took.</summary>
internal sealed record Taken(string From, string[] To, bool Secure, string? User, string Data)
{
    public MailText Mail => MailText.Of(Convert.FromBase64String(Data));
}

/// <summary>The SMTP server of the npm package smtp-server in a process of its own; tests are skipped where it cannot be had.</summary>
internal sealed class SmtpProcess : IAsyncDisposable
{
    private const string Package = "smtp-server@3.21.6";

    private static readonly JsonSerializerOptions spelling = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);
    private static readonly Lazy<Task<string?>> installed = new(InstallAsync);

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();

    private SmtpProcess(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "smtp-server.js"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                lines.Writer.TryWrite(line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; private set; }

    /// <exception cref="SkipException">It cannot be had here.</exception>
    public static async Task<SmtpProcess> StartAsync(bool tls = false, bool auth = false)
    {
        var folder = await installed.Value;
        Skip.If(folder is null, $"The npm package {Package} cannot be had on this machine.");
        var server = new SmtpProcess(folder, [tls ? "tls" : "plain", auth ? "auth" : "open"]);
        server.Port = JsonDocument.Parse(await server.LineAsync()).RootElement.GetProperty("port").GetInt32();
        return server;
    }

    /// <summary>The next message, which another thread sends.</summary>
    public async Task<Taken> TakeAsync() => JsonSerializer.Deserialize<Taken>(await LineAsync(), spelling)!;

    public bool IsEmpty => !lines.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<string> LineAsync() => await lines.Reader.ReadAsync().AsTask().WaitAsync(patience);

    /// <summary>Once a run, into the tests' own folder; null where that does not work.</summary>
    private static async Task<string?> InstallAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "smtp-server");
        try
        {
            Directory.CreateDirectory(folder);
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Carriers", "smtp-server.js"), Path.Combine(folder, "smtp-server.js"), overwrite: true);
            if (Directory.Exists(Path.Combine(folder, "node_modules", "smtp-server")))
                return folder;
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, Package])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            npm.BeginOutputReadLine();
            npm.BeginErrorReadLine();
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await npm.WaitForExitAsync(limit.Token);
            return npm.ExitCode == 0 ? folder : null;
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or OperationCanceledException or IOException)
        {
            return null;
        }
    }
}
