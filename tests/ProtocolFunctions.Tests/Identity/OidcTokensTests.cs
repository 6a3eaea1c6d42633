using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using ProtocolFunctions.Tests.Stores;
using Protocols;
using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.People;

namespace ProtocolFunctions.Tests.Identity;

/// <summary>Only what the issuer has signed for us, now, says who calls.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit disposes it through IAsyncLifetime.")]
public sealed class OidcTokensTests : IAsyncLifetime
{
    private readonly ManualClock clock = new();
    private SmallIssuer issuer = null!;
    private OidcTokens tokens = null!;

    public async Task InitializeAsync()
    {
        issuer = await SmallIssuer.StartAsync();
        tokens = new(Settings(), clock);
    }

    public async Task DisposeAsync()
    {
        tokens.Dispose();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_good_token_names_the_caller_by_the_claims_that_are_set()
    {
        tokens = new(Settings() with { DocumentClaim = "sub", DepartmentsClaim = "groups", TiersClaim = "lines" }, clock);
        var caller = await ReadAsync(issuer.Token(
            clock.Time, null, ("sub", "52998224725"), ("roles", new[] { "consumer", "supervisor", "nobody" }), ("groups", "billing"), ("lines", new[] { "n2" })));

        Assert.Equal(("52998224725", "Ana Prado"), (caller!.Id, caller.Name));
        Assert.Equal(Roles.Consumer | Roles.Agent | Roles.Supervisor, caller.Roles);
        Assert.Equal("52998224725", caller.Document?.Value);
        Assert.Equal(["billing"], caller.Departments);
        Assert.Equal([Tier.N2], caller.Tiers);
    }

    [Theory]
    [InlineData("realm_access.roles", "realm_access", """{ "roles": ["supervisor", "offline_access"] }""")]
    [InlineData("resource_access.sac.app.roles", "resource_access", """{ "sac.app": { "roles": ["supervisor"] }, "sac": { "roles": ["admin"] } }""")]
    [InlineData("https://company.example/roles", "https://company.example/roles", """["supervisor"]""")]
    [InlineData("roles", "roles", "\"supervisor\"")]
    public async Task Roles_are_found_wherever_the_issuer_keeps_them(string path, string claim, string value)
    {
        tokens = new(Settings() with { RolesClaim = path }, clock);
        var nothing = JsonSerializer.Deserialize<JsonElement>("[]");
        var caller = await ReadAsync(issuer.Token(clock.Time, null, ("roles", nothing), (claim, JsonSerializer.Deserialize<JsonElement>(value))));
        Assert.Equal(RoleNames.Granted("supervisor"), caller?.Roles);
        Assert.Null(await ReadAsync(issuer.Token(clock.Time, null, ("roles", nothing))));
    }

    [Fact]
    public async Task A_token_of_another_audience_or_issuer_is_nobodys()
    {
        Assert.Equal(SignIn.Audience, await RefusedAsync(issuer.Token(clock.Time, token => token.Audience = "another")));
        Assert.Equal(SignIn.Issuer, await RefusedAsync(issuer.Token(clock.Time, token => token.Issuer = "https://another.example")));
        await using var another = await SmallIssuer.StartAsync();
        Assert.Equal(SignIn.UnknownKey, await RefusedAsync(another.Token(clock.Time, token => token.Issuer = issuer.Url)));
    }

    [Fact]
    public async Task A_token_out_of_its_time_is_nobodys_and_one_without_an_end_too()
    {
        Assert.Equal(SignIn.OutOfTime, await RefusedAsync(issuer.Token(clock.Time.AddHours(-2))));
        Assert.Equal(SignIn.OutOfTime, await RefusedAsync(issuer.Token(clock.Time.AddHours(2))));
        Assert.Equal(SignIn.OutOfTime, await RefusedAsync(issuer.Token(clock.Time, token => token.Expires = null)));
    }

    [Fact]
    public async Task Two_minutes_between_the_clocks_are_forgiven_and_no_more()
    {
        Assert.NotNull(await ReadAsync(issuer.Token(clock.Time.AddSeconds(110))));
        Assert.NotNull(await ReadAsync(issuer.Token(clock.Time.AddHours(-1).AddSeconds(-110))));
        Assert.Null(await ReadAsync(issuer.Token(clock.Time.AddSeconds(130))));
        Assert.Null(await ReadAsync(issuer.Token(clock.Time.AddHours(-1).AddSeconds(-130))));
    }

    [Fact]
    public async Task A_token_that_was_good_is_nobodys_once_it_has_ended()
    {
        var token = issuer.Token(clock.Time);
        Assert.NotNull(await ReadAsync(token));
        clock.Time += TimeSpan.FromMinutes(63);
        Assert.Null(await ReadAsync(token));
    }

    [Fact]
    public async Task An_altered_token_is_nobodys()
    {
        var parts = issuer.Token(clock.Time).Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("agent", "admin", StringComparison.Ordinal);
        Assert.Contains("admin", payload, StringComparison.Ordinal);
        Assert.Equal(SignIn.Signature, await RefusedAsync($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}"));
    }

    [Fact]
    public async Task A_token_that_nobody_signed_or_that_anybody_could_sign_is_nobodys()
    {
        var payload = issuer.Token(clock.Time).Split('.')[1];
        foreach (var none in new[] { "none", "None", "NONE" })
            Assert.NotNull(await RefusedAsync($"{Base64UrlEncoder.Encode($$"""{"alg":"{{none}}","typ":"JWT"}""")}.{payload}."));

        var known = Encoding.ASCII.GetBytes(issuer.PublicKey.Rsa?.ExportRSAPublicKeyPem() ?? JsonWebKeyConverter.ConvertFromRSASecurityKey(issuer.PublicKey).N);
        var shared = new SymmetricSecurityKey(known) { KeyId = issuer.PublicKey.KeyId };
        Assert.Null(await ReadAsync(issuer.Token(clock.Time, token => token.SigningCredentials = new(shared, SecurityAlgorithms.HmacSha256))));
    }

    [Fact]
    public async Task The_key_that_a_token_names_must_have_signed_it()
    {
        Assert.Equal(SignIn.UnknownKey, await RefusedAsync(issuer.Token(clock.Time, token => token.SigningCredentials = issuer.SigningAs("another"))));
        await using var another = await SmallIssuer.StartAsync();
        Assert.Equal(SignIn.Signature, await RefusedAsync(
            issuer.Token(clock.Time, token => token.SigningCredentials = another.SigningAs(issuer.PublicKey.KeyId))));
    }

    [Fact]
    public async Task A_token_without_a_role_we_know_or_without_a_subject_is_nobodys()
    {
        Assert.Equal(SignIn.Claims, await RefusedAsync(issuer.Token(clock.Time, null, ("roles", new[] { "boss" }))));
        Assert.Null(await ReadAsync(issuer.Token(clock.Time, null, ("roles", 7))));
        Assert.Null(await ReadAsync(issuer.Token(clock.Time, null, ("sub", ""))));
    }

    [Fact]
    public async Task Nothing_that_is_no_bearer_token_is_read()
    {
        Assert.Equal(SignIn.Nobody, await tokens.ReadAsync(Request(null)));
        foreach (var rubbish in new[] { "rubbish", "a.b.c", "..", "", new string('.', 9_000), "é.é.é" })
            Assert.Equal(SignIn.Unreadable, await RefusedAsync(rubbish));
        Assert.Equal(SignIn.Refuse(SignIn.Unreadable), await tokens.ReadAsync(Request($"Basic {issuer.Token(clock.Time)}")));
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_makes_nobody_of_nobody()
    {
        var token = issuer.Token(clock.Time);
        await issuer.DisposeAsync();
        await Assert.ThrowsAsync<IssuerUnreachableException>(() => ReadAsync(token));
        Assert.Null(await ReadAsync(null));
    }

    [Fact]
    public async Task What_may_be_seen_is_never_more_because_a_claim_cannot_be_read()
    {
        Assert.Null(await ReadAsync(issuer.Token(clock.Time, null, ("tiers", new[] { "n2", "n4" }))));
        Assert.Null(await ReadAsync(issuer.Token(clock.Time, null, ("departments", new[] { 101, 102 }))));
        Assert.Empty((await ReadAsync(issuer.Token(clock.Time, null, ("departments", Array.Empty<string>()))))!.Departments);
    }

    [Fact]
    public async Task A_rotated_key_is_found_without_a_restart_and_the_old_one_is_good_no_more()
    {
        var seen = issuer.Token(clock.Time);
        Assert.NotNull(await ReadAsync(seen));
        Assert.NotNull(await ReadAsync(seen));
        var replayed = issuer.Token(clock.Time, null, ("name", "Bia"));
        issuer.RotateKey();

        Caller? caller = null;
        for (var tries = 0; caller is null && tries < 100; tries++)
        {
            caller = await ReadAsync(issuer.Token(clock.Time, null, ("name", "Bia")));
            await Task.Delay(50);
        }

        Assert.Equal("Bia", caller?.Name);
        Assert.Null(await ReadAsync(replayed));
        // Remembered or not: what it was good by is gone.
        Assert.Null(await ReadAsync(seen));
    }

    private OidcSettings Settings() => new(new(issuer.Url), SmallIssuer.Audience, "roles", "departments", "tiers", "document");

    private async Task<Caller?> ReadAsync(string? token) => (await tokens.ReadAsync(Request(token is null ? null : $"Bearer {token}"))).Caller;

    /// <summary>Why it is nobody's.</summary>
    private async Task<string?> RefusedAsync(string token)
    {
        var read = await tokens.ReadAsync(Request($"Bearer {token}"));
        Assert.Null(read.Caller);
        return read.Refused;
    }

    private static DefaultHttpContext Request(string? authorization)
    {
        var http = new DefaultHttpContext();
        if (authorization is not null)
            http.Request.Headers.Authorization = authorization;
        return http;
    }
}
