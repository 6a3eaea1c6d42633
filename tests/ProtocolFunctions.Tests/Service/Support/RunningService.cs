using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Protocols.Api.Settings;
using Protocols.Local;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>
/// The real local service in this process, on a free port and a folder of its own. xunit lets a run pass whose fixture fails at
/// its end, so a class that uses it ends each test with <see cref="AssertQuiet"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit disposes it through IAsyncLifetime.")]
public sealed class RunningService : IAsyncLifetime
{
    private readonly DataFolder folder = new();
    private readonly Logbook logbook = new();
    private readonly ConcurrentDictionary<(string, string, string?, string?), Task<Desk>> desks = new();
    private LocalService? service;

    internal HttpClient Http { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    });

    /// <summary>Where it listens, without the slash at the end.</summary>
    public string Url { get; private set; } = "";

    public DataFolder Folder => folder;

    public IEnumerable<string> LogLines => logbook.Lines;

    /// <summary>Nobody: no token at all.</summary>
    public Desk Anyone => new(this, null);

    public async Task InitializeAsync() => await StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        folder.Dispose();
        AssertQuiet();
    }

    /// <summary>Fails when the service has logged a warning that no test expected. Every class calls it after each test.</summary>
    public void AssertQuiet()
    {
        var unexpected = logbook.TakeUnexpected();
        Assert.True(unexpected.Count == 0, $"The service logged what no test expected:\n{string.Join('\n', unexpected)}");
    }

    /// <summary>A warning with this in it is part of a test.</summary>
    public void ExpectLogged(string part) => logbook.Expect(part);

    public async Task StartAsync()
    {
        var builder = ServeCommand.Builder(["--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(logbook);
        var (settings, errors) = ServiceSettings.Read(builder.Configuration);
        Assert.Empty(errors);
        service = LocalService.Create(builder, settings!);
        await service.App.StartAsync();
        Url = service.App.Urls.Single();
    }

    /// <summary>Ends it as a shutdown does; everything but the folder is gone.</summary>
    public async Task StopAsync()
    {
        if (service is null)
            return;
        await service.App.StopAsync();
        await service.DisposeAsync();
        service = null;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Someone with one role; the same person gets the same desk.</summary>
    public Task<Desk> AsAsync(string role, string? id = null, string? name = null, string? document = null) =>
        desks.GetOrAdd((role, id ?? role, name, document), asked => SignInAsync(asked.Item1, asked.Item2, asked.Item3, asked.Item4));

    public Task<Desk> AgentAsync() => AsAsync("agent", "ana", "Ana Prado");

    /// <summary>Moves the service's clock; do not share it with tests that mind.</summary>
    public async Task AdvanceAsync(string duration) => (await Anyone.SendAsync("POST", "dev/clock", new { advance = duration })).Expect(200);

    private async Task<Desk> SignInAsync(string role, string id, string? name, string? document)
    {
        var signedIn = await Anyone.SendAsync("POST", "dev/tokens", new { role, id, name, document });
        return new Desk(this, signedIn.Expect(201)["token"].GetString());
    }
}
