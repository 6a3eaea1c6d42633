using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>The built program as a process of its own, as a person starts it.</summary>
internal sealed class LocalCommand : IDisposable
{
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [SuppressMessage("Performance", "CA1859", Justification = "It is what the process takes.")]
    private LocalCommand(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Local.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(output, line.Data);
        process.ErrorDataReceived += (_, line) => Take(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Read(output);
    public string Errors => Read(errors);

    public bool HasExited => process.HasExited;

    public static LocalCommand Start(params string[] arguments) => new(arguments);

    public static LocalCommand StartIn((string Name, string Value)[] environment, params string[] arguments) => new(arguments, environment);

    /// <summary>Calls a service that was started here, as whoever the token is for.</summary>
    public static HttpClient Client(string url, string token) => new()
    {
        BaseAddress = new Uri($"{url}/api/"),
        DefaultRequestHeaders = { Authorization = new("Bearer", token.Trim()) },
    };

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var command = new LocalCommand(arguments);
        var exitCode = await command.ExitAsync();
        return (exitCode, command.Output, command.Errors);
    }

    /// <summary>The address it listens on, once it does.</summary>
    public async Task<string> ListeningAsync()
    {
        try
        {
            return await listening.Task.WaitAsync(longest);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"It does not listen: {Output}{Errors}", late);
        }
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(longest);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>What Ctrl-C sends, or what ends a service where Ctrl-C means nothing; answers with the exit code once it has ended.</summary>
    public async Task<int> InterruptAsync()
    {
        using var sent = Process.Start("kill", [IgnoresInterrupts ? "-TERM" : "-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await sent.WaitForExitAsync();
        return await ExitAsync();
    }

    /// <summary>Whoever is started in the background by a shell inherits that SIGINT is ignored, and so does all that he starts.</summary>
    private bool IgnoresInterrupts =>
        OperatingSystem.IsLinux()
        && File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
        && (Convert.ToUInt64(ignored["SigIgn:".Length..].Trim(), 16) & 2) != 0;

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void Take(StringBuilder into, string? line)
    {
        if (line is null)
            return;
        lock (into)
            into.AppendLine(line);
        const string mark = "Listening on ";
        var at = line.IndexOf(mark, StringComparison.Ordinal);
        if (at >= 0)
            listening.TrySetResult(line[(at + mark.Length)..].Split(',')[0]);
    }

    private static string Read(StringBuilder from)
    {
        lock (from)
            return from.ToString();
    }
}
