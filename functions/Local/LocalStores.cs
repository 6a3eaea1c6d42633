using System.Diagnostics.CodeAnalysis;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Azure.Cosmos;
using Protocols.Api.Settings;
using Protocols.Chain;
using Protocols.Numbering;
using Protocols.Ports;
using Protocols.Proving;
using Protocols.Stores.Cosmos;
using Protocols.Stores.Embedded;
using Protocols.Stores.Embedded.Files;
using Protocols.Stores.Keys;

namespace Protocols.Local;

/// <summary>The stores and the key ring that the settings name: the one place of this shell where they are chosen.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "It owns the store that it opens.")]
internal sealed class LocalStores : IAsyncDisposable
{
    private const string QueueFolder = "queues";

    private readonly IAsyncDisposable store;
    private readonly EmbeddedStore? queues;

    /// <param name="queues">Set where the protocols are kept elsewhere and the queues here.</param>
    private LocalStores(StoreSet set, IAsyncDisposable store, EmbeddedStore? queues = null) => (Set, this.store, this.queues) = (set, store, queues);

    public StoreSet Set { get; private set; }

    /// <summary>Null where the protocols are kept elsewhere.</summary>
    public EmbeddedStore? Embedded => store as EmbeddedStore;

    /// <returns>Null, with the reason among <paramref name="errors"/>, where what a setting names cannot be used.</returns>
    /// <exception cref="DataDirectoryInUseException">Another process uses the folder.</exception>
    public static async Task<LocalStores?> OpenAsync(ServiceSettings settings, TimeProvider clock, List<SettingError> errors)
    {
        if (await RingAsync(settings, errors) is not { } ring || await SigningAsync(settings, errors) is not { } signing)
            return null;
        var stores = settings.CosmosAccount is { } account
            ? await CosmosAsync(settings, account, ring, clock, errors, create: true)
            : Of(EmbeddedStore.Open(settings.DataDirectory, clock), ring);
        if (stores is null)
            return null;
        stores.Set = stores.Set with { Signing = signing, SealArchive = ArchiveOf(settings) };
        if (await WhyNotAsync(stores, settings, clock) is not { } reason)
        {
            if (stores.Embedded is { CopiedAt: not null } copy)
                await copy.BeginCopyAsync(SequenceRestart.At(settings.Numbers, settings.TimeZone, clock.GetUtcNow()), CancellationToken.None);
            return stores;
        }
        await stores.DisposeAsync();
        errors.Add(reason);
        return null;
    }

    private static SealFiles ArchiveOf(ServiceSettings settings) => new(Path.Combine(settings.DataDirectory, SealFiles.Folder));

    private static async Task<SettingError?> WhyNotAsync(LocalStores stores, ServiceSettings settings, TimeProvider clock)
    {
        try
        {
            return await KeyRingCheck.WhyNotAsync(stores.Set, clock, CancellationToken.None) is { } reason
                ? new(settings.Vault is null ? "Data:Directory" : "KeyVault:Secret", reason)
                : null;
        }
        catch (Exception unanswered) when (unanswered is StoreBusyException or InvalidOperationException)
        {
            return new("Cosmos:Endpoint", $"'{settings.CosmosAccount?.Endpoint}' cannot be used: {FirstLine(unanswered.Message)}");
        }
    }

    /// <summary>For reading only, also while the service runs; whether the ring fits is for the reader to find out.</summary>
    /// <inheritdoc cref="OpenAsync" path="/returns"/>
    public static async Task<LocalStores?> OpenToReadAsync(ServiceSettings settings, List<SettingError> errors)
    {
        if (settings.CosmosAccount is null)
        {
            var store = EmbeddedStore.OpenReadOnly(settings.DataDirectory);
            if (await RingAsync(settings, errors) is { } ring)
            {
                var opened = Of(store, ring);
                opened.Set = opened.Set with { SealArchive = ArchiveOf(settings) };
                return opened;
            }
            await store.DisposeAsync();
            return null;
        }
        return await RingAsync(settings, errors) is { } keys
            ? await CosmosAsync(settings, settings.CosmosAccount, keys, TimeProvider.System, errors, create: false)
            : null;
    }

    /// <summary>The key ring alone, for commands that need nothing else.</summary>
    public static Task<KeyRing?> RingAsync(ServiceSettings settings, List<SettingError> errors) =>
        Keys(settings).RingAsync(settings.Vault?.Secret, reason => errors.Add(new("KeyVault:Uri", reason)));

    private static Task<SigningKeys?> SigningAsync(ServiceSettings settings, List<SettingError> errors) =>
        Keys(settings).SigningAsync(settings.Vault?.SigningSecret, reason => errors.Add(new("KeyVault:SigningSecret", reason)));

    private static KeySource Keys(ServiceSettings settings) =>
        new(settings.DataDirectory, settings.Vault is { } vault ? new SecretClient(vault.Uri, Person()) : null);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        if (queues is not null)
            await queues.DisposeAsync();
    }

    private static LocalStores Of(EmbeddedStore store, KeyRing ring) => new(store.Under(ring), store);

    private static async Task<LocalStores?> CosmosAsync(
        ServiceSettings settings, CosmosSettings account, KeyRing ring, TimeProvider clock, List<SettingError> errors, bool create)
    {
        try
        {
            var connection = new CosmosConnection(account.Endpoint, account.Database)
            {
                Key = account.Key,
                Credential = account.Key is null ? Person() : null,
                // Who has no key may not create; then the deployment has.
                Create = create && account.Key is not null,
            };
            var store = await CosmosStore.OpenAsync(connection, clock, CancellationToken.None);
            // A namespace of Service Bus is the deployment's; one machine has its queues in a folder.
            var queues = create ? EmbeddedStore.Open(Path.Combine(settings.DataDirectory, QueueFolder), clock) : null;
            return new(store.Under(ring) with { Queues = queues?.Queues, Contents = queues?.Contents }, store, queues);
        }
        catch (Exception unusable) when (unusable is CosmosException or HttpRequestException)
        {
            errors.Add(new("Cosmos:Endpoint", $"'{account.Endpoint}' cannot be used: {FirstLine(unusable.Message)}"));
            return null;
        }
    }

    /// <summary>Whoever is signed in on this machine.</summary>
    private static DefaultAzureCredential Person() => new DefaultAzureCredential();

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
