using Azure.Core;

namespace Protocols.Stores.Cosmos;

/// <summary>Where the database is and who asks.</summary>
/// <param name="Endpoint">The account. A loopback address is an emulator: HTTP only, its own certificate accepted, never in Azure.</param>
/// <param name="Database">Name of the database; its containers have fixed names.</param>
public sealed record CosmosConnection(Uri Endpoint, string Database)
{
    /// <summary>The account's key, where no <see cref="Credential"/> is given.</summary>
    public string? Key { get; init; }

    /// <summary>The service's own identity.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Speaks HTTP only, for networks that let nothing else through; always so with an emulator.</summary>
    public bool Gateway { get; init; }

    /// <summary>Creates what is missing of the database. In Azure that is the deployment's work.</summary>
    public bool Create { get; init; }

    /// <summary>How long a request that the account turns away for being too many is tried again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
