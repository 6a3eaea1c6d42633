using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api.Settings;

namespace ProtocolFunctions.Tests.Service;

/// <summary>What identifies a person stands in clear nowhere: not on disk, not in a log, not before staff unasked.</summary>
[Trait("Requirement", "M-law")]
public sealed class PrivacyTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    private const string Name = "Zenobia Quartzwort Xilofone", Cpf = "529.982.247-25", CpfDigits = "52998224725";
    private const string Phone = "21998761234", Email = "zenobia.quartz@exemplo-raro.com.br", Boss = "Hildegunda Pterodonte";
    private const string Order = "PEDIDO-RARO-8841", Subject = "Ornitorrinco quebrado", Detail = "Veio sem o bico", Note = "Cliente soluçava baixinho";
    private const string Reason = "Motivo inconfundível", Context = "valor-contextual-raro";

    /// <summary>Parts that are nobody's without the rest, so that nothing is found by chance.</summary>
    private static readonly string[] secrets =
        ["Zenobia", "Quartzwort", "Xilofone", Cpf, CpfDigits, Phone, "+5521998761234", Email, "zenobia.quartz", Boss, Order, Subject, Detail, Note, Reason, Context];

    /// <summary>What staff never see without asking for it.</summary>
    private static readonly string[] masked = ["Quartzwort", "Xilofone", Cpf, CpfDigits, "8761234", "98761234", Email, "Pterodonte"];

    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task Personal_data_is_found_in_no_file_no_log_and_no_staff_answer()
    {
        var number = await LiveThroughACaseAsync(service);
        await WrongPathsAsync(await service.AgentAsync());
        var whileRunning = ReadAll(service);
        await service.StopAsync();
        var afterwards = ReadAll(service);

        foreach (var files in new[] { whileRunning, afterwards })
        {
            // The search itself works: what must be there is found, in the database and so in the spelling looked for.
            Assert.Contains(files, file => file.Name.StartsWith("protocols.db", StringComparison.Ordinal) && InClear.Holds(file.Bytes, number));
            Assert.Contains(files, file => file.Name == "ring.json");
            foreach (var (name, bytes) in files)
            {
                foreach (var secret in secrets)
                    Assert.False(InClear.Holds(bytes, secret), $"{name} holds '{secret}'.");
            }
        }

        // Even the worst that is logged, about a record that somebody changed, names the number and nobody.
        Tampering.Change(service.Folder, number, document => document["personal"] = document["facts"]![0]!["body"]!.GetValue<string>());
        service.ExpectLogged("is not as it was written");
        await service.StartAsync();
        Assert.Equal("500 record-damaged", (await (await service.AgentAsync()).ReadAsync(number)).Refusal);
        Assert.Contains(service.LogLines, line => line.Contains(number, StringComparison.Ordinal));
        foreach (var line in service.LogLines)
            Assert.All(secrets, secret => Assert.False(InClear.Holds(line, secret), $"'{secret}' was logged: {line}"));
    }

    [Theory]
    [InlineData(ServiceSettings.Embedded)]
    [InlineData(ServiceSettings.Cosmos)]
    public async Task A_case_from_its_first_call_to_its_end_leaves_nothing_personal_in_clear_behind_the_service(string store)
    {
        using var telemetry = new EmittedSignals();
        var running = await RunningService.OnAsync(store);
        if (running.Cosmos is { } server)
            server.Kept = new();
        var number = await LiveThroughACaseAsync(running);
        var (problems, addresses) = await GoEveryWayAsync(running, number);

        Assert.True(problems.Count > 5 && addresses.Count > 0);
        Assert.Contains(telemetry.Seen, line => line.Contains("api/protocols/{number}", StringComparison.Ordinal));
        var files = ReadAll(running).Where(file => !file.Name.EndsWith(".eml", StringComparison.Ordinal)).ToList();
        Assert.Contains(files, file => file.Name.EndsWith("protocols.db", StringComparison.Ordinal));
        Assert.True(running.Cosmos is null || running.Cosmos.Kept!.Any(sent => InClear.Holds(sent, number)));
        foreach (var secret in secrets)
        {
            Assert.All(problems, problem => Assert.False(InClear.Holds(problem, secret), $"A problem says '{secret}': {problem}"));
            Assert.All(addresses, address => Assert.False(InClear.Holds(address, secret), $"An address says '{secret}': {address}"));
            Assert.All(telemetry.Seen, line => Assert.False(InClear.Holds(line, secret), $"Telemetry says '{secret}': {line}"));
            Assert.All(running.LogLines, line => Assert.False(InClear.Holds(line, secret), $"'{secret}' was logged: {line}"));
            Assert.All(files, file => Assert.False(InClear.Holds(file.Bytes, secret) || InClear.Holds(file.Name, secret), $"{file.Name} holds '{secret}'."));
            Assert.All(running.Cosmos?.Kept ?? [], sent => Assert.False(InClear.Holds(sent, secret), $"The database was sent '{secret}'."));
        }
        await running.DisposeAsync();
    }

    /// <summary>Whatever else can be done with a case, in vain too.</summary>
    /// <returns>Every problem that was answered, and every address that was given.</returns>
    private static async Task<(List<string> Problems, List<string> Addresses)> GoEveryWayAsync(RunningService service, string number)
    {
        var (ana, rita, clara) = (await service.AgentAsync(), await service.AsAsync("supervisor", "rita"), await service.AsAsync("compliance", "clara"));
        var consumer = await service.AsAsync("consumer", CpfDigits, Name, Cpf);
        var replies = new List<Reply>
        {
            await ana.AnalyseAsync(number, Note),
            await ana.TestAsync(number, Detail),
            await ana.ReferAsync(number, new { tier = "n2" }, Reason),
            await ana.PromiseAsync(number, service.Services.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd'T'15:00:00'Z'", System.Globalization.CultureInfo.InvariantCulture)),
            await ana.DoAsync(number, "message-customer", new { data = new { text = Note } }),
            await ana.SendAsync("POST", $"protocols/{number}/receipts", new { by = "email" }),
            await consumer.SendAsync("POST", $"protocols/{number}/history-requests", new { by = "email" }),
            await clara.SendAsync("PUT", $"protocols/{number}/legal-hold", new { reason = Reason, reference = "0001234-56" }),
            await clara.SendAsync("DELETE", $"protocols/{number}/legal-hold", null, ("Access-Reason", Uri.EscapeDataString(Reason))),
            await service.Anyone.SendAsync("POST", "tracking", new { number, document = Cpf }),
            await service.Anyone.SendAsync("POST", "tracking", new { number, document = Samples.OtherCpf }),
            await service.Anyone.SendAsync("POST", "tracking", new { number = Cpf, document = Cpf }),
        };
        var recording = await ana.RecordedAsync(number, Audio.Wav(1_000));
        replies.Add((await rita.ListenAsync(number, recording, Uri.EscapeDataString(Reason))).Expect(200));
        replies.Add((await rita.SendAsync("POST", $"protocols/{number}/recordings/{recording}/access", new { reason = Reason })).Expect(201));
        var given = replies[^1]["url"].GetString()!;
        await ana.AwaitAsync(number, read => read["tier"].GetString() == "n2");
        await service.SweepAsync("deadlines");
        await service.SweepAsync("outbox");
        replies.Add((await ana.SolveAsync(number, Detail)).Expect(201));
        replies.Add((await ana.InformAsync(number, Note)).Expect(201));
        replies.Add((await ana.CloseAsync(number)).Expect(200));
        replies.Add((await consumer.SendAsync("POST", $"protocols/{number}/survey", new { score = 1, comment = Note })).Expect(201));
        replies.Add((await consumer.SendAsync("POST", "erasure-requests", new { })).Expect(200));
        replies.AddRange(
        [
            await ana.NoteAsync(number, Note, ("Idempotency-Key", "privacy")),
            await ana.AmendAsync(number, new { customer = new { document = CpfDigits[..10] } }),
            await ana.OpenAsync(new { channel = Name, subject = Subject, extra = Email }),
            await ana.SearchAsync(new { phone = Phone, email = Email + "@", reference = Order, status = Context }),
            await ana.ReferAsync(number, new { tier = "n2", person = Name }, Reason),
            await ana.DoAsync(number, "approve-cancellation", new { data = new { reason = Reason } }),
            await ana.SendTextAsync("POST", $"protocols/{number}/entries", $"{{ \"kind\": \"note\", \"text\": \"{Note}"),
        ]);
        var problems = replies.Where(reply => reply.Status >= 400).Select(reply => reply.Text).ToList();
        return (problems, [given, .. replies.Select(reply => reply.Header("Location")).OfType<string>()]);
    }

    private static async Task<string> LiveThroughACaseAsync(RunningService service)
    {
        var ana = await service.AgentAsync();
        var number = (await ana.OpenAsync(
            new
            {
                channel = "phone",
                subject = Subject,
                detail = Detail,
                customer = new { name = Name, document = Cpf, phone = Phone, email = Email, company = "Firma", supervisor = Boss },
                references = new[] { new { kind = "order", value = Order } },
                context = new Dictionary<string, string> { ["order.state"] = Context },
            },
            ("Idempotency-Key", "privacy"))).Expect(201).Number!;
        var replies = new List<Reply>
        {
            await ana.NoteAsync(number, Note, ("Idempotency-Key", "privacy")),
            await ana.SolveAsync(number, "Bico enviado"),
            await ana.InformAsync(number, "Avisada"),
            await ana.AmendAsync(number, new { customer = new { company = "Outra firma" } }),
            await ana.SearchAsync(new { document = Cpf, name = "zenobia quartz", phone = Phone, email = Email, reference = Order }),
            await ana.SearchAsync(new { document = "529.982.247-26", email = "zenobia.quartz", phone = Phone[..5] }),
            await ana.AmendAsync(number, new { customer = new { email = "zenobia.quartz" }, extra = Email }),
            await ana.ListAsync(),
            await ana.ReadAsync(number),
            await ana.TimelineAsync(number),
            await ana.CloseAsync(number),
            await ana.ReopenAsync(number, Reason),
        };
        Assert.Equal([number], replies[4].Numbers);
        Assert.All(replies, reply => Assert.All(masked, part => Assert.DoesNotContain(part, reply.Text, StringComparison.Ordinal)));
        Assert.Contains("Quartzwort", (await ana.RevealAsync(number, Reason)).Expect(200).Text, StringComparison.Ordinal);
        var consumer = await service.AsAsync("consumer", CpfDigits, Name, Cpf);
        (await consumer.HearAsync(number, Note)).Expect(201);
        (await consumer.ReadAsync(number)).Expect(200);
        return number;
    }

    /// <summary>What people put where it does not belong.</summary>
    private static async Task WrongPathsAsync(Desk ana)
    {
        Assert.Equal("400 number-mistyped", (await ana.ReadAsync(Cpf)).Refusal);
        Assert.Equal("400 invalid", (await ana.ListAsync($"?document={CpfDigits}&email={Email}")).Refusal);
        Assert.Equal("404 route-not-found", (await ana.SendAsync("GET", $"customers/{CpfDigits}", null)).Refusal);
        Assert.Equal("400 not-json", (await ana.SendTextAsync("POST", "protocols", $"{{ \"customer\": {Email}")).Refusal);
    }

    private static List<(string Name, byte[] Bytes)> ReadAll(RunningService service) => [.. service.Folder.Files().Where(file => Path.GetFileName(file) != "lock").Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return (Path.GetFileName(file), copy.ToArray());
    })];
}
