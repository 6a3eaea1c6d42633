using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Protocols;
using Protocols.Api.Identity;
using Protocols.Chain;
using Protocols.Customers;
using Protocols.People;

namespace ProtocolFunctions.Tests.Service;

/// <summary>What a development token carries is what the caller becomes.</summary>
public sealed class DevelopmentTokenTests
{
    private readonly KeyRing ring = new([new("k1", RandomNumberGenerator.GetBytes(KeyRing.KeyBytes))]);

    [Fact]
    public async Task A_token_of_another_ring_or_past_its_end_is_nobody()
    {
        var tokens = new DevelopmentTokens(ring, TimeProvider.System);
        var other = new DevelopmentTokens(new([new("k1", RandomNumberGenerator.GetBytes(KeyRing.KeyBytes))]), TimeProvider.System);
        var later = new MovableClock(TimeProvider.System);
        var expiring = new DevelopmentTokens(ring, later);
        var (token, _) = expiring.Issue(new("agent", "ana"));

        Assert.Equal(SignIn.UnknownKey, (await other.ReadAsync(Bearing(token))).Refused);
        Assert.Equal("ana", (await expiring.ReadAsync(Bearing(token))).Caller?.Id);
        later.Advance(DevelopmentTokens.Lifetime);
        Assert.Equal(SignIn.OutOfTime, (await expiring.ReadAsync(Bearing(token))).Refused);
        Assert.Null((await tokens.ReadAsync(Bearing(token[..^2] + (token[^2] == 'A' ? "B" : "A") + token[^1]))).Caller);
    }

    [Fact]
    public async Task Everything_that_was_asked_for_comes_back()
    {
        var tokens = new DevelopmentTokens(ring, TimeProvider.System);
        Assert.True(PersonDocument.TryParse("529.982.247-25", out var document));
        var (token, _) = tokens.Issue(new("supervisor", "rita", "Rita Leal", document) { Departments = ["loja-1", "loja-2"], Tiers = ["n1", "n2"] });

        var caller = (await tokens.ReadAsync(Bearing(token))).Caller;

        Assert.NotNull(caller);
        Assert.Equal(("rita", "Rita Leal", Roles.Agent | Roles.Supervisor), (caller.Id, caller.Name, caller.Roles));
        Assert.Equal(document, caller.Document);
        Assert.Equal(["loja-1", "loja-2"], caller.Departments);
        Assert.Equal([Tier.N1, Tier.N2], caller.Tiers);
    }

    private static DefaultHttpContext Bearing(string token)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = $"Bearer {token}";
        return http;
    }
}
