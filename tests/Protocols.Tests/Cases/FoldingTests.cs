using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Protocols.Chain;
using Protocols.Documents;
using Protocols.Facts;

namespace Protocols.Tests.Cases;

/// <summary>The kept state is nothing but its facts: whatever happened, folding them again gives the same.</summary>
[Trait("Requirement", "M27")]
public sealed class FoldingTests
{
    private const int Steps = 40, Walks = 80;

    [Fact]
    public void Folding_all_facts_gives_the_kept_state_and_its_personal_part() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed => HoldsAsync(seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public async Task The_walks_meet_every_kind_of_fact_and_pages_too()
    {
        var met = new HashSet<string>();
        var paged = 0;
        for (var seed = 1; seed <= Walks; seed++)
        {
            var walk = new RandomWalk(seed);
            await walk.RunAsync(Steps);
            met.UnionWith(walk.Kinds);
            if ((await walk.Desk.DocumentAsync(walk.Number)).Pages.Count > 0) paged++;
        }

        Assert.Equal(FactKinds.All.Order(), met.Order());
        Assert.InRange(paged, 3, Walks);
    }

    private static async Task<bool> HoldsAsync(int seed)
    {
        var walk = new RandomWalk(seed);
        await walk.RunAsync(Steps);

        var facts = await walk.Desk.FactsAsync(walk.Number);
        var kept = await walk.Desk.StateAsync(walk.Number);
        var folded = Protocol.Fold(facts);

        Assert.Equal(Json(folded), Json(kept));
        Assert.Equal(Json(walk.Answered!), Json(kept));
        Assert.Equal(Enumerable.Range(1, facts.Count).Select(n => (long)n), facts.Select(fact => fact.N));
        Assert.Equal(facts.Select(fact => fact.At).Order(), facts.Select(fact => fact.At));
        Assert.Empty((await walk.Desk.VerifyAsync(walk.Number)).Damages);
        return true;
    }

    private static string Json(Protocol state) =>
        JsonSerializer.Serialize(state, DocumentJson.Default.Protocol)
        + Encoding.UTF8.GetString(CanonicalJson.Write(JsonSerializer.SerializeToElement(state.Personal, DocumentJson.Default.Personal)));
}
