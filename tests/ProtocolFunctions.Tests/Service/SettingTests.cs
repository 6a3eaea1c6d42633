using Protocols.Api.Settings;

namespace ProtocolFunctions.Tests.Service;

/// <summary>What may be set, and what a setting asks of the others.</summary>
public sealed class SettingTests
{
    [Fact]
    public void Every_setting_is_refused_when_it_is_nonsense_or_else_used()
    {
        Assert.NotEmpty(ServiceSettings.All);
        foreach (var setting in ServiceSettings.All)
        {
            var (settings, errors) = Read(setting.Name, "\u0007 nonsense");
            // Any text names a folder; the registry matters to templates that have a place for it.
            if (setting.Name == "Data:Directory")
                Assert.EndsWith("\u0007 nonsense", settings!.DataDirectory, StringComparison.Ordinal);
            else if (setting.Name == "Numbering:AnsRegistry")
                Assert.NotEmpty(Read(setting.Name, "12", ("Numbering:Template", "{ans:6}{yyyyMMdd}{seq:6}")).Errors);
            else
                Assert.Contains(errors, error => error.Name == setting.Name);
            Assert.All(new[] { setting.Allowed, setting.Meaning }, text => Assert.NotEqual("", text));
        }
    }

    [Fact]
    public void No_setting_needs_to_be_set_and_each_default_is_what_it_says()
    {
        var (settings, errors) = ServiceSettings.Read(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        Assert.Empty(errors);
        var (spelt, none) = Read("Data:Directory", "./data", [.. ServiceSettings.All.Select(setting => (setting.Name, setting.Default))]);
        Assert.Empty(none);
        Assert.Equal((settings!.DataDirectory, settings.TimeZone, settings.Numbers.Text), (spelt!.DataDirectory, spelt.TimeZone, spelt.Numbers.Text));
    }

    [Theory]
    [InlineData("Stores:Protocols", "Cosmos", "Cosmos:Endpoint")]
    [InlineData("Identity:Mode", "Oidc", "Identity:Issuer", "Identity:Audience")]
    public void What_another_setting_needs_is_asked_for_by_name(string name, string value, params string[] needed)
    {
        var errors = Read(name, value).Errors;
        Assert.Equal(needed, errors.Select(error => error.Name));
        Assert.All(errors, error => Assert.StartsWith($"is needed with {name}={value}; it may be ", error.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Cosmos:Endpoint", "http://account.documents.azure.com")]
    [InlineData("Cosmos:Endpoint", "account")]
    [InlineData("Identity:Issuer", "http://login.example.com")]
    [InlineData("KeyVault:Uri", "http://127.0.0.1")]
    public void What_would_travel_in_clear_is_refused(string name, string value) =>
        Assert.StartsWith($"'{value}' is not allowed", Assert.Single(Read(name, value).Errors).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mail:Host", "smtp.empresa.example", "Mail:From")]
    [InlineData("Mail:User", "sac", "Mail:Password")]
    [InlineData("Mail:Password", "segredo", "Mail:User")]
    [InlineData("Gateway:Url", "https://sms.empresa.example/send", "Gateway:Secret")]
    [Trait("Requirement", "M4")]
    public void What_a_carrier_needs_besides_is_asked_for_by_name(string name, string value, string needed) =>
        Assert.StartsWith($"is needed with {name}", Assert.Single(Read(name, value).Errors, error => error.Name == needed).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:Port", "65536")]
    [InlineData("Mail:Port", "25a")]
    [InlineData("Mail:Tls", "ssl")]
    [InlineData("Mail:From", "sac")]
    [InlineData("Mail:Host", "smtp empresa")]
    [InlineData("Gateway:Url", "http://sms.empresa.example")]
    [InlineData("Gateway:Secret", "segredo")]
    [InlineData("Gateway:Secret", "whsec_c2VncmVkbw==")]
    [Trait("Requirement", "M4")]
    public void A_carrier_that_is_set_wrong_is_refused(string name, string value)
    {
        var refused = Assert.Single(Read(name, value).Errors, error => error.Name == name);
        Assert.Contains("is not allowed; it may be ", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://10.1.2.3/send", "false", 1)]
    [InlineData("https://10.1.2.3/send", "true", 0)]
    [InlineData("https://169.254.169.254/send", "true", 1)]
    [InlineData("https://sms.empresa.example/send", "false", 0)]
    [InlineData("http://127.0.0.1:8080/send", "false", 0)]
    [Trait("Requirement", "M4")]
    public void A_gateway_stands_inside_the_company_only_where_that_is_said(string url, string inside, int wrong)
    {
        var (_, errors) = Read("Gateway:Url", url, ("Gateway:Private", inside), ("Gateway:Secret", $"whsec_{Convert.ToBase64String(new byte[32])}"));
        Assert.Equal(Enumerable.Repeat("Gateway:Url", wrong), errors.Select(error => error.Name));
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void A_password_is_not_told_in_clear_to_another_machine()
    {
        (string, string)[] rest = [("Mail:From", "sac@empresa.example"), ("Mail:User", "sac"), ("Mail:Password", "segredo"), ("Mail:Tls", "None")];
        Assert.Equal("Mail:Tls", Assert.Single(Read("Mail:Host", "smtp.empresa.example", rest).Errors).Name);
        Assert.Empty(Read("Mail:Host", "127.0.0.1", rest).Errors);
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void The_carriers_are_as_they_were_set()
    {
        var secret = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(b => (byte)b)]);
        var (settings, errors) = Read(
            "Mail:Host", "smtp.empresa.example", ("Mail:From", "SAC <sac@empresa.example>"), ("Mail:User", "sac"), ("Mail:Password", "segredo"), ("Mail:Port", "2525"),
            ("Gateway:Url", "https://sms.empresa.example/send"), ("Gateway:Secret", $"whsec_{secret}"));
        Assert.Empty(errors);
        Assert.Equal(new MailSettings("smtp.empresa.example", 2525, true, "sac", "segredo", new("sac@empresa.example", "SAC")), settings!.Mail);
        Assert.Equal((new Uri("https://sms.empresa.example/send"), secret), (settings.Gateway!.Url, Convert.ToBase64String([.. settings.Gateway.Secret])));
    }

    [Fact]
    [Trait("Requirement", "M5")]
    public void The_companys_rules_are_those_of_the_catalogue_that_is_named()
    {
        Assert.Equal("general", ServiceSettings.Read(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()).Settings!.Catalogue.Name);
        Assert.Equal("marketplace", Read("Catalog:Name", "Marketplace").Settings!.Catalogue.Name);
        Assert.Equal(
            "Catalog:Name: 'sac' is not allowed; it may be general, marketplace, software", Assert.Single(Read("Catalog:Name", "sac").Errors).ToString());
    }

    [Fact]
    public void A_secret_is_not_said_even_where_it_is_wrong()
    {
        var refused = Assert.Single(Read("Cosmos:Key", "c2VjcmV0!").Errors);
        Assert.Equal("Cosmos:Key", refused.Name);
        Assert.DoesNotContain("c2VjcmV0", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_part_of_the_cloud_is_as_it_was_set()
    {
        var (settings, errors) = Read(
            "Stores:Protocols", "cosmos", ("Cosmos:Endpoint", "https://account.documents.azure.com"), ("Cosmos:Database", "sac"),
            ("KeyVault:Uri", "https://company.vault.azure.net"), ("Azure:ClientId", "6f0c5a52-7f0e-4a0e-9d6b-0d7a3a7a8f11"),
            ("Identity:Mode", "oidc"), ("Identity:Issuer", "https://sso.acesso.gov.br/"), ("Identity:Audience", "sac"), ("Identity:DocumentClaim", "sub"));
        Assert.Empty(errors);
        Assert.Equal(new CosmosSettings(new("https://account.documents.azure.com"), "sac", null), settings!.CosmosAccount);
        Assert.Equal(new VaultSettings(new("https://company.vault.azure.net"), "protocols-key-ring", "protocols-signing-keys"), settings.Vault);
        Assert.Equal(new OidcSettings(new("https://sso.acesso.gov.br/"), "sac", "roles", "departments", "tiers", "sub"), settings.Issuer);
        Assert.Equal("6f0c5a52-7f0e-4a0e-9d6b-0d7a3a7a8f11", settings.ClientId);
        Assert.False(settings.CosmosAccount!.IsEmulator);
    }

    [Fact]
    public void Customers_may_have_an_issuer_of_their_own_and_it_must_be_another()
    {
        (string, string)[] staff = [("Identity:Mode", "Oidc"), ("Identity:Issuer", "https://login.example/"), ("Identity:Audience", "sac")];
        var (settings, errors) = Read("Identity:ConsumerIssuer", "https://sso.acesso.gov.br/", [.. staff, ("Identity:ConsumerAudience", "portal.example")]);
        Assert.Empty(errors);
        Assert.Equal(new ConsumerIssuer(new("https://sso.acesso.gov.br/"), "portal.example", "sub"), settings!.Issuer!.Consumers);

        Assert.Equal("Identity:ConsumerAudience", Assert.Single(Read("Identity:ConsumerIssuer", "https://sso.acesso.gov.br/", staff).Errors).Name);
        Assert.Equal("Identity:ConsumerIssuer", Assert.Single(Read("Identity:ConsumerAudience", "portal.example", staff).Errors).Name);
        Assert.Equal("Identity:ConsumerIssuer", Assert.Single(Read("Identity:ConsumerIssuer", "http://sso.example", [.. staff, ("Identity:ConsumerAudience", "x")]).Errors).Name);
        Assert.StartsWith(
            "Identity:ConsumerIssuer: is Identity:Issuer too",
            Assert.Single(Read("Identity:ConsumerIssuer", "https://login.example/", [.. staff, ("Identity:ConsumerAudience", "x")]).Errors).ToString(), StringComparison.Ordinal);
    }

    private static (ServiceSettings? Settings, IReadOnlyList<SettingError> Errors) Read(string name, string value, params (string, string)[] others)
    {
        var values = new Dictionary<string, string?>(others.Select(other => KeyValuePair.Create(other.Item1, (string?)other.Item2))) { [name] = value };
        var builder = new Microsoft.Extensions.Configuration.ConfigurationBuilder();
        builder.Sources.Add(new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = values });
        return ServiceSettings.Read(builder.Build());
    }
}
