using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Whatever is sent twice under one key happens once and is answered alike.</summary>
public sealed class IdempotencyTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Theory]
    [InlineData("with space")]
    [InlineData("")]
    [InlineData("çedilha")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        var ana = await service.AgentAsync();
        Assert.Equal("400 idempotency-key-invalid", (await ana.OpenAsync(Samples.Contact(), (Key, key))).Refusal);
    }

    [Fact]
    public async Task A_key_is_at_most_255_characters_and_given_once()
    {
        var ana = await service.AgentAsync();
        Assert.Equal("400 idempotency-key-invalid", (await ana.OpenAsync(Samples.Contact(), (Key, new('k', 256)))).Refusal);
        Assert.Equal("400 idempotency-key-invalid", (await ana.OpenAsync(Samples.Contact(), (Key, "a"), (Key, "b"))).Refusal);
        (await ana.OpenAsync(Samples.Contact(), (Key, new('k', 255)))).Expect(201);
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused()
    {
        var ana = await service.AgentAsync();
        var number = (await ana.OpenAsync(Samples.Contact(), (Key, "other-body"))).Expect(201).Number!;
        Assert.Equal("422 idempotency-key-reused", (await ana.OpenAsync(Samples.Contact("Outro"), (Key, "other-body"))).Refusal);
        (await ana.NoteAsync(number, "A", (Key, "note-body"))).Expect(201);
        Assert.Equal("422 idempotency-key-reused", (await ana.NoteAsync(number, "B", (Key, "note-body"))).Refusal);
        Assert.Equal("\"2-s\"", (await ana.ReadAsync(number)).ETag);
    }

    [Fact]
    public async Task An_opening_repeated_gives_the_same_protocol_even_after_it_changed()
    {
        var ana = await service.AgentAsync();
        var first = (await ana.OpenAsync(Samples.Contact(), (Key, "open-1"))).Expect(201);
        (await ana.NoteAsync(first.Number!, "Depois")).Expect(201);
        var again = (await ana.OpenAsync(Samples.Contact(), (Key, "open-1"))).Expect(201);
        AssertSame(first, again);
    }

    [Fact]
    public async Task Changes_repeated_are_answered_as_they_were_and_do_nothing()
    {
        var ana = await service.AgentAsync();
        var client = await service.AsAsync("client", "site");
        var number = await client.OpenedAsync(Samples.Contact());
        var other = await ana.OpenedAsync(Samples.Contact());
        var steps = new Func<Task<Reply>>[]
        {
            () => ana.ClaimAsync(number, (Key, "k")),
            () => ana.AddEntryAsync(number, new { kind = "solution", text = "Troca" }, (Key, "k")),
            () => ana.LinkAsync(number, other, "related", (Key, "k")),
            () => ana.ResolveAsync(number, (Key, "k")),
            () => ana.SendAsync("POST", $"protocols/{number}/customer/reveal", new { reason = "Conferir" }, (Key, "k")),
            () => ana.AddEntryAsync(number, new { kind = "contact", text = "Sabe", direction = "outbound", customerInformed = true }, (Key, "k2")),
            () => ana.CloseAsync(number, "solved", (Key, "k")),
            () => ana.SendAsync("POST", $"protocols/{number}/reopen", new { reason = "Voltou" }, (Key, "k")),
        };
        var firsts = new List<Reply>();
        foreach (var step in steps)
            firsts.Add(await step());
        Assert.Equal([200, 201, 201, 200, 200, 201, 200, 200], firsts.Select(reply => reply.Status));
        var before = (await ana.ReadAsync(number)).Text;
        for (var i = 0; i < steps.Length; i++)
            AssertSame(firsts[i], await steps[i]());
        Assert.Equal(before, (await ana.ReadAsync(number)).Text);
    }

    [Fact]
    public async Task A_refusal_repeated_is_the_same_refusal_though_it_could_succeed_now()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var first = await ana.ResolveAsync(number, (Key, "too-early"));
        Assert.Equal("409 solution-missing", first.Refusal);
        Assert.False(first.Replayed);
        (await ana.SolveAsync(number)).Expect(201);
        var again = await ana.ResolveAsync(number, (Key, "too-early"));
        Assert.Equal("409 solution-missing", again.Refusal);
        Assert.True(again.Replayed);
        (await ana.ResolveAsync(number, (Key, "now"))).Expect(200);
    }

    [Fact]
    public async Task A_refusal_for_what_was_sent_wrong_takes_no_key()
    {
        var ana = await service.AgentAsync();
        Assert.Equal("400 invalid", (await ana.OpenAsync(new { channel = "fax" }, (Key, "corrected"))).Refusal);
        (await ana.OpenAsync(Samples.Contact(), (Key, "corrected"))).Expect(201);
    }

    [Fact]
    public async Task Twins_sent_at_once_open_one_protocol()
    {
        var ana = await service.AgentAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ana.OpenAsync(Samples.Contact("Gêmeos"), (Key, "twins"))));
        Assert.Single(replies.Select(reply => reply.Expect(201).Number).Distinct());
        Assert.Single(replies.Select(reply => reply.Text).Distinct());
        Assert.Single(replies, reply => !reply.Replayed);
    }

    [Fact]
    public async Task Twins_sent_at_once_add_one_entry()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ana.NoteAsync(number, "Uma só", (Key, "twins"))));
        Assert.Single(replies.Select(reply => reply.Expect(201).Text).Distinct());
        Assert.Single(replies, reply => !reply.Replayed);
        Assert.Equal("\"2-s\"", (await ana.ReadAsync(number)).ETag);
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller_its_call_and_its_protocol()
    {
        var ana = await service.AgentAsync();
        var bia = await service.AsAsync("agent", "bia", "Bia Reis");
        var first = (await ana.OpenAsync(Samples.Contact(), (Key, "shared"))).Expect(201).Number!;
        var second = (await bia.OpenAsync(Samples.Contact(), (Key, "shared"))).Expect(201).Number!;
        Assert.NotEqual(first, second);
        Assert.False((await ana.NoteAsync(first, "A", (Key, "shared"))).Expect(201).Replayed);
        Assert.False((await ana.NoteAsync(second, "A", (Key, "shared"))).Expect(201).Replayed);
        Assert.False((await bia.NoteAsync(first, "A", (Key, "shared"))).Expect(201).Replayed);
    }

    [Fact]
    public async Task A_key_is_not_shared_with_a_namesake_in_another_role()
    {
        var ana = await service.AgentAsync();
        var namesake = await service.AsAsync("client", "ana");
        var number = (await ana.OpenAsync(Samples.Contact("Homônimo"), (Key, "namesake"))).Expect(201).Number;
        Assert.NotEqual(number, (await namesake.OpenAsync(Samples.Contact("Homônimo"), (Key, "namesake"))).Expect(201).Number);
    }

    [Fact]
    public async Task A_repetition_is_answered_though_the_version_it_insisted_on_is_gone()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var first = (await ana.NoteAsync(number, "Nota", (Key, "version"), ("If-Match", "\"1-s\""))).Expect(201);
        AssertSame(first, await ana.NoteAsync(number, "Nota", (Key, "version"), ("If-Match", "\"1-s\"")));
    }

    [Fact]
    public async Task A_stranger_who_knows_the_key_is_told_nothing()
    {
        var client = await service.AsAsync("client", "site");
        var number = await client.OpenedAsync(Samples.Contact());
        (await client.HearAsync(number, "Olá")).Expect(201);
        var other = await service.AsAsync("client", "other-site");
        var entry = new { kind = "contact", text = "Olá", direction = "inbound" };
        (await client.AddEntryAsync(number, entry, (Key, "known"))).Expect(201);
        Assert.Equal("404 protocol-not-found", (await other.AddEntryAsync(number, entry, (Key, "known"))).Refusal);
    }

    [Fact]
    public async Task Searches_and_reads_ignore_the_key()
    {
        var ana = await service.AgentAsync();
        var asked = new { reference = "NADA-1" };
        (await ana.SendAsync("POST", "protocols/search", asked, (Key, "with space"))).Expect(200);
        (await ana.SendAsync("POST", "protocols/search", asked, (Key, "search"))).Expect(200);
        Assert.False((await ana.SendAsync("POST", "protocols/search", new { reference = "NADA-2" }, (Key, "search"))).Expect(200).Replayed);
    }

    private const string Key = "Idempotency-Key";

    private static void AssertSame(Reply first, Reply again)
    {
        Assert.Equal((first.Status, first.Text, first.ETag), (again.Status, again.Text, again.ETag));
        Assert.Equal(first.Header("Location"), again.Header("Location"));
        Assert.False(first.Replayed);
        Assert.True(again.Replayed);
    }
}

/// <summary>Answers survive the process; on a service of its own, since it is ended in between.</summary>
public sealed class IdempotencyAcrossRestartsTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    private const string Key = "Idempotency-Key";

    [Fact]
    public async Task What_was_answered_before_a_restart_is_answered_the_same_after_it()
    {
        var ana = await service.AgentAsync();
        var opened = (await ana.OpenAsync(Samples.Contact(), (Key, "open"))).Expect(201);
        var number = opened.Number!;
        var note = (await ana.NoteAsync(number, "Nota", (Key, "note"))).Expect(201);
        Assert.Equal("409 solution-missing", (await ana.ResolveAsync(number, (Key, "resolve"))).Refusal);

        await service.RestartAsync();

        var openedAgain = await ana.OpenAsync(Samples.Contact(), (Key, "open"));
        Assert.Equal((201, opened.Text, true), (openedAgain.Status, openedAgain.Text, openedAgain.Replayed));
        var noteAgain = await ana.NoteAsync(number, "Nota", (Key, "note"));
        Assert.Equal((201, note.Text, true), (noteAgain.Status, noteAgain.Text, noteAgain.Replayed));
        (await ana.SolveAsync(number)).Expect(201);
        var refusedAgain = await ana.ResolveAsync(number, (Key, "resolve"));
        Assert.Equal(("409 solution-missing", true), (refusedAgain.Refusal, refusedAgain.Replayed));
        Assert.Equal("422 idempotency-key-reused", (await ana.NoteAsync(number, "Outra", (Key, "note"))).Refusal);

        await service.AdvanceAsync("P1DT1S");

        Assert.NotEqual(number, (await ana.OpenAsync(Samples.Contact(), (Key, "open"))).Expect(201).Number);
        Assert.False((await ana.NoteAsync(number, "Nota", (Key, "note"))).Expect(201).Replayed);
    }
}
