using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;
using Xunit.Abstractions;

namespace ProtocolFunctions.Tests.Fuzzing;

/// <summary>
/// Whatever is sent to an endpoint, it answers, in time, with one of its own problems, and tells nothing of its insides. The same requests each
/// time; <c>FUZZ_SECONDS</c> has it run longer, <c>FUZZ_SEED</c> with others, and <c>FUZZ_FROM</c> begins where one was found.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] insides = ["   at ", "Exception", "System.", "Microsoft.", "SQLite", ".cs:line", "StackTrace", "/protocols-"];
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    private const int Seed = 739_583, TimesEach = 40;

    private readonly RunningService service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Nothing_that_is_sent_breaks_an_endpoint()
    {
        var seed = Number("FUZZ_SEED", Seed);
        var from = Number("FUZZ_FROM", 0);
        var document = (await service.Anyone.SendAsync("GET", "openapi.json", null)).Expect(200).Body;
        var requests = new OddRequests(document, await TargetsAsync(), seed);
        var (running, n, accepted) = (Stopwatch.StartNew(), from, 0);
        var longer = TimeSpan.FromSeconds(Number("FUZZ_SECONDS", 0));
        for (; n - from < TimesEach * requests.Operations || running.Elapsed < longer; n++)
        {
            var request = requests.Make(n);
            var answer = await AnswerAsync(request, $"FUZZ_SEED={seed} FUZZ_FROM={n}");
            accepted += answer.Status is >= 200 and < 300 ? 1 : 0;
            if (Wrong(request, answer) is { } wrong)
                Assert.Fail($"{wrong}\nFUZZ_SEED={seed} FUZZ_FROM={n} {request}\n--- answered\n{answer.Head}\n\n{answer.Body}");
        }

        output.WriteLine($"{n - from} requests to {requests.Operations} operations, {accepted} accepted; FUZZ_SEED={seed} FUZZ_FROM={from}");
        // Garbage that never gets past the door would prove the door alone.
        Assert.True(accepted > 0, "Nothing was accepted.");
        // Of the addresses that were taken for webhooks none answers.
        service.ExpectLogged("of webhooks could not be handled now");
        service.AssertQuiet();
    }

    private async Task<RawAnswer> AnswerAsync(OddRequest request, string which)
    {
        try
        {
            return await RawHttp.SendAsync(new(service.Url), request.Bytes, patience);
        }
        catch (TimeoutException hangs)
        {
            throw new TimeoutException($"{hangs.Message} {which} {request}", hangs);
        }
    }

    /// <summary>What is wrong with an answer; null where nothing is.</summary>
    private static string? Wrong(OddRequest request, RawAnswer answer)
    {
        if (answer.Status == 0)
            return request.Proper ? "The connection was closed without an answer." : null;
        if (answer.Status >= 500)
            return "The service failed.";
        if (answer.Header("Server") is not null || answer.Header("X-Injected") is not null)
            return "A header says too much.";
        if (answer.Status >= 400 && Array.Find(insides, answer.Body.Contains) is { } inside)
            return $"The problem tells of '{inside}'.";
        if (answer.Status < 400 || answer.Status is 304)
            return null;
        var bare = answer.Body.Length == 0 && (!request.Proper || request.Operation.StartsWith("HEAD", StringComparison.Ordinal) || answer.Status is 400 or 414 or 431);
        return bare || IsProblem(answer) ? null : "It is no problem of ours.";
    }

    private static bool IsProblem(RawAnswer answer)
    {
        if (answer.ContentType?.StartsWith("application/problem+json", StringComparison.Ordinal) != true)
            return false;
        var problem = JsonDocument.Parse(Unchunked(answer)).RootElement;
        return problem.GetProperty("code").GetString() is { Length: > 0 } && problem.GetProperty("status").GetInt32() == answer.Status;
    }

    private static string Unchunked(RawAnswer answer) =>
        answer.Header("Transfer-Encoding") is null ? answer.Body : answer.Body[answer.Body.IndexOf('{', StringComparison.Ordinal)..(answer.Body.LastIndexOf('}') + 1)];

    /// <summary>A few protocols with something of everything, and somebody in every role.</summary>
    private async Task<Targets> TargetsAsync()
    {
        var tokens = new Dictionary<string, string>();
        foreach (var role in (string[])["agent", "supervisor", "ombudsman", "compliance", "regulator", "admin", "client", "consumer"])
        {
            var issued = await service.Anyone.SendAsync("POST", "dev/tokens", new { role, id = role, name = role, document = role == "consumer" ? Samples.Cpf : null });
            tokens[role] = issued.Expect(201)["token"].GetString()!;
        }
        var ana = service.With(tokens["agent"]);
        var (numbers, ids) = (new List<string> { Samples.UnknownNumber }, new List<string> { "1", "2", "3", "0", "letter-1" });
        for (var i = 0; i < 6; i++)
        {
            var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
            numbers.Add(number);
            ids.Add(await ana.RecordedAsync(number, Audio.Wav(300)));
            ids.Add((await ana.AttachAsync(number, Audio.Png(300))).Expect(201)["id"].GetString()!);
            ids.Add((await ana.BeginUploadAsync(number, 300)).Expect(201)["id"].GetString()!);
            (await ana.AnalyseAsync(number, "Sinal fraco")).Expect(201);
            (await ana.TestAsync(number, "Modem reiniciado")).Expect(201);
        }
        numbers.Add(Samples.Mistyped(numbers[1]));
        return new(new(service.Url), tokens, numbers, ids);
    }

    private static int Number(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) ? given : usual;
}
