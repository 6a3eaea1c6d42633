using ProtocolFunctions.Tests.Identity;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>The service as a company runs it: staff of one issuer, customers of another, and somebody who is more than one thing.</summary>
public sealed class TwoIssuerTests : IAsyncLifetime
{
    private const string Cpf = "52998224725";

    private SmallIssuer staff = null!, govBr = null!;
    private RunningService service = null!;

    public async Task InitializeAsync()
    {
        (staff, govBr) = (await SmallIssuer.StartAsync(), await SmallIssuer.StartAsync());
        service = await RunningService.WithAsync(
            "--Identity:Mode", "Oidc", "--Identity:Issuer", staff.Url, "--Identity:Audience", SmallIssuer.Audience, "--Identity:RolesClaim", "realm_access.roles",
            "--Identity:ConsumerIssuer", govBr.Url, "--Identity:ConsumerAudience", "portal");
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await staff.DisposeAsync();
        await govBr.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "M22")]
    public async Task A_customer_of_gov_br_sees_his_protocols_and_becomes_nothing_else_by_what_his_token_claims()
    {
        var ana = Staff("ana", "agent");
        var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        var maria = Customer(Cpf);
        Assert.Equal([number], (await maria.SendAsync("GET", "consumer/protocols", null)).Expect(200).Numbers);
        (await maria.ReadAsync(number)).Expect(200);
        Assert.Equal("403 role-forbidden", (await maria.ListAsync()).Refusal);
        Assert.Equal("403 role-forbidden", (await maria.SendAsync("POST", "sweeps/outbox", new { })).Refusal);
        Assert.Equal("404 protocol-not-found", (await Customer("11144477735").ReadAsync(number)).Refusal);
    }

    [Fact]
    public async Task What_one_role_lets_him_see_another_does_not_let_him_change()
    {
        var others = await Staff("ana", "agent").OpenedAsync(Samples.Contact());
        var both = Staff("site", "client", "compliance");
        var own = await both.OpenedAsync(Samples.Contact());
        (await both.ReadAsync(others)).Expect(200);
        (await both.AmendAsync(own, new { detail = "x" })).Expect(200);
        Assert.Equal("403 role-forbidden", (await both.AmendAsync(others, new { detail = "x" })).Refusal);
        Assert.Equal("403 role-forbidden", (await both.HearAsync(others, "x")).Refusal);
        // Telephony adds recordings to any, whatever else it is.
        (await both.RecordAsync(others, Audio.Wav(200))).Expect(201);
        Assert.Equal("404 protocol-not-found", (await both.AmendAsync(Samples.UnknownNumber, new { detail = "x" })).Refusal);
    }

    [Fact]
    public async Task A_refused_token_is_on_record_without_what_it_claims()
    {
        Assert.Equal("401 unauthenticated", (await service.With(govBr.Token(Now)).ListAsync()).Refusal);
        var log = (await Staff("otto", "compliance").SendAsync("GET", "audit-log", null)).Expect(200);
        Assert.StartsWith("audience 1 ", Assert.Single(log.Items()).GetProperty("item").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ana", log.Text, StringComparison.Ordinal);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private Desk Staff(string id, params string[] roles) =>
        service.With(staff.Token(Now, null, ("sub", id), ("roles", Array.Empty<string>()), ("realm_access", new Dictionary<string, object> { ["roles"] = roles })));

    private Desk Customer(string cpf) => service.With(govBr.Token(
        Now, token => token.Audience = "portal", ("sub", cpf), ("roles", new[] { "admin" }), ("realm_access", new Dictionary<string, object> { ["roles"] = new[] { "admin" } })));
}
