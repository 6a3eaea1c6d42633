using System.Net;
using System.Net.Mail;
using Protocols.Ports;

namespace Protocols.Stores.Carriers;

/// <summary>The mail server that takes what the company sends.</summary>
/// <param name="StartTls">Nothing is said in clear, not even who the message is for: a server that cannot do it gets nothing.</param>
/// <param name="User">Null where the server asks for none.</param>
public sealed record SmtpServer(string Host, int Port, bool StartTls, string? User, string? Password, MailAddress From)
{
    /// <summary>Texts made of it in passing tell no password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>E-mail by SMTP, a connection for each message.</summary>
public sealed class SmtpCarrier(SmtpServer server) : IMessageCarrier
{
    /// <summary>What a line carries in a second at the least; with the largest attachment it is over well within a queue's lock.</summary>
    private const double BytesPerSecond = 1024 * 1024;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task<Carried> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(patience + TimeSpan.FromSeconds((message.Attached?.Bytes.Length ?? 0) / BytesPerSecond));
        try
        {
            using var mail = MailForm.Of(message, server.From);
            using var client = new SmtpClient(server.Host, server.Port)
            {
                EnableSsl = server.StartTls,
                DeliveryFormat = SmtpDeliveryFormat.International,
                Credentials = server.User is null ? null : new NetworkCredential(server.User, server.Password),
            };
            await client.SendMailAsync(mail, end.Token).WaitAsync(end.Token);
            return new(CarriedAs.Sent, MailForm.IdOf(message, server.From));
        }
        catch (FormatException)
        {
            return Carried.Refused("address-unusable");
        }
        catch (SmtpException refused) when (IsForGood(refused.StatusCode))
        {
            return Carried.Refused($"smtp-{(int)refused.StatusCode}");
        }
        catch (SmtpException failed)
        {
            return Carried.NotNow(failed.StatusCode == SmtpStatusCode.GeneralFailure ? "smtp-unreachable" : $"smtp-{(int)failed.StatusCode}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Carried.NotNow("smtp-timeout");
        }
    }

    /// <summary>The mailbox or the message itself was refused; everything else is about the server, which is mended sooner or later.</summary>
    private static bool IsForGood(SmtpStatusCode code) => code is
        SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.ExceededStorageAllocation
        or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.TransactionFailed;
}
