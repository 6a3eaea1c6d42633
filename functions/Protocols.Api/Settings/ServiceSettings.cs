using System.Globalization;
using Microsoft.Extensions.Configuration;
using Protocols.Catalog;
using Protocols.Numbering;
using Protocols.Reporting;

namespace Protocols.Api.Settings;

/// <summary>The service's settings, checked. Nothing needs to be set.</summary>
public sealed record ServiceSettings
{
    public const string Embedded = "Embedded", Cosmos = "Cosmos";
    public const string Development = "Development", Oidc = "Oidc";

    /// <summary>The key that every Cosmos emulator has; it opens nothing else.</summary>
    private const string EmulatorKey = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    internal const long LargestRecording = 2L * 1024 * 1024 * 1024;
    private const long LargestEver = 1L << 40;

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("Access:ByDepartment", "false", "true or false",
            "Whether agents and supervisors whose tokens name departments see the protocols of these only, as sellers on a marketplace do."),
        new("Azure:ClientId", "", "the client id of a managed identity, a GUID",
            "The service's own identity in Azure; without it the one that the system has assigned."),
        new("Catalog:Name", "general", string.Join(", ", Catalogue.ShippedNames),
            "The company's rules: the general consumer service, a seller on a marketplace, or software support."),
        new("Company:Name", "", "a text of 1 to 120 characters",
            "The company's name, as letters and statements bear it."),
        new("Company:TimeZone", "America/Sao_Paulo", "an IANA time zone, such as America/Sao_Paulo or America/Manaus",
            "The zone of the date in the number, of local days and of working hours."),
        new("Cosmos:Database", "protocols", "1 to 255 letters, digits, dashes or underscores",
            "The database; its containers have fixed names."),
        new("Cosmos:Endpoint", "", "an https address, or http on loopback for an emulator",
            "The Cosmos DB account.") { Sample = "https://127.0.0.1:8081" },
        new("Cosmos:Key", "", "an account key, in base64",
            "Opens the account where the service has no identity of its own: on a developer's machine and at an emulator.") { Sample = EmulatorKey, IsSecret = true },
        new("Cors:Origins", "", "origins such as https://sac.empresa.example, with blanks between them; http on loopback only, and no star",
            "Whose pages may call the service from a browser; without it none but its own."),
        new("Data:Directory", "./data", "a folder that can be created and written",
            "Where the embedded stores keep database and keys; taken from the current folder."),
        new("Gateway:Private", "false", "true or false",
            "Whether the gateway may stand at a private address, in the company's own network. One on the same machine or link is never called, but for http on loopback."),
        new("Gateway:Secret", "", "whsec_ and 24 to 64 bytes in base64",
            "What messages to the gateway, and reports of what became of them, are signed with (Standard Webhooks).") { IsSecret = true },
        new("Gateway:Url", "", "an https address, or http on loopback",
            "The company's gateway for SMS and WhatsApp; without it the local shell writes them into its data folder, and in Azure they fail."),
        new("Identity:Audience", "", "a text without spaces",
            "For whom a token must have been issued."),
        new("Identity:ConsumerAudience", "", "a text without spaces",
            "For whom a token of the customers' issuer must have been issued: the client id there."),
        new("Identity:ConsumerDocumentClaim", "sub", "a text without spaces",
            "The claim with the customer's CPF or CNPJ in tokens of the customers' issuer; gov.br has it in sub."),
        new("Identity:ConsumerIssuer", "", "an https address, or http on loopback",
            "A second OpenID Connect issuer, for customers, such as https://sso.acesso.gov.br/; whoever it names is a consumer, whatever else its tokens claim."),
        new("Identity:DepartmentsClaim", "departments", "a text without spaces",
            "The claim with the departments of staff, by name or by path."),
        new("Identity:DocumentClaim", "document", "a text without spaces",
            "The claim with a consumer's CPF or CNPJ, where Identity:Issuer names consumers too."),
        new("Identity:Issuer", "", "an https address, or http on loopback",
            "The OpenID Connect issuer; its keys are found by discovery."),
        new("Identity:Mode", Development, $"{Development} or {Oidc}",
            "Who says who calls. Development lets whoever reaches the machine name himself, on loopback only; Oidc trusts the tokens of an issuer."),
        new("Identity:RolesClaim", "roles", "a text without spaces",
            "The claim with the caller's roles, by name or by path: roles for Microsoft Entra ID, realm_access.roles for Keycloak."),
        new("Identity:TiersClaim", "tiers", "a text without spaces",
            "The claim with the tiers of staff, by name or by path."),
        new("KeyVault:Secret", "protocols-key-ring", "1 to 127 letters, digits or dashes",
            "The secret with the key ring, in the form of the key file."),
        new("KeyVault:SigningSecret", "protocols-signing-keys", "1 to 127 letters, digits or dashes",
            "The secret with the keys that statements are signed with: PEM, PKCS#8 on P-256, the signing one first."),
        new("KeyVault:Uri", "", "an https address",
            "The Key Vault that holds key ring and signing keys; without it they stand in files of the data directory."),
        new("Limits:CallersPerAddress", "50", "1 to 100000",
            "As how many callers one address may behave: those of a call centre share one."),
        new("Limits:Openings", "1000000/day", LimitSettings.Allowed,
            "How many protocols one caller may open, so that nobody uses up the day's numbers; by each process."),
        new("Limits:Reveals", "300/hour", LimitSettings.Allowed,
            "How often one caller may have a customer's data shown in full; over all processes."),
        new("Limits:Searches", "600/minute", LimitSettings.Allowed,
            "How often one caller may search; by each process."),
        new("Mail:From", "", "an e-mail address, with or without a name before it",
            "In whose name mail is sent."),
        new("Mail:Host", "", "a host name or an address",
            "The mail server (SMTP); without it the local shell writes mail into its data folder, and in Azure it fails."),
        new("Mail:Password", "", "the password of Mail:User",
            "Opens the mail server.") { IsSecret = true },
        new("Mail:Port", "587", "1 to 65535",
            "The port of the mail server."),
        new("Mail:Tls", MailSettings.StartTlsName, $"{MailSettings.StartTlsName} or {MailSettings.PlainName}",
            "Whether the connection to the mail server is encrypted (STARTTLS); a server that cannot is sent nothing."),
        new("Mail:User", "", "a name that the mail server knows",
            "Who sends; without it the server is asked to take mail from anybody."),
        new("Numbering:AnsRegistry", "", "six digits",
            "The operator's ANS registry, for templates with {ans:6}."),
        new("Numbering:Template", NumberTemplate.Default,
            $"a layout such as {NumberTemplate.Default}, or one of {string.Join(", ", NumberLayout.All.Select(l => l.Name))}",
            "The layout of protocol numbers."),
        new("Recordings:Container", "recordings", "3 to 63 small letters, digits or dashes",
            "The private container that the Azure shell keeps recordings and attachments in."),
        new("Recordings:Endpoint", "", "an https address, or http on loopback for an emulator",
            "The Blob service of the storage account; in the local shell recordings are files of the data directory.") { Sample = RecordingSettings.Emulator },
        new("Recordings:Immutable", "false", "true or false",
            "Whether the container has version-level immutability: then each recording is guarded until its term is over."),
        new("Recordings:MaxBytes", $"{LargestRecording}", "a number of bytes from 1 to 1099511627776",
            "The largest recording that is taken in, in parts."),
        new("Reports:RecontactDays", $"{ReportWindow.UsualDays}", $"1 to {ReportWindow.MostDays}",
            "A customer who comes back about the same within so many days was not helped at his first contact."),
        new("Retention:RecoverableDays", "0", "0 to 400",
            "For how many days backups and soft delete can still bring back what was removed; certificates say from when on nothing can."),
        new("Seals:Container", "seals", "3 to 63 small letters, digits or dashes",
            "The private container, on the account of the recordings, that the Azure shell keeps each day's seal in once more."),
        new("Seals:Immutable", "false", "true or false",
            "Whether that container has version-level immutability: then each seal is locked for ten years, for its owner too."),
        new("Service:Url", "", "an https address, or http on loopback",
            "Where the service is reached from outside, as statements tell whoever verifies them; without it those that are mailed name no address."),
        new(ServiceBusSettings.Section, "", "a connection string of the emulator",
            "The Service Bus emulator; in Azure the namespace is opened by managed identity.") { Sample = ServiceBusSettings.Emulator, IsSecret = true },
        new("ServiceBusConnection:clientId", "", "the client id of a managed identity, a GUID",
            "As Azure:ClientId, for the triggers of the Functions host."),
        new("ServiceBusConnection:credential", "", "managedidentity",
            "How the triggers of the Functions host open the namespace."),
        new("ServiceBusConnection:fullyQualifiedNamespace", "", "a host name such as company.servicebus.windows.net",
            "The Service Bus namespace of the Azure shell."),
        new("Stores:Protocols", Embedded, $"{Embedded} or {Cosmos}",
            "Where protocols are kept.") { Sample = Cosmos },
    ];

    public required string DataDirectory { get; init; }
    public required TimeZoneInfo TimeZone { get; init; }
    public required NumberTemplate Numbers { get; init; }
    public required Catalogue Catalogue { get; init; }

    /// <summary>Null where the embedded store is chosen.</summary>
    public CosmosSettings? CosmosAccount { get; init; }

    /// <summary>Null where the key ring is a file.</summary>
    public VaultSettings? Vault { get; init; }

    /// <summary>Null where none is set; the local shell has queues of its own.</summary>
    public ServiceBusSettings? ServiceBus { get; init; }

    /// <summary>Null where none is set.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Null where none is set.</summary>
    public GatewaySettings? Gateway { get; init; }

    /// <summary>What reports of delivery are signed with; null where none are taken.</summary>
    public IReadOnlyList<byte>? ReportSecret { get; init; }

    /// <summary>In whose name mail is written; null where none is set.</summary>
    public System.Net.Mail.MailAddress? MailFrom { get; init; }

    /// <summary>Null where none is set; the local shell has files.</summary>
    public RecordingSettings? Recordings { get; init; }

    /// <summary>In parts; one request brings less.</summary>
    public required long MaxRecordingBytes { get; init; }

    /// <summary>As letters and statements bear it; null where none is set.</summary>
    public string? Company { get; init; }

    /// <summary>Where the service is reached from outside, without a slash at its end; null where none is set.</summary>
    public string? Url { get; init; }

    /// <summary>For how long backups and soft delete can bring back what was removed.</summary>
    public TimeSpan RecoverableFor { get; init; }

    /// <summary>Where the Azure shell keeps seals once more; the local shell has files.</summary>
    public required SealSettings Seals { get; init; }

    /// <summary>Whether staff see the protocols of their departments only.</summary>
    public required bool ByDepartment { get; init; }

    public required LimitSettings Limits { get; init; }

    /// <summary>Whose pages may call from a browser.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>Within it a customer who comes back about the same was not helped the first time.</summary>
    public required ReportWindow Window { get; init; }

    /// <summary>Null with the development identity.</summary>
    public OidcSettings? Issuer { get; init; }

    /// <summary>Of the managed identity; null for the one that the system has assigned.</summary>
    public string? ClientId { get; init; }

    /// <summary>The settings, or everything that is wrong with them at once.</summary>
    public static (ServiceSettings? Settings, IReadOnlyList<SettingError> Errors) Read(IConfiguration configuration)
    {
        var read = new SettingReader(configuration, All);
        var registry = read.Optional("Numbering:AnsRegistry");
        if (!NumberTemplate.TryParse(read.Text("Numbering:Template"), registry, out var template, out var reason))
            read.Errors.Add(new("Numbering:Template", reason!));
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(read.Text("Company:TimeZone"), out var zone))
            read.Refuse("Company:TimeZone");
        var settings = new ServiceSettings
        {
            ByDepartment = read.Choice("Access:ByDepartment", "true", "false") == "true",
            DataDirectory = Path.GetFullPath(read.Text("Data:Directory")),
            TimeZone = zone ?? TimeZoneInfo.Utc,
            Numbers = template!,
            Catalogue = Catalogue.Shipped(read.Choice("Catalog:Name", Catalogue.ShippedNames)),
            CosmosAccount = CosmosSettings.Read(read),
            Vault = VaultSettings.Read(read),
            ServiceBus = ServiceBusSettings.Read(read),
            Mail = MailSettings.Read(read),
            MailFrom = MailSettings.FromOf(read),
            Gateway = GatewaySettings.Read(read),
            ReportSecret = GatewaySettings.SecretOf(read),
            Issuer = OidcSettings.Read(read),
            Limits = LimitSettings.Read(read),
            Origins = OriginSettings.Read(read),
            Recordings = RecordingSettings.Read(read),
            Seals = SealSettings.Read(read),
            Company = read.Optional("Company:Name", value => value.Length <= 120 && !value.Any(char.IsControl)),
            Url = read.Address("Service:Url", plain: true)?.ToString().TrimEnd('/'),
            RecoverableFor = TimeSpan.FromDays(read.Number("Retention:RecoverableDays", 0, 400)),
            MaxRecordingBytes = Bytes(read.Optional("Recordings:MaxBytes", value => Bytes(value) is >= 1 and <= LargestEver)),
            Window = new(read.Number("Reports:RecontactDays", 1, ReportWindow.MostDays)),
            ClientId = read.Optional("Azure:ClientId", value => Guid.TryParse(value, out _)),
        };
        return read.Errors.Count > 0 ? (null, read.Errors) : (settings, []);
    }

    private static long Bytes(string? value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
}
