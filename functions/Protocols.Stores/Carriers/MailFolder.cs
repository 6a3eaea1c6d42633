using System.Net.Mail;
using Protocols.Ports;
using Protocols.Stores.Embedded;

namespace Protocols.Stores.Carriers;

/// <summary>
/// Stands for every carrier on one machine: each message becomes a file that mail programs open, under its own name, so that one
/// that is sent again is the same file. A file that is there is whole.
/// </summary>
public sealed class MailFolder(string folder, MailAddress from) : IMessageCarrier
{
    private const string Unfinished = ".unfinished";

    /// <inheritdoc/>
    public async Task<Carried> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var beside = Path.Combine(folder, Unfinished, message.Id);
        try
        {
            PrivateFolder.Create(folder);
            if (Directory.Exists(beside))
                Directory.Delete(beside, recursive: true);
            PrivateFolder.Create(beside);
            using var mail = MailForm.Of(message, from);
            using var writer = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                DeliveryFormat = SmtpDeliveryFormat.International,
                PickupDirectoryLocation = beside,
            };
            await writer.SendMailAsync(mail, cancellation);
            File.Move(Directory.GetFiles(beside).Single(), Path.Combine(folder, $"{message.Id}.eml"), overwrite: true);
            Directory.Delete(beside);
            return new(CarriedAs.Sent);
        }
        catch (FormatException)
        {
            return Carried.Refused("address-unusable");
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException or SmtpException)
        {
            return Carried.NotNow("folder-unwritable");
        }
    }
}
