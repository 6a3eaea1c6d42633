using System.Diagnostics.CodeAnalysis;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Security.KeyVault.Secrets;
using Azure.Storage.Blobs;
using ProtocolFunctions.Blobs;
using ProtocolFunctions.Queues;
using Protocols.Api.Settings;
using Protocols.Chain;
using Protocols.Ports;
using Protocols.Proving;
using Protocols.Stores.Cosmos;
using Protocols.Stores.Keys;

namespace ProtocolFunctions;

/// <summary>The stores and the key ring of the Azure shell: the one place where they are chosen. The host ends it with the process.</summary>
internal static class AzureStores
{
    /// <returns>Null, with the reason among <paramref name="errors"/>, where what a setting names cannot be used.</returns>
    public static async Task<StoreSet?> OpenAsync(ServiceSettings settings, TimeProvider clock, List<SettingError> errors)
    {
        if (await RingAsync(settings, errors) is not { } ring || await SigningAsync(settings, errors) is not { } signing)
            return null;
        var account = settings.CosmosAccount!;
        var store = await CosmosStore.OpenAsync(
            new(account.Endpoint, account.Database)
            {
                Key = account.IsEmulator ? account.Key : null,
                Credential = account.IsEmulator ? null : Identity(settings),
                Create = account.IsEmulator,
            },
            clock,
            CancellationToken.None);
        var stores = store.Under(ring) with
        {
            Queues = Queues(settings, clock),
            Contents = await ContentsAsync(settings, clock),
            SealArchive = new BlobSeals(await ContainerAsync(settings, settings.Seals.Container), settings.Seals.Immutable, clock),
            Signing = signing,
        };
        if (await WhyNotAsync(stores, clock) is not { } reason)
            return stores;
        errors.Add(new("KeyVault:Secret", reason));
        return null;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "It lives as long as the process.")]
    private static ServiceBusQueues Queues(ServiceSettings settings, TimeProvider clock) => new(
        settings.ServiceBus is { Namespace: { } host } ? new ServiceBusClient(host, Identity(settings)) : new ServiceBusClient(settings.ServiceBus!.Connection),
        clock);

    private static async Task<BlobContents> ContentsAsync(ServiceSettings settings, TimeProvider clock) =>
        new(await ContainerAsync(settings, settings.Recordings!.Container), settings.Recordings.Immutable, clock);

    private static async Task<BlobContainerClient> ContainerAsync(ServiceSettings settings, string name)
    {
        var recordings = settings.Recordings!;
        var service = recordings.IsEmulator
            ? new BlobServiceClient("UseDevelopmentStorage=true")
            : new BlobServiceClient(recordings.Endpoint, Identity(settings));
        var container = service.GetBlobContainerClient(name);
        // In Azure the deployment has created it, with the protection that the company chose.
        if (recordings.IsEmulator)
            await container.CreateIfNotExistsAsync();
        return container;
    }

    private static Task<KeyRing?> RingAsync(ServiceSettings settings, List<SettingError> errors) =>
        Keys(settings).RingAsync(settings.Vault?.Secret, reason => errors.Add(new("KeyVault:Uri", reason)));

    private static Task<SigningKeys?> SigningAsync(ServiceSettings settings, List<SettingError> errors) =>
        Keys(settings).SigningAsync(settings.Vault?.SigningSecret, reason => errors.Add(new("KeyVault:SigningSecret", reason)));

    private static KeySource Keys(ServiceSettings settings) =>
        new(settings.DataDirectory, settings.Vault is { } vault ? new SecretClient(vault.Uri, Identity(settings)) : null);

    /// <summary>
    /// A database that does not answer now, or not yet to this identity, will be asked by the requests themselves; it must not keep
    /// an instance from starting.
    /// </summary>
    private static async Task<string?> WhyNotAsync(StoreSet stores, TimeProvider clock)
    {
        try
        {
            return await KeyRingCheck.WhyNotAsync(stores, clock, CancellationToken.None);
        }
        catch (Exception unanswered) when (unanswered is StoreBusyException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The service's own.</summary>
    public static ManagedIdentityCredential Identity(ServiceSettings settings) => new(
        settings.ClientId is { } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned);
}
