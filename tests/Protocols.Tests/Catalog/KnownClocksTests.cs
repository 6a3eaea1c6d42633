using Protocols.Deadlines;

namespace Protocols.Tests.Catalog;

/// <summary>What is remembered is never told beyond the instant at which it would be told otherwise.</summary>
[Trait("Requirement", "M15")]
public sealed class KnownClocksTests
{
    [Fact]
    public void At_every_instant_it_is_what_counting_gives()
    {
        var rules = new Protocols.Catalog.Rules(Given.Catalogue, Given.SaoPaulo);
        Story[] stories =
        [
            Given.AProtocolWithSubject(Channel.Email), Given.AProtocolWithSubject().WaitingFor(WaitingOn.Customer), Given.AClosedProtocol(),
            Given.ASolvedProtocol().Resolved().Reopened(),
        ];
        var random = new Random(5);
        for (var i = 0; i < 400; i++)
        {
            // Back and forth, since a clock may be set back.
            var (story, now) = (stories[i % stories.Length], Given.Morning.AddMinutes(random.Next(20 * 24 * 60)));
            Assert.Equal(Told(rules.Clocks(story, now)), Told(rules.ClocksOfStored(story, now)));
        }
    }

    [Fact]
    public void Until_something_changes_nothing_is_counted_again()
    {
        var rules = new Protocols.Catalog.Rules(Given.Catalogue, Given.SaoPaulo);
        Protocol protocol = Given.AProtocolWithSubject(Channel.Email);
        var first = rules.ClocksOfStored(protocol, Given.Morning);
        Assert.Same(first, rules.ClocksOfStored(protocol, Given.Morning.AddMinutes(1)));
        Assert.NotSame(first, rules.ClocksOfStored(protocol, Given.Morning.AddDays(9)));
    }

    private static IEnumerable<(Target, DeadlineState, DateTimeOffset?, DateTimeOffset?, DateTimeOffset?)> Told(Clocks clocks) =>
        clocks.Deadlines.Select(deadline => (deadline.Target, deadline.State, deadline.DueAt, deadline.MetAt, deadline.BreachedAt));
}
