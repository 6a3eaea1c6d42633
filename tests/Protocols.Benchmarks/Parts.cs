using System.Diagnostics;
using System.Text.Json;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Settings;
using Protocols.Cases;
using Protocols.Documents;
using Protocols.Finding;
using Protocols.Opening;
using Protocols.People;
using Protocols.Stores.Embedded;
using Protocols.Stores.Keys;

namespace Protocols.Benchmarks;

/// <summary>What the parts of a read and of an opening cost in process, one after another on one thread, in microseconds.</summary>
internal static class Parts
{
    private const int Rounds = 20_000;

    public static async Task<int> RunAsync(string folder)
    {
        var (settings, _) = ServiceSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", folder)]).Build());
        var ring = KeyFile.Load(folder);
        await using var store = EmbeddedStore.Open(folder, TimeProvider.System);
        var services = ApiServices.Compose(settings!, store.Under(ring), TimeProvider.System);
        var ana = new Caller("ana", "Ana Prado", RoleNames.Granted("agent"));
        var command = new OpenProtocol { Channel = Channel.Phone, Subject = "Internet sem sinal desde ontem", Occurrence = "technical-problem" };
        var opened = await services.Opening.RunAsync(command, ana, null, CancellationToken.None);
        var number = opened.Value!.State.Number;
        var stored = (await store.Protocols.FindAsync(number, CancellationToken.None))!;
        var json = JsonSerializer.SerializeToUtf8Bytes(stored.Document, DocumentJson.Default.ProtocolDocument);
        Console.WriteLine($"document of {json.Length} bytes");

        await Time("find in the store", async () => await store.Protocols.FindAsync(number, CancellationToken.None));
        await Time("parse the document", () => Done(JsonSerializer.Deserialize(json, DocumentJson.Default.ProtocolDocument)));
        await Time("write the document", () => Done(JsonSerializer.SerializeToUtf8Bytes(stored.Document, DocumentJson.Default.ProtocolDocument)));
        await Time("open with its key", () =>
        {
            using var found = Case.Open(stored, ring);
            return Done(found);
        });
        await Time("tell its deadlines", () => Done(services.Rules.Of(opened.Value!.State).Clocks(opened.Value!.State, TimeProvider.System.GetUtcNow())));
        await Time("read with its history", async () => await services.Reading.RunAsync(number, ana, CancellationToken.None));
        var view = (await services.Reading.RunAsync(number, ana, CancellationToken.None)).Value!;
        await Time("show it to staff", () => Done(Shown(services, view)));
        var shown = Shown(services, view);
        await Time("write the answer", () => Done(JsonSerializer.SerializeToUtf8Bytes(shown, AnswerJson.Default.ProtocolAnswer)));
        await Time("open a protocol", async () => await services.Opening.RunAsync(command, ana, null, CancellationToken.None), 2000);
        return 0;
    }

    private static ProtocolAnswer Shown(ApiServices services, ProtocolView view) => Api.Answers.Shown.Whole(
        view, View.Staff, services.Rules.Of(view.State).Clocks(view.State, TimeProvider.System.GetUtcNow()), services.Rules.Of(view.State).Catalogue);

    private static Task Done(object? made)
    {
        GC.KeepAlive(made);
        return Task.CompletedTask;
    }

    private static async Task Time(string what, Func<Task> work, int rounds = Rounds)
    {
        for (var i = 0; i < rounds / 4; i++)
            await work();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++)
            await work();
        var took = Stopwatch.GetElapsedTime(start);
        var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / rounds;
        Console.WriteLine($"{what,-24} {took.TotalMicroseconds / rounds,8:F1} us {bytes,8} B");
    }
}
