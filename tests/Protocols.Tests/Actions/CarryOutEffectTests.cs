using Protocols.Actions;
using Protocols.Catalog;
using Protocols.Facts;

namespace Protocols.Tests.Actions;

/// <summary>Whoever carries out what an action called for says so (M12).</summary>
[Trait("Requirement", "M12")]
public sealed class CarryOutEffectTests
{
    private static readonly Story called = Given.AProtocolWithSubject()
        .Then(new(new EffectRequested("cancel-sale") { Effect = ActionEffect.SaleCancelled }))
        .Then(new(new EffectRequested("cancel-sale") { Effect = ActionEffect.RefundRequested, Department = "finance" }));

    [Fact]
    public void What_no_action_called_for_is_refused()
    {
        Then.Refused(new CarryOutEffect(1, null).Decide(called), "effect-not-found", RefusalKind.NotFound);
        Then.Refused(new CarryOutEffect(0, null).Decide(called), "effect-not-found", RefusalKind.NotFound);
        Then.Refused(new CarryOutEffect(3, null).Decide(Given.AProtocolWithSubject()), "effect-not-found", RefusalKind.NotFound);
    }

    [Fact]
    public void What_was_called_for_waits_until_it_is_done()
    {
        var effects = called.State.Effects;

        Assert.Equal([(3L, ActionEffect.SaleCancelled), (4L, ActionEffect.RefundRequested)], effects.Select(effect => (effect.Id, effect.Effect)));
        Assert.All(effects, effect => Assert.Equal(("cancel-sale", null), (effect.Action, effect.DoneAt)));
        Assert.Equal(called.Facts[3].At, effects[1].At);
    }

    [Fact]
    public void It_is_done_once_and_a_second_time_writes_nothing()
    {
        var fact = Then.Only(new CarryOutEffect(4, "PIX 17").Decide(called));
        Assert.Equal((new EffectDone(4), "PIX 17", Visibility.Internal), (fact.Terms, fact.Body!.Text, fact.Visibility));

        var done = called.Then(fact);
        Assert.Equal([null, done.Facts[^1].At], done.State.Effects.Select(effect => effect.DoneAt));
        Assert.Equal((null, "PIX 17"), (done.State.Personal.ReferenceOf(3), done.State.Personal.ReferenceOf(4)));
        Then.Nothing(new CarryOutEffect(4, "PIX 18").Decide(done));
        Then.Nothing(new CarryOutEffect(4, null).Decide(done));
    }

    [Fact]
    public void A_refund_may_come_after_the_case_has_ended()
    {
        var fact = Then.Only(new CarryOutEffect(4, null).Decide(called.Solved().CustomerTold().Resolved().Closed()));
        Assert.Null(fact.Body);
    }
}
