namespace Protocols.Tests;

[Trait("Requirement", "M9")]
public sealed class StatusTests
{
    private static readonly Story open = Given.AProtocolWithSubject();

    [Fact]
    public void It_is_open_until_the_first_work()
    {
        Assert.Equal(Status.Open, Given.AnOpenedProtocol().State.Status);
        Assert.Equal(Status.Open, open.WithDetail().ClassifiedAs("request").ExecutedBy(Callers.Bruno).State.Status);
    }

    [Fact]
    public void Any_entry_is_work()
    {
        Assert.Equal(Status.InProgress, open.Analysed().State.Status);
        Assert.Equal(Status.InProgress, open.Solved().State.Status);
        Assert.Equal(Status.InProgress, open.NotReached().State.Status);
        Assert.Equal(Status.InProgress, open.CustomerSpoke().State.Status);
        Assert.Equal(Status.InProgress, open.Noted().State.Status);
    }

    [Theory]
    [InlineData(WaitingOn.Customer, Status.Waiting, Status.Waiting)]
    [InlineData(WaitingOn.ThirdParty, Status.Waiting, Status.Waiting)]
    [InlineData(WaitingOn.Analysis, Status.Open, Status.InProgress)]
    [InlineData(WaitingOn.N2, Status.Open, Status.InProgress)]
    [InlineData(WaitingOn.Development, Status.Open, Status.InProgress)]
    [InlineData(WaitingOn.Update, Status.Open, Status.InProgress)]
    public void It_waits_while_somebody_outside_is_waited_for(WaitingOn on, Status untouched, Status worked)
    {
        Assert.Equal(untouched, open.WaitingFor(on).State.Status);
        Assert.Equal(worked, open.Analysed().WaitingFor(on).State.Status);
    }

    [Fact]
    public void Resolved_and_closed_come_before_all_else()
    {
        Assert.Equal(Status.Resolved, open.WaitingFor(WaitingOn.Customer).Solved().Resolved().State.Status);
        Assert.Equal(Status.Closed, Given.AClosedProtocol().State.Status);
        Assert.Equal(Status.Closed, open.Closed(Outcome.Unreachable).State.Status);
        Assert.Equal(Status.Closed, Given.AClosedProtocol().Noted().State.Status);
    }

    [Fact]
    public void Resolving_and_closing_end_the_waiting()
    {
        Assert.Null(open.WaitingFor(WaitingOn.Customer).Solved().Resolved().State.WaitingOn);
        Assert.Null(open.WaitingFor(WaitingOn.ThirdParty).Closed(Outcome.Unreachable).State.WaitingOn);
    }

    [Fact]
    [Trait("Requirement", "M13")]
    public void Reopened_it_is_in_progress_and_counted()
    {
        var reopened = Given.AClosedProtocol().Reopened().State;

        Assert.Equal(Status.InProgress, reopened.Status);
        Assert.Equal(1, reopened.Reopenings);
        Assert.Equal((null, null, null), (reopened.ResolvedAt, reopened.ClosedAt, reopened.Outcome));
        Assert.Equal(Status.InProgress, Given.AnOpenedProtocol().Closed(Outcome.Abandoned).Reopened().State.Status);
    }

    [Fact]
    public void Its_times_are_those_of_its_facts()
    {
        var story = Given.AProtocolReadyToClose();
        var closed = story.Resolved().After(TimeSpan.FromHours(1)).Closed().State;

        Assert.Equal(Given.Morning, closed.OpenedAt);
        Assert.Equal(story.Now, closed.ResolvedAt);
        Assert.Equal(story.Now.AddMinutes(61), closed.ClosedAt);
        Assert.Equal(closed.ClosedAt, closed.LastAt);
        Assert.Equal(7, closed.Facts);
        Assert.Equal(Outcome.Solved, closed.Outcome);
    }

    [Fact]
    public void A_protocol_of_no_facts_is_none() => Assert.Throws<ArgumentException>(() => Protocol.Fold([]));
}
