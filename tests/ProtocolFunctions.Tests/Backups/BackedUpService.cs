using ProtocolFunctions.Tests.Service.Support;
using Protocols.Stores.Embedded.Backups;

namespace ProtocolFunctions.Tests.Backups;

/// <summary>A service with something worth keeping, a folder for its backups and one to restore into.</summary>
public sealed class BackedUpService : IAsyncLifetime, IDisposable
{
    private readonly DataFolder around = new();

    public RunningService Service { get; } = new();

    public string Backup => Path.Combine(around.Path, "backup");

    public string Target => Path.Combine(around.Path, "target");

    public string Keys => Path.Combine(around.Path, "keys");

    public string Manifest => Path.Combine(Backup, "manifest.jsonl");

    public byte[] Recording { get; } = Audio.Wav(300_000);

    public string Number { get; private set; } = "";

    public string RecordingId { get; private set; } = "";

    public string RecordingFile => Path.Combine(Service.Folder.Path, "recordings", "kept", Number, RecordingId);

    public string BackedUpRecording => Path.Combine(Backup, "recordings", "kept", Number, RecordingId);

    public async Task InitializeAsync()
    {
        await Service.InitializeAsync();
        var ana = await Service.AgentAsync();
        Number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        RecordingId = await ana.RecordedAsync(Number, Recording);
    }

    public Task DisposeAsync() => Service.DisposeAsync();

    public void Dispose() => around.Dispose();

    internal Task<BackedUp> RunAsync(KeysInBackup keys = KeysInBackup.Inside) =>
        new BackupRun(Service.Folder.Path, Backup, keys, Keys, TimeProvider.System, _ => { }).RunAsync(default);

    internal Task<Restored> RestoreAsync(string? keys = null) => new RestoreRun(Backup, keys, _ => { }).RunAsync(Target, default);

    internal Task<Restored> CheckAsync() => new RestoreRun(Backup, null, _ => { }).CheckAsync(default);

    /// <summary>Holds what was restored against its chains, as a person does.</summary>
    internal async Task AssertSoundAsync(int protocols, int recordings)
    {
        var (exitCode, output, errors) = await LocalCommand.RunAsync("verify", "--Data:Directory", Target);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains($"{protocols} protocols with", output, StringComparison.Ordinal);
        Assert.Contains($"{recordings} recordings and attachments read", output, StringComparison.Ordinal);
    }
}
