using System.Net.Mail;
using System.Text.Json;
using ProtocolFunctions.Tests.Notifying;
using ProtocolFunctions.Tests.Stores;
using Protocols.Notifying;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Stores.Carriers;

namespace ProtocolFunctions.Tests.Carriers;

/// <summary>What every carrier promises, on each.</summary>
[Trait("Requirement", "M4")]
public sealed class ContractTests
{
    public static TheoryData<string> All => ["smtp", "folder", "gateway"];

    [SkippableTheory, MemberData(nameof(All))]
    public async Task Where_nobody_takes_it_now_it_says_so_and_throws_nothing(string name)
    {
        using var blocked = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(blocked.Path, "file"), "");
        var port = SmallGateway.FreePort();
        using var http = GatewayCarrier.Client(Reach.Loopback);
        IMessageCarrier carrier = name switch
        {
            "smtp" => new SmtpCarrier(new("127.0.0.1", port, false, null, null, from)),
            "folder" => new MailFolder(Path.Combine(blocked.Path, "file", "messages"), from, TimeProvider.System),
            _ => new GatewayCarrier(http, new($"http://127.0.0.1:{port}/"), SmallGateway.Secret, TimeProvider.System),
        };

        var carried = await carrier.SendAsync(Message(name), default);

        Assert.Equal(CarriedAs.NotNow, carried.As);
        Assert.Contains(carried.Reason, new[] { "smtp-unreachable", "folder-unwritable", "gateway-unreachable" });
    }

    [SkippableTheory, MemberData(nameof(All))]
    public async Task It_arrives_whole_with_accents_line_breaks_and_dots_at_their_places(string name)
    {
        await using var under = await CarrierUnderTest.StartAsync(name);
        var message = Message(name) with { Subject = "Situação – 😀 açaí", Text = "Olá, José!\n.\n..dois pontos\n" + new string('ã', 3000) + "\n=3D fim" };

        var carried = await under.Carrier.SendAsync(message, default);

        Assert.Contains(carried.As, new[] { CarriedAs.Sent, CarriedAs.Accepted });
        var (to, subject, text) = await under.TakeAsync();
        Assert.Contains(message.To.TrimStart('+'), to, StringComparison.Ordinal);
        Assert.Equal((message.Subject, message.Text), (subject, text.ReplaceLineEndings("\n")));
    }

    [SkippableTheory]
    [InlineData("smtp")]
    [InlineData("folder")]
    public async Task What_is_attached_arrives_whole_beside_the_text(string name)
    {
        await using var under = await CarrierUnderTest.StartAsync(name);
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);

        var carried = await under.Carrier.SendAsync(
            Message(name) with { Text = "Segue anexo, José.\n--\nfim", Attached = new("protocolo-1.pdf", "application/pdf", bytes) }, default);

        Assert.Equal(new(CarriedAs.Sent, "2026112300000017-3-email@empresa.example"), carried);
        var mail = await under.MailAsync();
        Assert.Equal(("Segue anexo, José.\n--\nfim", $"<{carried.Id}>"), (mail.Body.ReplaceLineEndings("\n"), mail.Headers["Message-ID"]));
        Assert.Equal(bytes, mail.Attached);
    }

    [Fact]
    public async Task What_cannot_bring_a_file_is_not_asked_to()
    {
        var message = Message("gateway") with { Attached = new("protocolo-1.pdf", "application/pdf", [1]) };
        var gateway = new Postman();
        Assert.Equal(Carried.Refused(Protocols.Notifying.Carriers.NoCarrier), await new Protocols.Notifying.Carriers(null, gateway).SendAsync(message, default));
        Assert.Equal(0, gateway.Given);
    }

    [SkippableTheory, MemberData(nameof(All))]
    public async Task It_says_each_time_which_message_it_is(string name)
    {
        await using var under = await CarrierUnderTest.StartAsync(name);

        await under.Carrier.SendAsync(Message(name), default);
        var first = await under.TakeIdAsync();
        await under.Carrier.SendAsync(Message(name), default);

        Assert.Contains("2026112300000017-3-", first, StringComparison.Ordinal);
        Assert.Equal(first, await under.TakeIdAsync());
    }

    [Fact]
    public void A_message_that_is_written_into_a_log_by_mistake_names_nobody() =>
        Assert.Equal("2026112300000017-3-email", Message("smtp").ToString());

    [Fact]
    [Trait("Requirement", "M26")]
    public async Task The_folder_keeps_a_message_for_thirty_days_and_no_longer()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock { Time = TimeProvider.System.GetUtcNow() };
        var carrier = new MailFolder(folder.Path, from, clock);
        Assert.Equal(0, new MailFolder(Path.Combine(folder.Path, "none"), from, clock).RemoveOld());
        await carrier.SendAsync(Message("folder"), default);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "notes.txt"), "of somebody's own");

        clock.Time += MailFolder.KeptFor - TimeSpan.FromHours(1);
        Assert.Equal(0, carrier.RemoveOld());
        clock.Time += TimeSpan.FromHours(2);
        Assert.Equal(1, carrier.RemoveOld());
        Assert.Equal(["notes.txt"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    private static readonly MailAddress from = new("sac@empresa.example");

    private static OutgoingMessage Message(string name) => name == "gateway"
        ? new("2026112300000017-3-sms", Means.Sms, "+5511987654321", "Seu protocolo", "Guarde este número")
        : new("2026112300000017-3-email", Means.Email, "maria@exemplo.com.br", "Seu protocolo", "Guarde este número");

    /// <summary>A carrier, and what arrives behind it.</summary>
    private sealed class CarrierUnderTest : IAsyncDisposable
    {
        private readonly TemporaryFolder folder = new();
        private readonly HttpClient http = GatewayCarrier.Client(Reach.Loopback);
        private SmtpProcess? smtp;
        private SmallGateway? gateway;

        public IMessageCarrier Carrier { get; private set; } = null!;

        public static async Task<CarrierUnderTest> StartAsync(string name)
        {
            var under = new CarrierUnderTest();
            if (name == "smtp")
                under.Carrier = new SmtpCarrier(new("127.0.0.1", (under.smtp = await SmtpProcess.StartAsync()).Port, false, null, null, from));
            else if (name == "gateway")
                under.Carrier = new GatewayCarrier(under.http, (under.gateway = await SmallGateway.StartAsync()).Url, SmallGateway.Secret, TimeProvider.System);
            else
                under.Carrier = new MailFolder(under.folder.Path, from, TimeProvider.System);
            return under;
        }

        public async Task<(string To, string Subject, string Text)> TakeAsync()
        {
            if (gateway is not null)
            {
                var post = JsonDocument.Parse(gateway.Posts[^1].Body).RootElement;
                return (post.GetProperty("to").GetString()!, post.GetProperty("subject").GetString()!, post.GetProperty("text").GetString()!);
            }
            var mail = await MailAsync();
            return (mail.To, mail.Subject, mail.Body);
        }

        public async Task<string> TakeIdAsync() => gateway is not null ? gateway.Posts[^1].Id : (await MailAsync()).Headers["Message-ID"];

        public async ValueTask DisposeAsync()
        {
            if (smtp is not null)
                await smtp.DisposeAsync();
            if (gateway is not null)
                await gateway.DisposeAsync();
            http.Dispose();
            folder.Dispose();
        }

        public async Task<MailText> MailAsync() => smtp is not null
            ? (await smtp.TakeAsync()).Mail
            : MailText.Of(await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(folder.Path))));
    }
}
