using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using ProtocolFunctions.Tests.Stores;
using Protocols.Api.Identity;
using Protocols.People;

namespace ProtocolFunctions.Tests.Identity;

/// <summary>Staff sign in with the company's issuer, customers with another, such as gov.br; neither speaks for the other.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit disposes it through IAsyncLifetime.")]
public sealed class ConsumerIssuerTests : IAsyncLifetime
{
    private const string Cpf = "52998224725";

    private readonly ManualClock clock = new();
    private SmallIssuer staff = null!, govBr = null!;
    private OidcTokens tokens = null!;

    public async Task InitializeAsync()
    {
        (staff, govBr) = (await SmallIssuer.StartAsync(), await SmallIssuer.StartAsync());
        tokens = new(
            new(new(staff.Url), SmallIssuer.Audience, "roles", "departments", "tiers", "document") { Consumers = new(new(govBr.Url), "portal", "sub") },
            clock);
    }

    public async Task DisposeAsync()
    {
        tokens.Dispose();
        await staff.DisposeAsync();
        await govBr.DisposeAsync();
    }

    [Fact]
    public async Task A_customer_is_one_whatever_his_token_claims()
    {
        var read = (await ReadAsync(Customers(("roles", new[] { "admin", "compliance" }), ("departments", new[] { "sul" }), ("tiers", new[] { "n9" })))).Caller;

        Assert.Equal((Roles.Consumer, Cpf), (read!.Roles, read.Document?.Value));
        Assert.Empty(read.Departments);
        Assert.Equal("consumer", read.Actor.Id);
    }

    [Fact]
    public async Task Staff_are_read_as_before()
    {
        var read = (await ReadAsync(staff.Token(clock.Time))).Caller;
        Assert.Equal((Roles.Agent, "ana"), (read!.Roles, read.Id));
    }

    [Fact]
    public async Task Neither_issuer_signs_in_the_others_name_nor_for_the_others_audience()
    {
        Assert.Equal(SignIn.UnknownKey, (await ReadAsync(govBr.Token(clock.Time, token => token.Issuer = staff.Url))).Refused);
        Assert.Equal(SignIn.UnknownKey, (await ReadAsync(staff.Token(clock.Time, token => (token.Issuer, token.Audience) = (govBr.Url, "portal")))).Refused);
        Assert.Equal(SignIn.Audience, (await ReadAsync(govBr.Token(clock.Time))).Refused);
        Assert.Equal(SignIn.Audience, (await ReadAsync(staff.Token(clock.Time, token => token.Audience = "portal"))).Refused);
    }

    [Fact]
    public async Task A_subject_that_is_no_CPF_owns_nothing() =>
        Assert.Null((await ReadAsync(Customers(("sub", "maria")))).Caller!.Document);

    [Fact]
    public async Task One_that_cannot_be_reached_keeps_nobody_out_but_its_own()
    {
        await govBr.DisposeAsync();
        Assert.NotNull((await ReadAsync(staff.Token(clock.Time))).Caller);
        Assert.Equal(SignIn.Issuer, (await ReadAsync(staff.Token(clock.Time, token => token.Issuer = "https://another.example"))).Refused);
        await Assert.ThrowsAsync<IssuerUnreachableException>(() => ReadAsync(Customers()));
    }

    private string Customers(params (string Name, object Value)[] claims) =>
        govBr.Token(clock.Time, token => token.Audience = "portal", [("sub", Cpf), ("name", "Maria Souza"), .. claims]);

    private async Task<SignIn> ReadAsync(string token)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = $"Bearer {token}";
        return await tokens.ReadAsync(http);
    }
}
