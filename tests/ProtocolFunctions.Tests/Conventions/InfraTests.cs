using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Protocols.Api.Settings;
using Protocols.Ports;
using Protocols.Stores.Cosmos;
using Protocols.Sweeping;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>What is deployed is what the code asks for.</summary>
public sealed partial class InfraTests
{
    [Fact]
    public void The_containers_are_those_of_the_code_and_indexed_and_ended_alike()
    {
        var text = InfraFiles.Module("cosmos");
        var deployed = InfraFiles.Rows(text, "containers").ToDictionary(row => row["name"]);
        var ending = Quoted().Matches(Ending().Match(text).Value).Select(name => name.Groups[1].Value).ToList();

        Assert.Equal(Containers.All().Select(container => container.Id).Order(), deployed.Keys.Append(Containers.Protocols).Order());
        foreach (var container in Containers.All())
        {
            Assert.Equal(container.DefaultTimeToLive is not null, ending.Contains(container.Id));
            if (container.Id == Containers.Protocols)
                continue;
            Assert.Equal(container.PartitionKeyPath, deployed[container.Id]["key"]);
            var indexed = deployed[container.Id]["indexing"];
            Assert.Equal(container.IndexingPolicy.IncludedPaths.Select(path => path.Path), Included(text, indexed));
            Assert.Equal(IndexingMode.Consistent, container.IndexingPolicy.IndexingMode);
        }
        Assert.Contains("partitionKey: { paths: ['/number'],", text, StringComparison.Ordinal);
        Assert.Contains("loadJsonContent('../../functions/Protocols.Stores/Cosmos/protocols.indexing.json')", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_queues_are_those_of_the_code()
    {
        var text = InfraFiles.Module("servicebus");
        var deployed = InfraFiles.Rows(text, "queues").ToDictionary(row => row["name"], row => row["sessions"] == "true");

        Assert.Equal(QueueDefinition.All.ToDictionary(queue => queue.Name, queue => queue.Sessions), deployed);
        Assert.All(QueueDefinition.All, queue =>
        {
            Assert.Equal(queue.Lock, XmlConvert.ToTimeSpan(Said(text, "lockDuration")));
            Assert.Equal(queue.DuplicateWindow, XmlConvert.ToTimeSpan(Said(text, "duplicateDetectionHistoryTimeWindow")));
            Assert.Equal($"{queue.MaxDeliveries}", Said(text, "maxDeliveryCount"));
        });
        Assert.Equal("true", Said(text, "requiresDuplicateDetection"));
        Assert.Equal("true", Said(text, "deadLetteringOnMessageExpiration"));
    }

    [Fact]
    public void The_settings_are_ones_that_there_are()
    {
        string[] hosts =
        [
            "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureWebJobsDisableHomepage",
            "AzureWebJobsStorage:blobServiceUri", "AzureWebJobsStorage:clientId", "AzureWebJobsStorage:credential",
        ];
        var given = Settings().Keys.Concat(Secrets().Select(secret => secret.Name)).ToList();

        Assert.Equal(hosts, given.Where(name => ServiceSettings.All.All(setting => setting.Name != name)).Order());
        Assert.All(ServiceSettings.All.Where(setting => given.Contains(setting.Name)), setting => Assert.True(
            !setting.IsSecret || Secrets().Any(secret => secret.Name == setting.Name), $"{setting.Name} is a secret and stands in the deployment"));
    }

    [Fact]
    public void With_the_settings_given_the_service_starts_in_Azure()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build();

        var (settings, errors) = ServiceSettings.Read(configuration);

        Assert.Empty(errors);
        Assert.NotNull(settings);
        Assert.False(settings.CosmosAccount!.IsEmulator);
        Assert.False(settings.Recordings!.IsEmulator);
        Assert.True(settings.Recordings.Immutable);
        Assert.True(settings.Seals.Immutable);
        Assert.NotNull(settings.ServiceBus!.Namespace);
        Assert.NotNull(settings.Issuer);
        Assert.NotNull(settings.Vault);
        Assert.NotNull(settings.ClientId);
    }

    [Fact]
    public void Every_container_that_the_service_writes_into_is_made_with_its_protection_and_its_rights()
    {
        var (storage, app, main) = (InfraFiles.Module("storage"), InfraFiles.Fields(InfraFiles.Module("app"), "own"), InfraFiles.Read("main.bicep"));
        var settings = app.Keys.Where(name => name.EndsWith("__Container", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ServiceSettings.All.Select(setting => setting.Name).Where(name => name.EndsWith(":Container", StringComparison.Ordinal)).Order(), settings.Select(Colons).Order());
        Assert.All(settings, setting =>
        {
            var output = Regex.Match(storage, $@"output {app[setting]} string = (\w+)\.name").Groups[1].Value;
            var made = storage[storage.IndexOf($"resource {output} '", StringComparison.Ordinal)..];
            Assert.Contains("immutableStorageWithVersioning: { enabled:", made[..made.IndexOf("\n}", StringComparison.Ordinal)], StringComparison.Ordinal);
            Assert.Matches($@"containers: \[[^\]]*storage\.outputs\.{app[setting]}\b", main);
        });
    }

    [Fact]
    public void The_secrets_that_the_deployment_makes_are_those_that_are_looked_for()
    {
        var hook = InfraFiles.Read("hooks", "first-keys.sh");
        string[] names = ["KeyVault:Secret", "KeyVault:SigningSecret"];
        Assert.All(names, name => Assert.Contains($"put {ServiceSettings.All.Single(setting => setting.Name == name).Default} ", hook, StringComparison.Ordinal));
        Assert.Contains("run: infra/hooks/first-keys.sh", File.ReadAllText(Path.Combine(Sources.Root(), "azure.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Rights_are_given_in_one_place_and_are_those_that_an_adapter_needs()
    {
        string[] needed =
        [
            "Azure Service Bus Data Receiver", "Azure Service Bus Data Sender", "Cosmos DB Built-in Data Contributor", "Key Vault Secrets Officer",
            "Key Vault Secrets User", "Monitoring Metrics Publisher", "Storage Blob Data Owner",
        ];
        var modules = InfraFiles.Modules();
        Assert.Equal(["permissions"], modules.Where(module => Assignment().IsMatch(module.Value)).Select(module => module.Key));

        var roles = Role().Matches(modules["permissions"]).Select(role => (Name: role.Groups["name"].Value, Id: role.Groups["id"].Value)).Distinct().ToList();
        Assert.Equal(needed, roles.Select(role => role.Name).Append("Cosmos DB Built-in Data Contributor").Order());
        Assert.Equal(roles.Count, roles.Select(role => role.Id).Distinct().Count());
        Assert.All(InfraFiles.Fields(modules["permissions"], "roles"), role => Assert.Contains($"roleDefinitions', roles.{role.Key})", Spread(modules["permissions"]), StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_can_be_opened_by_a_key_or_an_old_protocol()
    {
        (string Module, string Says)[] closed =
        [
            ("cosmos", "disableLocalAuth: true"), ("cosmos", "disableKeyBasedMetadataWriteAccess: true"), ("cosmos", "minimalTlsVersion: 'Tls12'"),
            ("servicebus", "disableLocalAuth: true"), ("servicebus", "minimumTlsVersion: '1.2'"),
            ("storage", "allowSharedKeyAccess: false"), ("storage", "allowBlobPublicAccess: false"), ("storage", "minimumTlsVersion: 'TLS1_2'"),
            ("keyvault", "enableRbacAuthorization: true"), ("keyvault", "enablePurgeProtection: true"),
            ("monitoring", "DisableLocalAuth: true"), ("monitoring", "disableLocalAuth: true"),
            ("app", "httpsOnly: true"), ("app", "minTlsVersion: '1.2'"), ("app", "properties: { allow: false }"),
        ];
        Assert.All(closed, one => Assert.Contains(one.Says, InfraFiles.Module(one.Module), StringComparison.Ordinal));
        Assert.DoesNotContain("tierToArchive", InfraFiles.Module("storage"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_passes_that_are_watched_are_those_that_there_are()
    {
        var watched = Quoted().Matches(InfraFiles.Read("queries", "sweep-not-run.kql").Split('[')[1].Split(']')[0]).Select(name => name.Groups[1].Value);
        Assert.Equal(Sweeps.Names.Order(), watched.Order());
    }

    /// <summary>As the app gets them, with something of the right form for what only a deployment knows.</summary>
    private static Dictionary<string, string?> Settings()
    {
        var known = new Dictionary<string, string>
        {
            ["clientId"] = "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            ["cosmosEndpoint"] = "https://company.documents.azure.com:443/",
            ["databaseName"] = "protocols",
            ["identityAudience"] = "api://protocols",
            ["identityIssuer"] = "https://login.company.example/",
            ["keyVaultUri"] = "https://company.vault.azure.net/",
            ["recordingsContainer"] = Said(InfraFiles.Module("storage"), "name", after: "resource kept "),
            ["recordingsEndpoint"] = "https://company.blob.core.windows.net/",
            ["recordingsImmutable ? 'true' : 'false'"] = "true",
            ["sealsContainer"] = Said(InfraFiles.Module("storage"), "name", after: "resource sealed "),
            ["sealsImmutable ? 'true' : 'false'"] = "true",
            ["serviceBusHost"] = "company.servicebus.windows.net",
            ["hostBlobEndpoint"] = "https://host.blob.core.windows.net/",
            ["insightsConnection"] = "InstrumentationKey=0",
        };
        var own = InfraFiles.Fields(InfraFiles.Module("app"), "own").ToDictionary(
            field => Colons(field.Key),
            field => field.Value.StartsWith('\'') ? field.Value.Trim('\'').Replace("${clientId}", known["clientId"], StringComparison.Ordinal) : known[field.Value]);
        using var parameters = JsonDocument.Parse(InfraFiles.Read("main.parameters.json"));
        foreach (var chosen in parameters.RootElement.GetProperty("parameters").GetProperty("settings").GetProperty("value").EnumerateObject())
            own.Add(Colons(chosen.Name), chosen.Value.GetString()!);
        return own.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
    }

    /// <summary>Those whose values the platform reads from the vault.</summary>
    private static List<(string Name, string Secret)> Secrets()
    {
        var found = Referred().Matches(InfraFiles.Module("app")).Select(reference => (Colons(reference.Groups["name"].Value), reference.Groups["secret"].Value)).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    /// <summary>The loop over roles as if each were given by itself.</summary>
    private static string Spread(string permissions) =>
        permissions + string.Concat(Looped().Match(permissions).Groups[1].Value.Split(", ").Select(role => $"roleDefinitions', {role})"));

    private static string Colons(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    private static string Said(string text, string property, string after = "") =>
        Regex.Match(text[text.IndexOf(after, StringComparison.Ordinal)..], $@"\b{property}: '?([^'\s,}}]+)").Groups[1].Value;

    private static IEnumerable<string> Included(string text, string policy)
    {
        var from = text.IndexOf($"var {policy} = ", StringComparison.Ordinal);
        var list = text[text.IndexOf("includedPaths: [", from, StringComparison.Ordinal)..];
        return Quoted().Matches(list[..list.IndexOf(']', StringComparison.Ordinal)]).Select(path => path.Groups[1].Value);
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^var ending = \[.*\]$", RegexOptions.Multiline)]
    private static partial Regex Ending();

    [GeneratedRegex(@"for role in \[([^\]]+)\]")]
    private static partial Regex Looped();

    [GeneratedRegex(@"roleAssignments@|sqlRoleAssignments@")]
    private static partial Regex Assignment();

    [GeneratedRegex("'(?<id>[0-9a-f-]{36})' // (?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Role();

    [GeneratedRegex(@"\{ (?<name>\w+): '@Microsoft\.KeyVault\([^)]*SecretName=(?<secret>[\w-]+)\)'")]
    private static partial Regex Referred();
}
