using Protocols.Facts;
using Protocols.Keeping;
using Protocols.Recordings;
using Protocols.Tracking;

namespace Protocols.Tests.Keeping;

/// <summary>What may go when, and what may not (M26). The general catalogue: recordings 90 days from the contact, the record two years from the solution.</summary>
[Trait("Requirement", "M26")]
public sealed class RetentionTests
{
    private static readonly IReadOnlySet<string> none = new HashSet<string>();
    private static readonly Story closed = WithRecording(Given.AProtocolReadyToClose()).Resolved().Closed();

    private static DateTimeOffset End => closed.State.ClosedAt!.Value;

    private static DateTimeOffset Goes => Retention.Of(closed, closed.State.Recordings[0], Given.Rules)!.Value;

    [Fact]
    public void While_a_case_is_open_nothing_of_it_goes_however_old_it_is()
    {
        var open = WithRecording(Given.AProtocolWithSubject());
        Assert.Null(Retention.Of(open, Given.Rules).RecordUntil);
        Assert.Null(Retention.Next(open, Given.Rules));
        Assert.Empty(At(open, open.Now.AddYears(20)));
    }

    [Fact]
    public void A_recording_stays_ninety_days_after_the_end_whatever_its_own_term()
    {
        Assert.InRange(Goes, End.AddDays(90), End.AddDays(91));
        Assert.Empty(At(closed, Goes.AddMilliseconds(-1)));
        Assert.Equal(["content-expired"], Kinds(At(closed, Goes)));
        Assert.Equal(Goes, Retention.Next(closed, Given.Rules));
    }

    [Fact]
    public void One_that_was_kept_longer_by_its_term_stays_that_long()
    {
        var later = WithRecording(Given.AProtocolReadyToClose(), keepDays: 1_000).Resolved().Closed();
        Assert.Empty(At(later, End.AddDays(900)).OfType<ContentExpired>());
        Assert.NotEmpty(At(later, End.AddDays(1_001)).OfType<ContentExpired>());
        Assert.True(Retention.Of(later, Given.Rules).RecordUntil >= later.State.Recordings[0].KeepUntil);
    }

    [Fact]
    public void Nothing_that_somebody_waits_for_goes()
    {
        var asked = closed.Decided(new AskForRecording("r1").Decide(closed));
        Assert.Empty(At(asked, End.AddYears(5)));
        var history = closed.Decided(new AskHistory(DeliveryWay.Letter).Decide(closed, closed.Now));
        Assert.Equal(["content-expired"], Kinds(At(history, End.AddYears(5))));
    }

    [Fact]
    public void After_its_expiry_the_bytes_go_and_then_that_is_on_record()
    {
        var expired = Done(closed, Goes);
        Assert.Empty(expired.State.Recordings);
        Assert.Equal(["r1"], expired.State.Leaving);
        Assert.Null(expired.State.Removals[0].RemovedAt);
        Assert.Empty(At(expired, Goes));
        var gone = expired.Decided(RemoveWhatIsDue.Decide(expired, Given.Rules, Goes, new HashSet<string> { "r1" }));
        Assert.Empty(gone.State.Leaving);
        Assert.NotNull(gone.State.Removals[0].RemovedAt);
        Assert.Equal(Retention.Of(gone, Given.Rules).RecordUntil, Retention.Next(gone, Given.Rules));
    }

    [Fact]
    public void Two_years_after_the_solution_everything_personal_goes_at_once()
    {
        var until = Retention.Of(closed, Given.Rules).RecordUntil!.Value;
        Assert.Equal(Numbering.Samples.At("2028-11-24T03:00:00Z"), until);
        Assert.DoesNotContain("personal-data-erased", Kinds(At(closed, until.AddMilliseconds(-1))));
        var erased = Done(closed, until);
        Assert.Equal(["content-expired", "personal-data-erased"], Kinds(At(closed, until)));
        Assert.Equal((null, null), (erased.State.Personal.Subject, erased.State.Personal.Customer));
        var gone = erased.Decided(RemoveWhatIsDue.Decide(erased, Given.Rules, until, new HashSet<string> { "r1" }));
        Assert.Null(Retention.Next(gone, Given.Rules));
    }

    [Fact]
    public void A_hold_stops_it_and_lifting_lets_it_go_on()
    {
        var held = closed.Decided(new SetHold("Ação em curso", "0001234-56").Decide(closed));
        Then.Nothing(new SetHold("De novo", "0001234-56").Decide(held));
        Assert.Null(Retention.Next(held, Given.Rules));
        Assert.Empty(At(held, End.AddYears(30)));
        var lifted = held.Decided(new LiftHold("Trânsito em julgado", null).Decide(held));
        Then.Nothing(new LiftHold("De novo", null).Decide(lifted));
        Assert.Contains("personal-data-erased", Kinds(At(lifted, End.AddYears(30))));
    }

    [Fact]
    public void Of_two_holds_one_must_be_named_and_the_other_stays()
    {
        var one = closed.Decided(new SetHold("Ação em curso", "A").Decide(closed));
        var two = one.Decided(new SetHold("Inquérito", "B").Decide(one));
        Then.Refused(new LiftHold("Acabou", null).Decide(two), "hold-not-named", RefusalKind.State);
        Then.Nothing(new LiftHold("Acabou", "C").Decide(two));
        var left = two.Decided(new LiftHold("Acabou", "B").Decide(two));
        Assert.Equal("A", Assert.Single(left.State.Holds).Reference);
        Assert.Empty(At(left, End.AddYears(30)));
    }

    [Fact]
    public void What_the_case_turned_out_to_be_makes_a_recording_stay_longer_and_never_shorter()
    {
        var rules = new Protocols.Catalog.Rules(Given.Catalogue with { DefaultPolicy = "ans" }, Given.SaoPaulo);
        var recording = closed.State.Recordings[0];
        Assert.True(Retention.Of(closed, recording, rules) > Retention.Of(closed, recording, Given.Rules));
        Assert.DoesNotContain(RemoveWhatIsDue.Decide(closed, rules, End.AddDays(200), none).Facts, fact => fact.Terms is ContentExpired);
    }

    [Fact]
    public void Reopening_clears_every_date()
    {
        var again = closed.Reopened();
        Assert.Null(Retention.Of(again, Given.Rules).RecordUntil);
        Assert.Empty(At(again, End.AddYears(30)));
    }

    [Fact]
    public void Who_asks_for_erasure_is_blocked_once_the_case_is_over_and_nobody_reveals_him()
    {
        var open = Given.AProtocolWithSubject();
        Assert.False(open.Decided(AskErasure.Decide(open)).State.IsBlocked);
        var blocked = closed.Decided(AskErasure.Decide(closed));
        Assert.True(blocked.State.IsBlocked);
        Then.Nothing(AskErasure.Decide(blocked));
        Then.Refused(new Protocols.Finding.RevealCustomer("Conferir").Decide(blocked), "data-blocked", RefusalKind.State);
    }

    [Fact]
    public async Task What_is_erased_verifies_and_takes_nothing_personal_any_more()
    {
        var desk = new Desk();
        var number = await desk.OpenAsync(new() { Channel = Channel.Phone, Subject = "Internet lenta", Customer = Given.Maria });
        await desk.NoteAsync(number, "Cliente pediu urgência");
        await desk.DoAsync(number, _ => Decision.Of(new NewFact(new Resolved()), new NewFact(new Closed(Outcome.Solved))));
        var erased = Then.Value(await desk.DoAsync(number, protocol => RemoveWhatIsDue.Decide(protocol, Given.Rules, End.AddYears(3), none)));
        Assert.NotNull(erased.State.ErasedAt);

        var document = await desk.DocumentAsync(number);
        Assert.Equal((null, null), (document.Key, document.Personal));
        Assert.Equal([RemovalList.Key(erased.State.ErasedAt!.Value)], document.Index.Keys);
        Assert.All(await desk.FactsAsync(number), fact => Assert.Null(fact.Body));
        Assert.Empty((await desk.VerifyAsync(number)).Damages);
        Then.Refused((await desk.NoteAsync(number)).Refusal, "record-erased", RefusalKind.State);
        var late = await desk.DoAsync(number, (protocol, now) => new LinkRecording("r9", "audio/wav", 9, "ab", now, 60).Decide(protocol, now, now));
        Then.Refused(late.Refusal, "record-erased", RefusalKind.State);
        Assert.Empty((await desk.VerifyAsync(number)).Damages);
    }

    private static Story WithRecording(Story story, int keepDays = 90) => story.Then(new NewFact(
        new RecordingLinked("r1", "audio/wav", 9, "ab", story.Now.AddMinutes(-5), 60, story.Now.AddDays(keepDays))));

    private static List<FactTerms> At(Protocol protocol, DateTimeOffset at) =>
        [.. RemoveWhatIsDue.Decide(protocol, Given.Rules, at, none).Facts.Select(fact => fact.Terms)];

    private static Story Done(Story story, DateTimeOffset at) => story.At(at).Decided(RemoveWhatIsDue.Decide(story, Given.Rules, at, none));

    private static IEnumerable<string> Kinds(IEnumerable<FactTerms> facts) => facts.Select(terms => terms.Kind);
}
