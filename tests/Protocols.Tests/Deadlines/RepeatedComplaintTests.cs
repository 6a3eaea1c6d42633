using Protocols.Catalog;
using Protocols.Closing;
using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Handling;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

/// <summary>Who complains again of the same, while nobody has answered, waits no longer for it (REN 1.000/2021, art. 410). 2026-05-06 is a Wednesday.</summary>
[Trait("Requirement", "M15")]
public sealed class RepeatedComplaintTests
{
    private const string Other = "2026050600000042";

    private static readonly Catalogue electricity = Given.Catalogue with { DefaultPolicy = "aneel" };
    private static readonly Story first = Watch.Opened("2026-05-06 09:00").WithSubject();
    private static readonly Story later = Watch.Opened("2026-05-11 10:00").WithSubject();

    [Theory]
    [InlineData(LinkEnd.FromHere)]
    [InlineData(LinkEnd.ToHere)]
    public void Of_two_pending_duplicates_the_later_repeats_the_first_from_whichever_end_they_were_linked(LinkEnd end)
    {
        var here = Then.Fact<Linked>(Duplicate(of: first, end).Decide(later));
        var there = Then.Fact<Linked>(Duplicate(of: later, end).Decide(first));

        Assert.Equal((new Repetition(first.State.OpenedAt), null), (here.Repeats, here.Repeated));
        Assert.Equal((null, true), (there.Repeats, there.Repeated));
        Assert.Equal(first.State.OpenedAt, later.Then(new(here)).State.FirstAt);
        Assert.Equal([Other], first.Then(new(there)).State.RepeatedBy);
    }

    [Fact]
    public void What_is_no_duplicate_or_has_ended_repeats_nothing()
    {
        var closed = first.Solved().Resolved().Closed();
        Assert.All(
            [
                Duplicate(of: closed).Decide(later),
                Duplicate(of: first).Decide(later.Solved().Resolved().Closed()),
                (Duplicate(of: first) with { Kind = LinkKind.Related }).Decide(later),
                Duplicate(of: first).Decide(first),
                (Duplicate(of: first) with { Other = null }).Decide(later),
            ],
            decision => Assert.Equal((null, null), (Then.Fact<Linked>(decision).Repeats, Then.Fact<Linked>(decision).Repeated)));
    }

    [Fact]
    public void What_repeats_a_repetition_counts_from_the_first_of_all()
    {
        var second = later.Then(Then.Only(Duplicate(of: first).Decide(later)));
        var third = Watch.Opened("2026-05-12 15:00").WithSubject();
        var linked = Then.Fact<Linked>(Duplicate(of: second).Decide(third));

        Assert.Equal(first.State.OpenedAt, linked.Repeats!.Since);
        // A link to one that came later than the first moves nothing back.
        var both = third.Then(new(linked)).Then(new(linked with { Repeats = new(second.State.OpenedAt) }));
        Assert.Equal(first.State.OpenedAt, both.State.FirstAt);
    }

    [Fact]
    public void The_answer_is_due_when_the_firsts_is_where_its_rule_says_so_and_nowhere_else()
    {
        var repeated = later.Then(Then.Only(Duplicate(of: first).Decide(later)));
        var aneel = Watch.Preset("aneel");

        Assert.Equal(Calendar.At("2026-05-14 00:00"), Answer(first, aneel).DueAt);
        Assert.Equal(Calendar.At("2026-05-19 00:00"), Answer(later, aneel).DueAt);
        Assert.Equal(Calendar.At("2026-05-14 00:00"), Answer(repeated, aneel).DueAt);
        Assert.Equal(Answer(later, Watch.Sac).DueAt, Answer(repeated, Watch.Sac).DueAt);
        Assert.Equal(
            Watch.Deadline(later, aneel, Target.NumberDelivery, "2026-05-11 12:00").DueAt,
            Watch.Deadline(repeated, aneel, Target.NumberDelivery, "2026-05-11 12:00").DueAt);

        var ledger = Ledger.Of(repeated, aneel, Watch.Calendars, repeated.Now).Where(line => line.Target == Target.LegalAnswer).ToList();
        Assert.Equal(
            [("REN 1.000/2021, arts. 408 e 410", first.State.OpenedAt), ("Decreto 11.034/2022, art. 13, caput", later.State.OpenedAt)],
            ledger.Select(line => (line.Term.Rule.Article, line.StartedAt)));
    }

    [Fact]
    [Trait("Requirement", "M16")]
    public void One_that_comes_when_the_firsts_term_is_over_is_in_breach_at_once()
    {
        var late = Watch.Opened("2026-05-20 10:00").WithSubject();
        var repeated = late.Then(Then.Only(Duplicate(of: first).Decide(late)));

        Assert.Equal(
            new DeadlineBreached(Target.LegalAnswer, Calendar.At("2026-05-14 00:00")),
            FlagDeadlines.Decide(repeated, Watch.Preset("aneel"), Watch.Calendars, repeated.Now).Facts[^1].Terms);
    }

    [Fact]
    [Trait("Requirement", "M11")]
    public void The_first_says_at_its_end_what_ends_with_it_where_its_policy_says_so()
    {
        var ready = first.Then(new(new Linked(Other, LinkKind.Duplicate, LinkEnd.ToHere) { Repeated = true })).Solved().CustomerTold();

        Assert.Null(Closing(ready, Given.Catalogue).Together);
        Assert.Null(Closing(first.Solved().CustomerTold(), electricity).Together);
        var closed = Closing(ready, electricity);
        Assert.Equal([Other], closed.Together!);

        var done = ready.Resolved().Then(new(closed));
        Assert.Equal([Other], done.State.RepeatedBy);
        Assert.Empty(ready.Resolved().Closed().State.RepeatedBy);
        var message = Assert.Single(Messages.Of(Story.Number, done.Facts));
        Assert.Equal((QueueDefinition.EscalationsName, done.State.Facts), (message.Queue, message.Fact));
    }

    [Fact]
    public void What_repeats_it_ends_as_it_did_and_once()
    {
        var solved = first.Solved().CustomerTold().Resolved().Closed().State;

        Assert.Equal(["resolved", "closed"], EndTogether.Decide(later, solved).Facts.Select(fact => fact.Terms.Kind));
        Assert.Equal(new Closed(Outcome.Solved), Then.Only(EndTogether.Decide(later.Solved().Resolved(), solved)).Terms);
        Assert.Equal(
            new Closed(Outcome.Unreachable),
            Then.Only(EndTogether.Decide(later, first.Closed(Outcome.Unreachable))).Terms);
        Then.Nothing(EndTogether.Decide(later.Closed(Outcome.Unreachable), solved));
    }

    [Fact]
    [Trait("Requirement", "M27")]
    public void In_the_chain_it_stands_as_a_date_and_a_mark()
    {
        Assert.Equal(
            """{"number":"2026050600000042","link":"duplicate","end":"from-here","repeats":{"since":"2026-05-06T12:00:00.000Z"}}""",
            FactKinds.Write(Then.Fact<Linked>(Duplicate(of: first).Decide(later))).GetRawText());
        Assert.Equal(
            """{"number":"2026050600000042","link":"duplicate","end":"from-here","repeated":true}""",
            FactKinds.Write(Then.Fact<Linked>(Duplicate(of: later).Decide(first))).GetRawText());
        Assert.Equal(
            """{"outcome":"solved","together":["2026050600000042"]}""",
            FactKinds.Write(new Closed(Outcome.Solved) { Together = [Other] }).GetRawText());
    }

    private static LinkProtocol Duplicate(Protocol of, LinkEnd end = LinkEnd.FromHere) =>
        new(Other, LinkKind.Duplicate, end) { Other = of };

    private static Deadline Answer(Story story, Policy policy) => Watch.Deadline(story, policy, Target.LegalAnswer, "2026-05-11 12:00");

    private static Closed Closing(Story story, Catalogue catalogue) => Assert.IsType<Closed>(
        new CloseProtocol(Outcome.Solved).Decide(story, Callers.Ana, catalogue, Given.SaoPaulo).Facts[^1].Terms);
}
