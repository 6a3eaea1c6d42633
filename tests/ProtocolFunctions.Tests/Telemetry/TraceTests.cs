using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api;
using Protocols.Outgoing;
using Protocols.Sweeping;
using Protocols.Telemetry;

namespace ProtocolFunctions.Tests.Telemetry;

/// <summary>What happened to a case is one trace, found by its number, however it travelled; and nothing of a person is on it.</summary>
[Collection(Listening.Name)]
public sealed class TraceTests : IAsyncLifetime
{
    private static readonly string[] personal = ["Zenobia", "52998224725", "529.982.247-25", "998761234", "zenobia@exemplo.com.br", "Ornitorrinco", "soluçava"];

    private readonly RunningService service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Without_a_listener_no_span_is_made_and_messages_carry_no_trace()
    {
        using var call = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();
        Assert.False(Spans.AreWanted);
        Assert.Null(Spans.Start("anything"));
        Assert.Null(Spans.Context);
        Assert.Equal("""{"v":1,"number":"1","fact":2}"""u8.ToArray(), new Pointer("1", 2, Spans.Context).Write());

        using var recorder = new Recorder();
        Assert.True(Spans.AreWanted);
        using var span = Spans.Start("anything", "1");
        Assert.Equal(Spans.Context, span!.Id);
    }

    [Fact]
    [Trait("Requirement", "M19")]
    public async Task An_escalation_is_one_trace_from_the_call_that_asked_for_it_to_its_handover()
    {
        using var recorder = new Recorder();
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet cai" });
        (await ana.AnalyseAsync(number, "Cai às 20h")).Expect(201);
        (await ana.TestAsync(number, "Modem trocado")).Expect(201);
        var trace = ActivityTraceId.CreateRandom();

        (await ana.ReferAsync(number, new { tier = "n2" }, "Suspeita da central", ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"))).Expect(202);
        await ana.AwaitAsync(number, read => read["tier"].GetString() == "n2");

        var asked = Assert.Single(await recorder.NamedAsync("ReferProtocol"));
        var handled = Assert.Single(await recorder.NamedAsync("escalations receive"));
        Assert.Equal((trace, trace), (asked.TraceId, handled.TraceId));
        Assert.Equal(asked.SpanId, handled.ParentSpanId);
        Assert.Equal((number, 202), (asked.GetTagItem(Spans.Number), asked.GetTagItem(Spans.Status)));
        Assert.Equal((number, "done", "escalations"), (handled.GetTagItem(Spans.Number), handled.GetTagItem(Spans.Verdict), handled.GetTagItem(Spans.Queue)));
        Assert.Contains(recorder.Of("protocols.messages.handled"), one => one.Has("queue=escalations", "verdict=done"));
        Assert.Contains(recorder.Of("protocols.message.wait"), one => one.Has("queue=escalations") && one.Value >= 0);
    }

    [Fact]
    [Trait("Requirement", "M16")]
    public async Task A_pass_tells_what_it_found_and_which_protocols_it_attended_to()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "email", subject = "Cobrança em dobro" });
        await service.AdvanceAsync("P20D");
        using var recorder = new Recorder();

        await Passes().RunAsync(Schedule.Named(Schedule.SweepDeadlines), late: false, default);

        var pass = Assert.Single(await recorder.NamedAsync(Schedule.SweepDeadlines));
        var attended = recorder.Spans.First(span => span.OperationName == "AttendProtocol" && number.Equals(span.GetTagItem(Spans.Number)));
        Assert.Equal(pass.TraceId, attended.TraceId);
        Assert.Equal(1, pass.GetTagItem(Spans.Found));
        Assert.Contains(recorder.Of("protocols.sweep.duration"), one => one.Has("sweep=deadlines", "outcome=done"));
        Assert.Contains(recorder.Of("protocols.sweep.due"), one => one.Has("sweep=deadlines") && one.Value == 1);
        Assert.Contains(recorder.Of("protocols.sweep.last_run"), one => one.Has("sweep=deadlines") && one.Value > 1_700_000_000);
        Assert.Empty(recorder.Of("protocols.sweep.put_off"));
        var flagged = recorder.Of("protocols.facts").Count(one => one.Has("kind=deadline-breached"));
        Assert.True(flagged > 0);
        Assert.Equal(flagged, recorder.Of("protocols.deadlines.breached").Count);
    }

    [Fact]
    public async Task A_pass_that_breaks_off_is_counted_as_failed_and_moves_no_last_run()
    {
        using var recorder = new Recorder();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Passes().RunAsync(Schedule.Named(Schedule.SweepReturns), late: false, stopped.Token));

        Assert.Contains(recorder.Of("protocols.sweep.duration"), one => one.Has("sweep=returns", "outcome=failed"));
        Assert.Empty(recorder.Of("protocols.sweep.last_run"));
    }

    [Fact]
    [Trait("Requirement", "M-law")]
    public async Task Nothing_of_a_person_stands_in_a_span_or_a_measurement()
    {
        using var recorder = new Recorder();
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new
        {
            channel = "phone",
            subject = "Ornitorrinco quebrado",
            customer = new { name = "Zenobia Quartz", document = "529.982.247-25", phone = "21998761234", email = "zenobia@exemplo.com.br" },
        });
        await ana.NoteAsync(number, "Cliente soluçava baixinho");
        await ana.SearchAsync(new { document = "529.982.247-25" });
        await ana.RevealAsync(number, "Zenobia pediu");
        await ana.ReadAsync("529.982.247-25");
        await service.Anyone.SendAsync("POST", "tracking", new { number, document = "529.982.247-25" });
        await recorder.NamedAsync("TrackProtocol");

        // Everything there is to be looked at, and what must be there.
        var said = recorder.Spans.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName))
            .Concat(recorder.Measured.SelectMany(one => one.Tags)).ToList();
        Assert.Contains($"{Spans.Number}={number}", said);
        Assert.Contains("kind=customer-revealed", said);
        Assert.All(said, text => Assert.DoesNotContain(personal, part => text.Contains(part, StringComparison.OrdinalIgnoreCase)));
        string[] known = [Spans.Number, Spans.Status, Spans.Verdict, Spans.Queue, Spans.Found, Spans.Written, Spans.Charge];
        Assert.All(recorder.Spans.SelectMany(span => span.TagObjects), tag => Assert.Contains(tag.Key, known));
        Assert.All(recorder.Spans, span => Assert.Empty(span.Events));
    }

    [Fact]
    public async Task Calls_are_measured_by_endpoint_and_status()
    {
        using var recorder = new Recorder();
        var ana = await service.AgentAsync();
        await ana.OpenedAsync(new { channel = "phone" });
        await ana.ReadAsync("1");

        Assert.Contains(recorder.Of("protocols.call.duration"), one => one.Has("endpoint=OpenProtocol", "status=201") && one.Value > 0);
        Assert.Contains(recorder.Of("protocols.call.duration"), one => one.Has("endpoint=ReadProtocol", "status=400"));
    }

    private ScheduledSweeps Passes() => new(service.Services, NullLogger<ScheduledSweeps>.Instance);
}
