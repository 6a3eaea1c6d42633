using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProtocolFunctions.Tests.Service.Support;
using ProtocolFunctions.Tests.Stores;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Telemetry;

/// <summary>What the database is asked and what leaves the process.</summary>
[Collection(Listening.Name)]
public sealed class StoreSignalTests
{
    [Fact]
    public async Task Every_request_to_Cosmos_is_measured_by_container_and_operation_and_names_nobody()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        using var recorder = new Recorder();

        await cosmos.Protocols.CreateAsync(Sample.Document(1), Sample.Receipt("secret-key", 1, TimeSpan.FromDays(1)), default);
        var read = await cosmos.FindAsync(1);
        await cosmos.Protocols.ReplaceAsync(read, read.Document, null, default);
        await cosmos.Protocols.ReplaceAsync(await cosmos.FindAsync(1), read.Document, Sample.Page(1, 1, 2), default);
        await cosmos.Protocols.AwaitingAsync(Awaited.Attention, Sample.At, 10, default);
        await cosmos.Store.NumberBlocks.LeaseAsync("day", 10, 100, default);
        await cosmos.Store.Events.ReadAsync(null, 10, null, default);

        string[] asked =
        [
            "create receipts", "create protocols", "read protocols", "replace protocols", "batch protocols", "query protocols", "patch numbers",
            "changes protocols", "changes access-log", "changes events", "upsert receipts", "read receipts", "query events", "create events",
        ];
        var charges = recorder.Of("protocols.cosmos.charge");
        foreach (var (operation, container) in asked.Select(one => (one.Split(' ')[0], one.Split(' ')[1])))
        {
            Assert.Contains(charges, one => one.Has($"operation={operation}", $"container={container}") && one.Value > 0);
            Assert.Contains(recorder.Of("protocols.cosmos.duration"), one => one.Has($"operation={operation}", $"container={container}") && one.Value > 0);
        }
        Assert.Contains(charges, one => one.Has("operation=create", "container=protocols", "status=201"));
        // The opening's receipt alone: how far the feed was read is written over what stood there.
        Assert.Single(charges, one => one.Has("operation=create", "container=receipts"));
        Assert.All(recorder.Spans, span => Assert.Contains(span.OperationName, asked.Append("create numbers").Append("read numbers")));
        Assert.All(charges, one => Assert.DoesNotContain(one.Tags, tag => tag.Contains("secret", StringComparison.Ordinal) || tag.Contains(Sample.Number(1), StringComparison.Ordinal)));
    }

    [UnixFact]
    public async Task Where_an_endpoint_is_set_traces_and_metrics_leave_for_it_and_name_the_protocol_only()
    {
        var received = new List<(string Path, string Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            lock (received)
                received.Add((http.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        });
        await collector.StartAsync();

        using var folder = new DataFolder();
        var (_, token, _) = await LocalCommand.RunAsync("token", "--role", "agent", "--Data:Directory", folder.Path);
        using var running = LocalCommand.StartIn(
            [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "500")],
            "--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
        using var http = LocalCommand.Client(await running.ListeningAsync(), token);
        var opening = new { channel = "phone", subject = "Ornitorrinco quebrado", customer = new { document = "529.982.247-25" } };
        var number = (await Reply.OfAsync(await http.PostAsJsonAsync("protocols", opening))).Expect(201).Number!;
        await ArrivedAsync("/v1/traces", "OpenProtocol");
        await ArrivedAsync("/v1/traces", number);
        await ArrivedAsync("/v1/metrics", "protocols.call.duration");
        lock (received)
        {
            Assert.All(received, one => Assert.DoesNotContain("Ornitorrinco", one.Body, StringComparison.Ordinal));
            Assert.All(received, one => Assert.DoesNotContain("52998224725", one.Body, StringComparison.Ordinal));
        }

        async Task ArrivedAsync(string path, string part)
        {
            for (var tries = 0; tries < 1200 && !Has(path, part); tries++)
                await Task.Delay(50);
            Assert.True(Has(path, part), $"Nothing with {part} came to {path}.");
        }

        bool Has(string path, string part)
        {
            lock (received)
                return received.Any(one => one.Path == path && one.Body.Contains(part, StringComparison.Ordinal));
        }
    }
}
