using System.Text;
using ProtocolFunctions.Tests.Service.Support;

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
        var number = await LiveThroughACaseAsync();
        var whileRunning = ReadAll();
        await service.StopAsync();
        var afterwards = ReadAll();

        foreach (var files in new[] { whileRunning, afterwards })
        {
            // The search itself works: what must be there is found, in the database and so in the spelling looked for.
            Assert.Contains(files, file => file.Name.StartsWith("protocols.db", StringComparison.Ordinal) && Holds(file.Bytes, number));
            Assert.Contains(files, file => file.Name == "ring.json");
            foreach (var (name, bytes) in files)
            {
                foreach (var secret in secrets)
                    Assert.False(Holds(bytes, secret), $"{name} holds '{secret}'.");
            }
        }

        // Even the worst that is logged, about a record that somebody changed, names the number and nobody.
        Tampering.Change(service.Folder, number, document => document["personal"] = document["facts"]![0]!["body"]!.GetValue<string>());
        service.ExpectLogged("is not as it was written");
        await service.StartAsync();
        Assert.Equal("500 record-damaged", (await (await service.AgentAsync()).ReadAsync(number)).Refusal);
        Assert.Contains(service.LogLines, line => line.Contains(number, StringComparison.Ordinal));
        foreach (var line in service.LogLines)
            Assert.All(secrets, secret => Assert.False(Holds(Encoding.UTF8.GetBytes(line), secret), $"'{secret}' was logged: {line}"));
    }

    private async Task<string> LiveThroughACaseAsync()
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
        await WrongPathsAsync(ana);
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

    private List<(string Name, byte[] Bytes)> ReadAll() => [.. service.Folder.Files().Where(file => Path.GetFileName(file) != "lock").Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return (Path.GetFileName(file), copy.ToArray());
    })];

    /// <summary>In UTF-8, UTF-16, hexadecimal, JSON escapes, or Base64 at any of its three alignments.</summary>
    private static bool Holds(byte[] bytes, string text) => Spellings(text).Any(spelling => bytes.AsSpan().IndexOf(spelling) >= 0);

    private static IEnumerable<byte[]> Spellings(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.BigEndianUnicode.GetBytes(text);
        yield return Encoding.UTF8.GetBytes(text.ToUpperInvariant());
        yield return Encoding.UTF8.GetBytes(text.ToLowerInvariant());
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8));
        yield return System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(text)[1..^1];
        for (var shift = 0; shift < 3; shift++)
        {
            // The ends depend on what stands beside, so only what is sure is looked for.
            var whole = Convert.ToBase64String([.. new byte[shift], .. utf8]);
            var sure = whole[(shift == 0 ? 0 : 4)..^4];
            if (sure.Length < 8)
                continue;
            yield return Encoding.ASCII.GetBytes(sure);
            yield return Encoding.ASCII.GetBytes(sure.Replace('+', '-').Replace('/', '_'));
        }
    }
}
