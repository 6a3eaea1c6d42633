using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Protocols.Api.Settings;

namespace ProtocolFunctions.Azure.Tests;

/// <summary>A start that would lose data, or let anybody in, does not happen; the settings at fault are named.</summary>
public sealed class StartTests
{
    [Fact]
    public void Without_settings_store_and_identity_are_missing()
    {
        var (errors, services) = Start();
        Assert.Equal(["Identity:Mode", "Stores:Protocols"], errors.Select(error => error.Name).Order());
        Assert.Empty(services);
    }

    [Theory]
    [InlineData("Identity:Mode", "Development")]
    [InlineData("Identity:Mode", "development")]
    [InlineData("Identity:Mode", "Nobody")]
    [InlineData("Stores:Protocols", "Embedded")]
    [InlineData("Stores:Protocols", "Nowhere")]
    public void What_is_for_one_machine_or_nothing_at_all_is_refused_once_and_by_its_value(string name, string value)
    {
        var (errors, services) = Start((name, value));
        Assert.StartsWith($"'{value}' ", Assert.Single(errors, error => error.Name == name).Reason, StringComparison.Ordinal);
        Assert.Empty(services);
    }

    [Fact]
    public void Every_other_setting_is_checked_as_in_any_shell()
    {
        var (errors, _) = Start(("Company:TimeZone", "Mars/Base"), ("Stores:Protocol", "Embedded"));
        Assert.Contains(errors, error => error.Name == "Company:TimeZone");
        Assert.Contains(errors, error => error.Name == "Stores:Protocol");
    }

    private static (IReadOnlyList<SettingError> Errors, IServiceCollection Services) Start(params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        return (AzureService.Add(services, configuration, TimeProvider.System), services);
    }
}
