using System.Net.Http.Json;
using ProtocolFunctions.Tests.Carriers;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Notifying;

/// <summary>Killed while it sends, the program sends when it is back: nothing that was promised is lost.</summary>
[Trait("Requirement", "M4")]
public sealed class KilledSenderTests : IDisposable
{
    private const int Openings = 40;

    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [UnixFact]
    public async Task Every_receipt_arrives_and_is_on_record_once()
    {
        var (_, token, _) = await CommandHere.RunAsync("token", "--Data:Directory", folder.Path, "--role", "agent", "--id", "ana");
        var numbers = new List<string>();
        for (var kill = 0; kill < 3; kill++)
        {
            using var running = Start();
            using var http = LocalCommand.Client(await running.ListeningAsync(), token);
            for (var i = 0; i < Openings / 4; i++)
                numbers.Add(await OpenAsync(http));
            await running.KillAsync();
        }

        using var last = Start();
        using var reader = LocalCommand.Client(await last.ListeningAsync(), token);
        while (numbers.Count < Openings)
            numbers.Add(await OpenAsync(reader));
        foreach (var number in numbers)
            Assert.Equal(["opened", "message-sent"], await KindsAsync(reader, number));

        Assert.Equal(
            numbers.Select(number => $"{number}-1-email.eml").Order(),
            Directory.GetFiles(Path.Combine(folder.Path, "messages")).Select(Path.GetFileName).Order());
        Assert.All(numbers, number => Assert.Contains(
            number, MailText.Of(File.ReadAllBytes(Path.Combine(folder.Path, "messages", $"{number}-1-email.eml"))).Subject, StringComparison.Ordinal));
    }

    private LocalCommand Start() => LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);

    private static async Task<string> OpenAsync(HttpClient http)
    {
        var opening = new { channel = "web", subject = "Internet lenta", customer = new { email = "maria@exemplo.com.br" }, receiptBy = new[] { "email" } };
        return (await Reply.OfAsync(await http.PostAsJsonAsync("protocols", opening))).Expect(201).Number!;
    }

    /// <summary>Of the protocol once something was told; a lock that a kill left behind passes after a minute.</summary>
    private static async Task<IReadOnlyList<string>> KindsAsync(HttpClient http, string number)
    {
        for (var tries = 0; tries < 900; tries++)
        {
            var kinds = (await Reply.OfAsync(await http.GetAsync(new Uri($"protocols/{number}", UriKind.Relative)))).Expect(200).Kinds("timeline");
            if (kinds.Count > 1)
                return kinds;
            await Task.Delay(100);
        }
        throw new TimeoutException($"Nothing was told of {number}.");
    }
}
