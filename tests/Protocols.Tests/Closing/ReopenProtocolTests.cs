using Protocols.Closing;
using Protocols.Facts;

namespace Protocols.Tests.Closing;

[Trait("Requirement", "M13")]
public sealed class ReopenProtocolTests
{
    private static readonly ReopenProtocol cameBack = new("Voltou a cair");
    private static readonly TimeSpan window = TimeSpan.FromDays(30);

    [Fact]
    public void What_has_not_ended_is_not_reopened() => Then.Refused(Reopen(Given.ASolvedProtocol()), "not-ended", RefusalKind.State);

    [Fact]
    public void Reopened_it_has_not_ended() => Then.Refused(Reopen(Given.AClosedProtocol().Reopened()), "not-ended", RefusalKind.State);

    [Fact]
    public void The_window_is_over_to_the_millisecond()
    {
        var closed = Given.AClosedProtocol().State;
        var end = closed.ClosedAt!.Value + window;

        Then.Fact<Reopened>(Reopen(closed, end.AddMilliseconds(-1)));
        var late = Reopen(closed, end);
        Then.Refused(late, "reopen-window-over", RefusalKind.State);
        Assert.Equal([Instant.Write(end)], late.Refusal!.Args);
    }

    [Fact]
    public void The_window_begins_at_the_close_and_without_one_when_it_was_resolved()
    {
        var resolved = Given.AProtocolReadyToClose().Resolved();
        var closedLater = resolved.After(window / 2).Closed().State;
        var afterTheResolution = resolved.State.ResolvedAt!.Value + window;

        Then.Refused(Reopen(resolved, afterTheResolution), "reopen-window-over", RefusalKind.State);
        Then.Fact<Reopened>(Reopen(closedLater, afterTheResolution));
    }

    [Fact]
    public void The_policy_sets_the_window()
    {
        var closed = Given.AClosedProtocol().State;
        var policy = Given.Catalogue.Policy with { ReopenDays = 90 };

        Then.Fact<Reopened>(cameBack.Decide(closed, closed.ClosedAt!.Value.AddDays(90).AddMilliseconds(-1), policy));
    }

    [Fact]
    public void The_reason_is_on_record() => Assert.Equal("Voltou a cair", Then.Only(Reopen(Given.AClosedProtocol())).Body!.Text);

    [Theory]
    [InlineData(Outcome.Unreachable)]
    [InlineData(Outcome.Abandoned)]
    public void However_it_ended_it_is_found_and_continued(Outcome outcome) =>
        Then.Fact<Reopened>(Reopen(Given.AnOpenedProtocol().Closed(outcome)));

    private static Decision Reopen(Protocol protocol, DateTimeOffset? now = null) =>
        cameBack.Decide(protocol, now ?? protocol.LastAt, Given.Catalogue.Policy);
}
