namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>A service, compliance at its desk, and closed cases to be kept or to go.</summary>
internal sealed class KeptCases(RunningService service)
{
    public KeptCases()
        : this(new RunningService())
    {
    }

    /// <summary>A customer's document.</summary>
    public const string Maria = "529.982.247-25";

    public RunningService Service => service;

    public Desk Otto { get; private set; } = null!;

    public async Task BeginAsync()
    {
        await Service.InitializeAsync();
        Otto = await Service.AsAsync("compliance", "otto");
    }

    /// <summary>On a service that runs already.</summary>
    public static async Task<KeptCases> OnAsync(RunningService service) => new(service) { Otto = await service.AsAsync("compliance", "otto") };

    public async Task EndAsync()
    {
        Service.AssertQuiet();
        await Service.DisposeAsync();
    }

    /// <summary>A closed case of whoever has the document.</summary>
    public async Task<string> ClosedAsync(string document = Maria, Func<Desk, string, Task>? meanwhile = null)
    {
        var ana = await Service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet lenta", customer = new { name = "Maria Souza", document } });
        if (meanwhile is not null)
            await meanwhile(ana, number);
        (await ana.SolveAsync(number)).Expect(201);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);
        return number;
    }

    /// <summary>A closed case of Maria's with a recording.</summary>
    public async Task<(string Number, string Recording)> RecordedAsync()
    {
        var recording = "";
        var number = await ClosedAsync(meanwhile: async (ana, opened) => recording = await ana.RecordedAsync(opened, Audio.Wav(64)));
        return (number, recording);
    }
}
