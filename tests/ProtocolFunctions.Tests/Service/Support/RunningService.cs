using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtocolFunctions.Tests.Carriers;
using ProtocolFunctions.Tests.Stores.CosmosServer;
using Protocols.Api.Http;
using Protocols.Api.Settings;
using Protocols.Escalating;
using Protocols.Local;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>
/// The real local service in this process, on a free port and a folder of its own. xunit lets a run pass whose fixture fails at
/// its end, so a class that uses it ends each test with <see cref="AssertQuiet"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit disposes it through IAsyncLifetime.")]
public sealed class RunningService : IAsyncLifetime
{
    private readonly string[] settings;
    private readonly IAsyncDisposable? beside;
    private readonly DataFolder folder = new();
    private readonly Logbook logbook = new();
    private readonly ConcurrentDictionary<(string, string, string?, string?), Task<Desk>> desks = new();
    private LocalService? service;

    public RunningService()
        : this([], null)
    {
    }

    /// <param name="settings">Names and values, as a command line has them.</param>
    /// <param name="beside">Ends with it.</param>
    private RunningService(string[] settings, IAsyncDisposable? beside) => (this.settings, this.beside) = (settings, beside);

    internal HttpClient Http { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    });

    /// <summary>Where it listens, without the slash at the end.</summary>
    public string Url { get; private set; } = "";

    public DataFolder Folder => folder;

    /// <summary>The company's, where nothing else is set.</summary>
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    public IEnumerable<string> LogLines => logbook.Lines;

    /// <summary>The server behind it; null where its store is the embedded one.</summary>
    internal InProcessCosmos? Cosmos => beside as InProcessCosmos;

    /// <summary>What it is made of, for what no request can bring about.</summary>
    internal ApiServices Services => service!.App.Services.GetRequiredService<ApiServices>();

    /// <summary>A message that nobody can read is among the dead escalations; its id there is answered.</summary>
    internal async Task<string> BuryAsync(string id) => Escalation.Of(await BuryAsync(QueueDefinition.Escalations, new(id, [0]) { Session = id })).Id;

    /// <summary>The same among the dead events.</summary>
    internal async Task<string> BuryEventAsync(string id) => $"{(await BuryAsync(QueueDefinition.Webhooks, new(id, [0]))).Sequence}";

    private async Task<DeadLetter> BuryAsync(QueueDefinition queue, QueueMessage message)
    {
        ExpectLogged($"Message {message.Id}");
        await Services.Queues.SendAsync(queue, [message], default);
        for (var tries = 0; tries < 400; tries++)
        {
            var dead = await Services.Queues.PeekDeadAsync(queue, 0, 200, default);
            if (dead.FirstOrDefault(letter => letter.Message.Id == message.Id) is { } buried)
                return buried;
            await Task.Delay(25);
        }
        throw new TimeoutException($"{message.Id} did not die.");
    }

    /// <summary>Nobody: no token at all.</summary>
    public Desk Anyone => new(this, null);

    public Desk With(string token) => new(this, token);

    /// <summary>The service on the store that the setting names.</summary>
    public static async Task<RunningService> OnAsync(string store)
    {
        var running = store == ServiceSettings.Cosmos ? OnCosmos(await InProcessCosmos.StartAsync(TimeProvider.System)) : new RunningService();
        await running.StartAsync();
        return running;
    }

    /// <summary>The service with these settings, as a command line has them.</summary>
    public static async Task<RunningService> WithAsync(params string[] settings)
    {
        var running = new RunningService(settings, null);
        await running.StartAsync();
        return running;
    }

    public async Task InitializeAsync() => await StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        folder.Dispose();
        if (beside is not null)
            await beside.DisposeAsync();
        AssertQuiet();
    }

    /// <summary>Fails when the service has logged a warning that no test expected. Every class calls it after each test.</summary>
    public void AssertQuiet()
    {
        var unexpected = logbook.TakeUnexpected();
        Assert.True(unexpected.Count == 0, $"The service logged what no test expected:\n{string.Join('\n', unexpected)}");
    }

    /// <summary>Waits until something with this in it was logged.</summary>
    public async Task LoggedAsync(string part)
    {
        for (var tries = 0; tries < 400 && !logbook.Lines.Any(line => line.Contains(part, StringComparison.Ordinal)); tries++)
            await Task.Delay(25);
        Assert.Contains(logbook.Lines, line => line.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>What was written into the folder that stands for carriers, of messages whose id begins so.</summary>
    internal IReadOnlyList<MailText> Mails(string id) => Directory.Exists(MailFolder)
        ? [.. Directory.GetFiles(MailFolder, $"{id}*.eml").Select(file => MailText.Of(File.ReadAllBytes(file)))]
        : [];

    internal MailText MailOf(string id) => Assert.Single(Mails(id));

    private string MailFolder => Path.Combine(folder.Path, "messages");

    /// <summary>A warning with this in it is part of a test.</summary>
    public void ExpectLogged(string part) => logbook.Expect(part);

    public async Task StartAsync()
    {
        var builder = ServeCommand.Builder(["--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path, .. settings]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(logbook);
        var (read, wrong) = ServiceSettings.Read(builder.Configuration);
        Assert.Empty(wrong);
        var errors = new List<SettingError>();
        service = await LocalService.CreateAsync(builder, read!, errors, timers: false) ?? throw new InvalidOperationException(string.Join('\n', errors));
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

    /// <summary>An agent, or who leads some, of these lines and departments.</summary>
    public async Task<Desk> AgentOfAsync(string id, string[] tiers, string[]? departments = null, string role = "agent")
    {
        var signedIn = await Anyone.SendAsync("POST", "dev/tokens", new { role, id, name = id, tiers, departments = departments ?? [] });
        return new Desk(this, signedIn.Expect(201)["token"].GetString());
    }

    /// <summary>Has a pass made now, as an administrator would.</summary>
    public async Task<Reply> SweepAsync(string name, bool dryRun = false) =>
        (await (await AsAsync("admin", "rita")).SendAsync("POST", $"sweeps/{name}", new { dryRun })).Expect(200);

    /// <summary>Moves the service's clock; do not share it with tests that mind.</summary>
    public async Task AdvanceAsync(string duration) => (await Anyone.SendAsync("POST", "dev/clock", new { advance = duration })).Expect(200);

    private static RunningService OnCosmos(InProcessCosmos server) => new(CosmosArguments(server), server);

    /// <summary>What sends the local shell to that server; it checks no signatures, so any key will do.</summary>
    internal static string[] CosmosArguments(InProcessCosmos server) =>
    [
        "--Stores:Protocols", ServiceSettings.Cosmos,
        "--Cosmos:Endpoint", server.Endpoint.ToString(),
        "--Cosmos:Key", Convert.ToBase64String(new byte[64]),
    ];

    private async Task<Desk> SignInAsync(string role, string id, string? name, string? document)
    {
        var signedIn = await Anyone.SendAsync("POST", "dev/tokens", new { role, id, name, document });
        return new Desk(this, signedIn.Expect(201)["token"].GetString());
    }
}
