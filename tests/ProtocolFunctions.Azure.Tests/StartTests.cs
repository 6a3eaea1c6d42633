using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ProtocolFunctions.Azure.Tests;

/// <summary>A start that would lose data, or let anybody in, does not happen; the settings at fault are named.</summary>
public sealed class StartTests
{
    private static readonly (string Name, string Value)[] azure =
    [
        ("Stores:Protocols", "Cosmos"), ("Cosmos:Endpoint", "https://account.documents.azure.com"),
        ("KeyVault:Uri", "https://company.vault.azure.net"), ("ServiceBusConnection:fullyQualifiedNamespace", "company.servicebus.windows.net"),
        ("Recordings:Endpoint", "https://company.blob.core.windows.net"),
        ("Identity:Mode", "Oidc"), ("Identity:Issuer", "https://login.example.com"), ("Identity:Audience", "protocols"),
    ];

    [Fact]
    public async Task Without_settings_nothing_of_the_cloud_is_there_and_each_part_is_asked_for()
    {
        var services = new ServiceCollection();
        var errors = await AzureService.AddAsync(services, Configuration([]), TimeProvider.System);
        Assert.Equal(["Identity:Mode", "KeyVault:Uri", "Recordings:Endpoint", "ServiceBusConnection:fullyQualifiedNamespace", "Stores:Protocols"], errors.Select(error => error.Name).Order());
        Assert.Empty(services);
    }

    [Fact]
    public void What_a_company_sets_is_enough()
    {
        var (settings, errors) = AzureSettings.Read(Configuration(azure));
        Assert.Empty(errors);
        Assert.NotNull(settings);
    }

    [Theory]
    [InlineData("Identity:Mode", "Development", "Identity:Mode")]
    [InlineData("Identity:Mode", "Nobody", "Identity:Mode")]
    [InlineData("Stores:Protocols", "Embedded", "Stores:Protocols")]
    [InlineData("Cosmos:Endpoint", "http://127.0.0.1:8081", "Cosmos:Endpoint")]
    [InlineData("Cosmos:Endpoint", "https://localhost:8081", "Cosmos:Endpoint")]
    [InlineData("KeyVault:Uri", "", "KeyVault:Uri")]
    [InlineData("ServiceBusConnection:fullyQualifiedNamespace", "", "ServiceBusConnection:fullyQualifiedNamespace")]
    [InlineData("Recordings:Endpoint", "", "Recordings:Endpoint")]
    [InlineData("Recordings:Endpoint", "http://127.0.0.1:10000/devstoreaccount1", "Recordings:Endpoint")]
    [InlineData("Recordings:Immutable", "maybe", "Recordings:Immutable")]
    [InlineData("Company:TimeZone", "Mars/Base", "Company:TimeZone")]
    [InlineData("Stores:Protocol", "Cosmos", "Stores:Protocol")]
    public void What_is_for_one_machine_or_nothing_at_all_is_refused_by_name(string name, string value, string refused)
    {
        var (settings, errors) = AzureSettings.Read(Configuration([.. azure, (name, value)]));
        Assert.Null(settings);
        Assert.Equal(refused, Assert.Single(errors).Name);
    }

    [Fact]
    public void The_sample_of_settings_starts_as_it_is_on_ones_own_machine_and_nowhere_else()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")));
        var values = sample.RootElement.GetProperty("Values").EnumerateObject()
            .Select(value => (value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString()!)).ToArray();

        Assert.Empty(AzureSettings.Read(Configuration([.. values, ("AZURE_FUNCTIONS_ENVIRONMENT", "Development")])).Errors);
        Assert.Equal(
            ["Cosmos:Endpoint", "Identity:Mode", "KeyVault:Uri", "Recordings:Endpoint", "ServiceBusConnection:fullyQualifiedNamespace"],
            AzureSettings.Read(Configuration(values)).Errors.Select(error => error.Name).Order());
    }

    [Fact]
    public void An_account_is_no_emulator_wherever_it_is_started() =>
        Assert.Equal(
            ["Identity:Mode"],
            AzureSettings.Read(Configuration([.. azure, ("Identity:Mode", "Development"), ("AZURE_FUNCTIONS_ENVIRONMENT", "Development")]))
                .Errors.Select(error => error.Name));

    private static IConfiguration Configuration((string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.GroupBy(setting => setting.Name).Select(group => KeyValuePair.Create(group.Key, (string?)group.Last().Value)))
        .Build();
}
