using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>When a case may end (M11), and what an occurrence asks for before that (M5).</summary>
[Trait("Requirement", "M11")]
public sealed class ClosingTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task Only_the_owner_closes()
    {
        var ana = await service.AgentAsync();
        var number = await SolvedAsync(ana);
        (await ana.InformAsync(number)).Expect(201);
        var bia = await service.AsAsync("agent", "bia");
        var sara = await service.AsAsync("supervisor", "sara");
        Assert.Equal("403 not-owner", (await bia.CloseAsync(number)).Refusal);
        Assert.Equal("403 not-owner", (await sara.CloseAsync(number)).Refusal);
        var unowned = await (await service.AsAsync("client", "site")).OpenedAsync(Samples.Contact());
        Assert.Equal("403 not-owner", (await ana.CloseAsync(unowned)).Refusal);
        (await ana.CloseAsync(number)).Expect(200);
    }

    [Fact]
    public async Task A_solution_newer_than_what_the_customer_was_told_has_to_be_told_too()
    {
        var ana = await service.AgentAsync();
        var number = await SolvedAsync(ana);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.SolveAsync(number, "Outra peça")).Expect(201);
        Assert.Equal("409 customer-not-informed", (await ana.CloseAsync(number)).Refusal);
        (await ana.HearAsync(number, "E então?")).Expect(201);
        Assert.Equal("409 customer-not-informed", (await ana.CloseAsync(number)).Refusal);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);
    }

    [Theory]
    [InlineData("""{ "kind": "contact", "text": "x", "direction": "outbound", "reached": false, "customerInformed": true }""", "customerInformed not-reached")]
    [InlineData("""{ "kind": "contact", "text": "x", "direction": "inbound", "reached": false }""", "reached inbound-is-reached")]
    [InlineData("""{ "kind": "contact", "text": "x" }""", "direction required")]
    [InlineData("""{ "kind": "note", "text": "x", "direction": "inbound", "reached": true, "customerInformed": true }""",
        "customerInformed contacts-only", "direction contacts-only", "reached contacts-only")]
    [InlineData("""{ "kind": "contact", "direction": "inbound" }""", "text required")]
    [InlineData("""{ "kind": "call", "text": "x" }""", "kind not-one-of")]
    public async Task An_entry_that_contradicts_itself_is_refused(string entry, params string[] errors)
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        Assert.Equal(errors, (await ana.SendTextAsync("POST", $"protocols/{number}/entries", entry)).Errors);
    }

    [Fact]
    public async Task A_closed_protocol_takes_notes_links_and_reveals_and_nothing_else()
    {
        var ana = await service.AgentAsync();
        var sara = await service.AsAsync("supervisor", "sara");
        var number = await ClosedAsync(ana);
        var other = await ana.OpenedAsync(Samples.Contact());
        foreach (var refused in new[]
        {
            await ana.AmendAsync(number, new { detail = "x" }), await ana.SolveAsync(number), await ana.HearAsync(number, "x"),
            await ana.ResolveAsync(number), await ana.CloseAsync(number), await ana.ClaimAsync(number),
            await ana.SetExecutorAsync(number, new { id = "x" }), await sara.SetOwnerAsync(number, new { id = "x", reason = "x" }),
        })
            Assert.Equal("409 protocol-closed", refused.Refusal);
        (await ana.NoteAsync(number, "Elogio recebido")).Expect(201);
        (await ana.LinkAsync(number, other, "follow-up")).Expect(201);
        (await ana.RevealAsync(number)).Expect(200);
        Assert.Equal("closed", (await ana.ReadAsync(number))["status"].GetString());
    }

    [Fact]
    public async Task Resolving_twice_is_refused_and_closing_afterwards_needs_the_customer_told()
    {
        var ana = await service.AgentAsync();
        var number = await SolvedAsync(ana);
        (await ana.ResolveAsync(number)).Expect(200);
        Assert.Equal("409 already-resolved", (await ana.ResolveAsync(number)).Refusal);
        Assert.Equal("409 already-resolved", (await ana.AmendAsync(number, new { waitingOn = "customer" })).Refusal);
        Assert.Equal("409 already-resolved", (await ana.SetExecutorAsync(number, new { id = "x" })).Refusal);
        Assert.Equal("409 customer-not-informed", (await ana.CloseAsync(number)).Refusal);
        (await ana.InformAsync(number)).Expect(201);
        Assert.Equal("closed", (await ana.CloseAsync(number)).Expect(200)["status"].GetString());
    }

    [Fact]
    [Trait("Requirement", "M1")]
    public async Task Without_a_subject_only_what_brings_one_or_ends_it_is_accepted()
    {
        var ana = await service.AgentAsync();
        var sara = await service.AsAsync("supervisor", "sara");
        var number = await ana.OpenedAsync(new { channel = "phone" });
        foreach (var refused in new[]
        {
            await ana.ResolveAsync(number), await ana.CloseAsync(number), await ana.CloseAsync(number, "unreachable"), await ana.ClaimAsync(number),
            await ana.SetExecutorAsync(number, new { id = "x" }), await sara.SetOwnerAsync(number, new { id = "x", reason = "x" }),
            await ana.LinkAsync(number, await ana.OpenedAsync(Samples.Contact())), await ana.AmendAsync(number, new { waitingOn = "customer" }),
        })
            Assert.Equal("409 subject-missing", refused.Refusal);
        (await ana.NoteAsync(number, "Ligação caiu")).Expect(201);
        Assert.Equal("abandoned", (await ana.CloseAsync(number, "abandoned")).Expect(200)["outcome"].GetString());

        var given = await ana.OpenedAsync(Samples.Contact());
        Assert.Equal("409 subject-given", (await ana.CloseAsync(given, "abandoned")).Refusal);
        Assert.Equal(["subject cannot-be-removed"], (await ana.AmendAsync(given, new { subject = (string?)null })).Errors);
    }

    [Fact]
    [Trait("Requirement", "M5")]
    public async Task An_occurrence_asks_for_its_fields_before_each_step_and_names_them_all()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Entrega", occurrence = "delivery-problem" });
        (await ana.SolveAsync(number)).Expect(201);
        (await ana.InformAsync(number)).Expect(201);
        var refused = await ana.ResolveAsync(number);
        Assert.Equal("409 fields-missing", refused.Refusal);
        Assert.Equal(["detail required", "references required"], refused.Errors);
        (await ana.AmendAsync(number, new { detail = "Caixa amassada", references = new[] { new { kind = "order", value = "1" } } })).Expect(200);
        (await ana.ResolveAsync(number)).Expect(200);
        Assert.Equal(["customer.name required"], (await ana.CloseAsync(number)).Errors);
        (await ana.AmendAsync(number, new { customer = new { name = "Maria" } })).Expect(200);
        (await ana.CloseAsync(number)).Expect(200);
    }

    [Fact]
    [Trait("Requirement", "M6")]
    public async Task A_question_ends_in_its_call()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Horário", occurrence = "question" });
        Assert.Equal("422 question-stays-in-its-call", (await ana.AmendAsync(number, new { waitingOn = "analysis" })).Refusal);
        Assert.Equal("422 question-stays-in-its-call", (await ana.SetExecutorAsync(number, new { id = "carla" })).Refusal);
        (await ana.SolveAsync(number, "Das 8h às 18h")).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);

        var written = await ana.OpenedAsync(new { channel = "email", subject = "Horário", occurrence = "question" });
        (await ana.SolveAsync(written, "Das 8h às 18h")).Expect(201);
        Assert.Equal("409 customer-not-informed", (await ana.CloseAsync(written)).Refusal);

        var waiting = await ana.OpenedAsync(Samples.Contact());
        (await ana.AmendAsync(waiting, new { waitingOn = "n2" })).Expect(200);
        Assert.Equal("422 question-stays-in-its-call", (await ana.AmendAsync(waiting, new { occurrence = "question" })).Refusal);
        (await ana.AmendAsync(waiting, new { occurrence = "question", waitingOn = (string?)null })).Expect(200);
    }

    [Fact]
    [Trait("Requirement", "M9")]
    public async Task The_status_follows_the_work_and_whom_it_waits_for()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        await AssertStatusAsync("open");
        (await ana.AnalyseAsync(number, "x")).Expect(201);
        await AssertStatusAsync("in-progress");
        (await ana.AmendAsync(number, new { waitingOn = "customer" })).Expect(200);
        await AssertStatusAsync("waiting");
        (await ana.InformAsync(number)).Expect(201);
        await AssertStatusAsync("waiting");
        (await ana.HearAsync(number, "Aqui está")).Expect(201);
        await AssertStatusAsync("in-progress");
        (await ana.AmendAsync(number, new { waitingOn = "third-party" })).Expect(200);
        (await ana.HearAsync(number, "E aí?")).Expect(201);
        await AssertStatusAsync("waiting");
        (await ana.AmendAsync(number, new { waitingOn = "analysis" })).Expect(200);
        await AssertStatusAsync("in-progress");

        async Task AssertStatusAsync(string status) => Assert.Equal(status, (await ana.ReadAsync(number))["status"].GetString());
    }

    private static async Task<string> SolvedAsync(Desk ana)
    {
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.SolveAsync(number)).Expect(201);
        return number;
    }

    private static async Task<string> ClosedAsync(Desk ana)
    {
        var number = await SolvedAsync(ana);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);
        return number;
    }
}

/// <summary>What days decide; on a service of its own, since its clock is moved.</summary>
public sealed class ClosingOverDaysTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    [Trait("Requirement", "M13")]
    public async Task A_case_is_reopened_within_its_window_and_never_after_it()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        Assert.Equal("409 not-ended", (await ana.ReopenAsync(number)).Refusal);
        (await ana.SolveAsync(number)).Expect(201);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);
        Assert.Equal(["reason required"], (await ana.SendAsync("POST", $"protocols/{number}/reopen", new { })).Errors);

        await service.AdvanceAsync("P29D");
        var reopened = (await ana.ReopenAsync(number)).Expect(200);
        Assert.Equal(("in-progress", 1), (reopened["status"].GetString(), reopened["reopenings"].GetInt32()));
        Assert.Equal("409 solution-missing", (await ana.CloseAsync(number)).Refusal);
        (await ana.SolveAsync(number)).Expect(201);
        Assert.Equal("409 customer-not-informed", (await ana.CloseAsync(number)).Refusal);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);

        await service.AdvanceAsync("P31D");
        Assert.Equal("409 reopen-window-over", (await ana.ReopenAsync(number)).Refusal);
        var next = await ana.OpenedAsync(Samples.Contact());
        (await ana.LinkAsync(next, number, "follow-up")).Expect(201);
        var back = (await ana.ReadAsync(number)).Items("links").Single();
        Assert.Equal((next, "follow-up", "to-here"), (back.GetProperty("number").GetString(), back.GetProperty("kind").GetString(), back.GetProperty("end").GetString()));
    }

    [Fact]
    public async Task A_customer_who_cannot_be_reached_must_have_been_tried_on_three_days_and_written_to()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        for (var day = 0; day < 3; day++)
        {
            Assert.Equal("409 customer-not-written-to", (await ana.CloseAsync(number, "unreachable")).Refusal);
            (await ana.TryToReachAsync(number)).Expect(201);
            (await ana.TryToReachAsync(number)).Expect(201);
            await service.AdvanceAsync("P1D");
        }
        Assert.Equal("409 customer-not-written-to", (await ana.CloseAsync(number, "unreachable")).Refusal);
        (await ana.AddEntryAsync(number, new { kind = "contact", text = "Escreva-nos", channel = "email", direction = "outbound" })).Expect(201);
        Assert.Equal("unreachable", (await ana.CloseAsync(number, "unreachable")).Expect(200)["outcome"].GetString());

        var written = await ana.OpenedAsync(Samples.Contact());
        (await ana.TryToReachAsync(written, "sms")).Expect(201);
        Assert.Equal("409 customer-not-tried", (await ana.CloseAsync(written, "unreachable")).Refusal);
    }
}
