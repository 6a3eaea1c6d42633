using Protocols.Facts;

namespace Protocols.Tests.Cases;

public sealed class ChangeProtocolTests
{
    private readonly Desk desk = new();

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        Then.Refused((await desk.NoteAsync("2026112300000017")).Refusal, "protocol-not-found", RefusalKind.NotFound);

    [Fact]
    public async Task What_is_not_the_callers_is_as_if_it_were_not_there()
    {
        var number = await desk.OpenAsync(by: Callers.Website);

        Then.Refused((await desk.NoteAsync(number, by: Callers.Telephony)).Refusal, "protocol-not-found", RefusalKind.NotFound);
        Then.Refused((await desk.NoteAsync(number, by: Callers.Maria)).Refusal, "protocol-not-found", RefusalKind.NotFound);
        Then.Value(await desk.NoteAsync(number, by: Callers.Website));
    }

    [Fact]
    public async Task A_change_of_a_version_that_is_past_is_refused()
    {
        var number = await desk.OpenAsync();
        Then.Value(await desk.NoteAsync(number));

        Then.Refused((await desk.NoteAsync(number, ifMatch: 1)).Refusal, "version-changed", RefusalKind.Stale);
        Then.Value(await desk.NoteAsync(number, ifMatch: 2));
    }

    [Fact]
    public async Task A_change_of_a_version_that_another_overtakes_is_refused_and_not_tried_again()
    {
        var number = await desk.OpenAsync();
        Overtake(number, times: 1);

        Then.Refused((await desk.NoteAsync(number, ifMatch: 1)).Refusal, "version-changed", RefusalKind.Stale);
        Assert.Equal(2, (await desk.StateAsync(number)).Facts);
    }

    [Fact]
    public async Task Who_loses_every_race_is_told_to_come_back()
    {
        var number = await desk.OpenAsync();
        Overtake(number, times: int.MaxValue);

        Then.Refused((await desk.NoteAsync(number)).Refusal, "too-many-writers", RefusalKind.Busy);
    }

    [Fact]
    [Trait("Requirement", "M8")]
    public async Task Who_loses_races_decides_again_on_what_is_there_and_nothing_is_lost()
    {
        var number = await desk.OpenAsync();
        Overtake(number, times: 3);
        var seen = new List<long>();

        var changed = Then.Value(await desk.DoAsync(number, protocol =>
        {
            seen.Add(protocol.Facts);
            return new NewFact(new EntryAdded(null, null, null, null) { Entry = EntryKind.Note }, FactBody.Of("por último"));
        }));

        Assert.Equal([1, 2, 3, 4], seen);
        Assert.Equal(5, changed.State.Facts);
        Assert.Equal([1, 2, 3, 4, 5], (await desk.FactsAsync(number)).Select(fact => fact.N));
        Assert.Empty((await desk.VerifyAsync(number)).Damages);
    }

    [Fact]
    public async Task What_is_already_so_is_answered_and_not_written()
    {
        var number = await desk.OpenAsync();
        var before = desk.Store.Writes;

        var changed = Then.Value(await desk.DoAsync(number, _ => Decision.Nothing));

        Assert.Equal((1L, false, 0), (changed.State.Facts, changed.Replayed, changed.Facts.Count));
        Assert.Equal(before, desk.Store.Writes);
    }

    [Fact]
    public async Task A_refusal_writes_nothing()
    {
        var number = await desk.OpenAsync();
        var before = desk.Store.Writes;

        Then.Refused((await desk.ResolveAsync(number)).Refusal, "solution-missing", RefusalKind.State);
        Assert.Equal(before, desk.Store.Writes);
    }

    [Fact]
    [Trait("Requirement", "M27")]
    public async Task Time_never_goes_back_though_the_clock_does()
    {
        var number = await desk.OpenAsync();
        desk.Clock.Now = Given.Morning.AddHours(2);
        Then.Value(await desk.NoteAsync(number));
        desk.Clock.Now = Given.Morning.AddHours(-3);
        var told = DateTimeOffset.MinValue;
        Then.Value(await desk.DoAsync(number, (_, now) =>
        {
            told = now;
            return new NewFact(new WaitingSet(WaitingOn.N2));
        }));
        desk.Clock.Now = Given.Morning.AddHours(4);
        Then.Value(await desk.NoteAsync(number));

        Assert.Equal(Given.Morning.AddHours(2), told);
        Assert.Equal(
            [Given.Morning, Given.Morning.AddHours(2), Given.Morning.AddHours(2), Given.Morning.AddHours(4)],
            (await desk.FactsAsync(number)).Select(fact => fact.At));
    }

    [Fact]
    [Trait("Requirement", "M27")]
    public async Task Times_are_whole_milliseconds_of_utc()
    {
        desk.Clock.Now = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(-3)).AddTicks(12_345_678);
        var number = await desk.OpenAsync();

        Assert.Equal(Given.Morning.AddMilliseconds(1_234), (await desk.StateAsync(number)).OpenedAt);
        Assert.Empty((await desk.VerifyAsync(number)).Damages);
    }

    [Fact]
    [Trait("Requirement", "M8")]
    public async Task Who_did_it_is_on_record_and_a_customer_only_as_such()
    {
        var number = await desk.OpenAsync(new() { Channel = Channel.App, Subject = "Troca", Customer = Given.Maria }, Callers.Website);
        Then.Value(await desk.NoteAsync(number, by: Callers.Maria));
        Then.Value(await desk.NoteAsync(number, by: Callers.Carla));

        Assert.Equal(
            [new("website", null, "client"), new("consumer", null, "consumer"), new("carla", "Carla Dias", "supervisor")],
            (await desk.FactsAsync(number)).Select(fact => fact.By));
    }

    /// <summary>Somebody else's note is written just before each write, so many times.</summary>
    private void Overtake(string number, int times)
    {
        var overtaking = false;
        desk.Store.BeforeReplace = async () =>
        {
            if (overtaking || times-- <= 0)
                return;
            overtaking = true;
            Then.Value(await desk.NoteAsync(number, "de outro", Callers.Bruno));
            overtaking = false;
        };
    }
}
