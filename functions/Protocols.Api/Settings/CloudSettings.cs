namespace Protocols.Api.Settings;

/// <summary>The Cosmos DB account that keeps the protocols.</summary>
/// <param name="Key">Null where the service's own identity opens it.</param>
public sealed record CosmosSettings(Uri Endpoint, string Database, string? Key)
{
    /// <summary>An emulator runs on the same machine; an account never does.</summary>
    public bool IsEmulator => Endpoint.IsLoopback;

    internal static CosmosSettings? Read(SettingReader read)
    {
        var endpoint = read.Address("Cosmos:Endpoint", plain: true);
        var key = read.Optional("Cosmos:Key", value => Convert.TryFromBase64String(value, new byte[value.Length], out _));
        var database = read.Optional("Cosmos:Database", value => value.Length <= 255 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
        if (read.Choice("Stores:Protocols", ServiceSettings.Embedded, ServiceSettings.Cosmos) == ServiceSettings.Embedded)
            return null;
        if (endpoint is null && read.Text("Cosmos:Endpoint").Length == 0)
            read.Need("Cosmos:Endpoint", with: $"Stores:Protocols={ServiceSettings.Cosmos}");
        return endpoint is null ? null : new(endpoint, database!, key);
    }
}

/// <summary>The secrets that hold the key ring and the keys that statements are signed with.</summary>
public sealed record VaultSettings(Uri Uri, string Secret, string SigningSecret)
{
    internal static VaultSettings? Read(SettingReader read)
    {
        var (secret, signing) = (read.Optional("KeyVault:Secret", IsName), read.Optional("KeyVault:SigningSecret", IsName));
        return read.Address("KeyVault:Uri", plain: false) is { } uri ? new(uri, secret!, signing!) : null;
    }

    private static bool IsName(string value) => value.Length <= 127 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

/// <summary>The Service Bus namespace, under the names by which the triggers of the Functions host find it too.</summary>
/// <param name="Namespace">A host name; null for the emulator.</param>
/// <param name="Connection">The emulator's connection string; null for a namespace.</param>
public sealed record ServiceBusSettings(string? Namespace, string? Connection)
{
    /// <summary>What the triggers name.</summary>
    public const string Section = "ServiceBusConnection";

    internal const string Emulator =
        "Endpoint=sb://127.0.0.1;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";

    internal static ServiceBusSettings? Read(SettingReader read)
    {
        var connection = read.Optional("ServiceBusConnection", value => value.Contains("UseDevelopmentEmulator=true", StringComparison.OrdinalIgnoreCase));
        var host = read.Optional("ServiceBusConnection:fullyQualifiedNamespace", value => Uri.CheckHostName(value) == UriHostNameType.Dns);
        read.Optional("ServiceBusConnection:credential", value => value == "managedidentity");
        read.Optional("ServiceBusConnection:clientId", value => Guid.TryParse(value, out _));
        return host is null && connection is null ? null : new(host, host is null ? connection : null);
    }
}

/// <summary>The Blob container that keeps recordings and attachments.</summary>
/// <param name="Immutable">Whether it has version-level immutability, to be used.</param>
public sealed record RecordingSettings(Uri Endpoint, string Container, bool Immutable)
{
    internal const string Emulator = "http://127.0.0.1:10000/devstoreaccount1";

    /// <summary>An emulator runs on the same machine; an account never does.</summary>
    public bool IsEmulator => Endpoint.IsLoopback;

    internal static RecordingSettings? Read(SettingReader read)
    {
        var endpoint = read.Address("Recordings:Endpoint", plain: true);
        var container = read.Optional("Recordings:Container", IsContainer);
        var immutable = read.Choice("Recordings:Immutable", "true", "false") == "true";
        return endpoint is null ? null : new(endpoint, container!, immutable);
    }

    internal static bool IsContainer(string value) => value.Length is >= 3 and <= 63 && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

/// <summary>The Blob container that keeps each day's seal, on the account of the recordings.</summary>
/// <param name="Immutable">Whether it has version-level immutability, to be used.</param>
public sealed record SealSettings(string Container, bool Immutable)
{
    internal static SealSettings Read(SettingReader read) =>
        new(read.Optional("Seals:Container", RecordingSettings.IsContainer) ?? "", read.Choice("Seals:Immutable", "true", "false") == "true");
}

/// <summary>The issuer whose tokens are trusted, and the claims that say who a caller is.</summary>
public sealed record OidcSettings(
    Uri Issuer, string Audience, string RolesClaim, string DepartmentsClaim, string TiersClaim, string DocumentClaim)
{
    /// <summary>Null where customers have no issuer of their own.</summary>
    public ConsumerIssuer? Consumers { get; init; }

    internal static OidcSettings? Read(SettingReader read)
    {
        var issuer = read.Address("Identity:Issuer", plain: true);
        var audience = read.Word("Identity:Audience");
        var (roles, departments) = (read.Word("Identity:RolesClaim"), read.Word("Identity:DepartmentsClaim"));
        var (tiers, document) = (read.Word("Identity:TiersClaim"), read.Word("Identity:DocumentClaim"));
        var consumers = ConsumerIssuer.Read(read, issuer);
        if (read.Choice("Identity:Mode", ServiceSettings.Development, ServiceSettings.Oidc) == ServiceSettings.Development)
            return null;
        if (read.Text("Identity:Issuer").Length == 0)
            read.Need("Identity:Issuer", with: $"Identity:Mode={ServiceSettings.Oidc}");
        if (audience.Length == 0)
            read.Need("Identity:Audience", with: $"Identity:Mode={ServiceSettings.Oidc}");
        return issuer is null ? null : new(issuer, audience, roles, departments, tiers, document) { Consumers = consumers };
    }
}

/// <summary>A second issuer, whose tokens name customers and nobody else.</summary>
/// <param name="DocumentClaim">The claim with the customer's CPF or CNPJ.</param>
public sealed record ConsumerIssuer(Uri Issuer, string Audience, string DocumentClaim)
{
    private const string Issuers = "Identity:ConsumerIssuer", Audiences = "Identity:ConsumerAudience";

    /// <param name="read">Where it is set.</param>
    /// <param name="staffs">The first issuer. One issuer for both would let customers name themselves staff, or take staff for customers.</param>
    internal static ConsumerIssuer? Read(SettingReader read, Uri? staffs)
    {
        var issuer = read.Address("Identity:ConsumerIssuer", plain: true);
        var (audience, document) = (read.Word("Identity:ConsumerAudience"), read.Word("Identity:ConsumerDocumentClaim"));
        if (issuer is not null && issuer == staffs)
            read.Errors.Add(new(Issuers, "is Identity:Issuer too; whom that names consumers by its roles needs no second one"));
        if (issuer is not null && audience.Length == 0)
            read.Need(Audiences, with: Issuers);
        if (audience.Length > 0 && read.Text(Issuers).Length == 0)
            read.Need(Issuers, with: Audiences);
        return issuer is null ? null : new(issuer, audience, document);
    }
}
