using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Mail;
using Protocols.Notifying;
using Protocols.Ports;
using Protocols.Stores.Carriers;

namespace ProtocolFunctions.Tests.Carriers;

/// <summary>E-mail against a real server of somebody else's making.</summary>
[Trait("Requirement", "M4")]
public sealed class SmtpCarrierTests
{
    [SkippableTheory]
    [InlineData("unknown@exemplo.com.br", CarriedAs.Refused, "smtp-550")]
    [InlineData("full@exemplo.com.br", CarriedAs.Refused, "smtp-552")]
    [InlineData("busy@exemplo.com.br", CarriedAs.NotNow, "smtp-450")]
    [InlineData("two..dots@-exemplo.com.br", CarriedAs.Refused, "address-unusable")]
    public async Task What_the_server_says_of_a_mailbox_decides_whether_it_is_tried_again(string to, CarriedAs carried, string reason)
    {
        await using var smtp = await SmtpProcess.StartAsync();
        Assert.Equal(new(carried, null, reason), await Send(smtp, Message(to)));
        Assert.True(smtp.IsEmpty);
    }

    [SkippableFact]
    public async Task A_message_that_the_server_refuses_as_such_is_not_tried_again()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        Assert.Equal("smtp-554", (await Send(smtp, Message() with { Text = "spam" })).Reason);
    }

    [SkippableFact]
    public async Task Who_may_not_send_there_sends_nothing_and_tries_again()
    {
        await using var smtp = await SmtpProcess.StartAsync(tls: true, auth: true);
        using var trust = Trusting();
        Assert.Equal(CarriedAs.NotNow, (await Send(smtp, Message(), tls: true)).As);
        Assert.Equal(CarriedAs.NotNow, (await Send(smtp, Message(), tls: true, "sac", "errado")).As);
        Assert.True(smtp.IsEmpty);
    }

    [SkippableFact]
    public async Task A_server_that_cannot_encrypt_is_sent_nothing()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        Assert.Equal(CarriedAs.NotNow, (await Send(smtp, Message(), tls: true)).As);
        Assert.True(smtp.IsEmpty);
    }

    [SkippableFact]
    public async Task A_server_that_nobody_vouches_for_is_sent_nothing()
    {
        await using var smtp = await SmtpProcess.StartAsync(tls: true);
        Assert.Equal(CarriedAs.NotNow, (await Send(smtp, Message(), tls: true)).As);
        Assert.True(smtp.IsEmpty);
    }

    [SkippableFact]
    public async Task Under_a_good_certificate_it_signs_in_and_sends_encrypted()
    {
        await using var smtp = await SmtpProcess.StartAsync(tls: true, auth: true);
        using var trust = Trusting();

        Assert.Equal(new(CarriedAs.Sent, "2026112300000017-3-email@empresa.example"), await Send(smtp, Message(), tls: true, "sac", "segredo"));

        var taken = await smtp.TakeAsync();
        Assert.Equal((true, "sac", "sac@empresa.example"), (taken.Secure, taken.User, taken.From));
        Assert.Equal(["maria@exemplo.com.br"], taken.To);
    }

    [SkippableFact]
    public async Task A_subject_with_a_line_break_adds_no_header_and_no_recipient()
    {
        await using var smtp = await SmtpProcess.StartAsync();

        await Send(smtp, Message() with { Subject = "Oi\r\nBcc: outro@exemplo.com.br\r\n\r\nTexto", Text = "Olá\r\n.\r\nMAIL FROM:<x@y.z>" });

        var taken = await smtp.TakeAsync();
        Assert.Equal(["maria@exemplo.com.br"], taken.To);
        Assert.DoesNotContain("Bcc", taken.Mail.Headers.Keys);
        Assert.Equal(("Oi  Bcc: outro@exemplo.com.br    Texto", "Olá\r\n.\r\nMAIL FROM:<x@y.z>"), (taken.Mail.Subject, taken.Mail.Body));
        Assert.True(smtp.IsEmpty);
    }

    [SkippableFact]
    public async Task It_says_who_sends_and_that_nobody_need_answer_a_machine()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        var carrier = new SmtpCarrier(new("127.0.0.1", smtp.Port, false, null, null, new("Atenção ao cliente <sac@empresa.example>")));

        await carrier.SendAsync(Message(), default);

        var headers = (await smtp.TakeAsync()).Mail.Headers;
        Assert.EndsWith("<sac@empresa.example>", headers["From"], StringComparison.Ordinal);
        Assert.Equal(("auto-generated", "<2026112300000017-3-email@empresa.example>"), (headers["Auto-Submitted"], headers["Message-ID"]));
    }

    private static OutgoingMessage Message(string to = "maria@exemplo.com.br") =>
        new("2026112300000017-3-email", Means.Email, to, "Seu protocolo", "Guarde este número");

    private static Task<Carried> Send(SmtpProcess smtp, OutgoingMessage message, bool tls = false, string? user = null, string? password = null) =>
        new SmtpCarrier(new("127.0.0.1", smtp.Port, tls, user, password, new MailAddress("sac@empresa.example"))).SendAsync(message, default);

    /// <summary>The certificate of the test's server counts as good until this ends.</summary>
    private static Trust Trusting() => new();

    private sealed class Trust : IDisposable
    {
        public Trust() => Set(true);

        public void Dispose() => Set(false);

        [SuppressMessage("Security", "CA5359", Justification = "The certificate of the test's own server, for the length of a test.")]
        private static void Set(bool all)
        {
#pragma warning disable SYSLIB0014 // The one place where the mail client asks.
            ServicePointManager.ServerCertificateValidationCallback = all ? (_, _, _, _) => true : null;
#pragma warning restore SYSLIB0014
        }
    }
}
