using System.Net.Mail;
using Protocols.Ports;
using Protocols.Stores.Embedded;

namespace Protocols.Stores.Carriers;

/// <summary>
/// Stands for every carrier on one machine: each message becomes a file that mail programs open, under its own name, so that one
/// that is sent again is the same file. A file that is there is whole. What customers are sent stands there in clear, so each file is removed when it
/// is <see cref="KeptFor"/> old.
/// </summary>
public sealed class MailFolder(string folder, MailAddress from, TimeProvider clock) : IMessageCarrier
{
    private const string Unfinished = ".unfinished";

    private static readonly EnumerationOptions whole = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>Long enough to look at it.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(30);

    /// <summary>Removes what is too old.</summary>
    /// <returns>How many files.</returns>
    public int RemoveOld()
    {
        if (!Directory.Exists(folder))
            return 0;
        var (oldest, removed) = ((clock.GetUtcNow() - KeptFor).UtcDateTime, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml", whole))
        {
            if (File.GetLastWriteTimeUtc(file) >= oldest)
                continue;
            File.Delete(file);
            removed++;
        }
        return removed;
    }

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
            return new(CarriedAs.Sent, MailForm.IdOf(message, from));
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
