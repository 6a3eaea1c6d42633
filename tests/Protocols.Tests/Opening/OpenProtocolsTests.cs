using Protocols.Cases;
using Protocols.Opening;

namespace Protocols.Tests.Opening;

[Trait("Requirement", "M2")]
public sealed class OpenProtocolsTests
{
    private const string Today = "20261123";
    private static readonly IdempotencyKey key = new("key", "body");
    private static readonly OpenProtocol call = new() { Channel = Channel.Phone };
    private readonly Desk desk = new();

    [Fact]
    public async Task What_is_invalid_uses_up_no_number()
    {
        var refused = await OpenAsync(call with { Occurrence = "earthquake" });

        Then.Refused(refused.Refusal, "invalid", RefusalKind.Invalid);
        Assert.Empty(desk.Blocks.Calls);
    }

    [Fact]
    public async Task When_the_days_numbers_are_used_up_it_says_so()
    {
        desk.Blocks.StartAfter(Today, 9_999_999);

        Then.Refused((await OpenAsync(call)).Refusal, "numbers-exhausted", RefusalKind.Busy);
        desk.Clock.Now = Given.Morning.AddDays(1);
        Assert.StartsWith("202611240000001", Then.Value(await OpenAsync(call)).State.Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        Then.Value(await OpenAsync(call, key));

        var other = await OpenAsync(call with { Channel = Channel.Chat }, key with { Body = "another" });

        Then.Refused(other.Refusal, "idempotency-key-reused", RefusalKind.Never);
        Assert.Single(desk.Store.Numbers);
    }

    [Fact]
    [Trait("Requirement", "M1")]
    public async Task A_contact_gets_its_number_at_once()
    {
        var opened = Then.Value(await OpenAsync(call));

        Assert.StartsWith("202611230000001", opened.State.Number, StringComparison.Ordinal);
        Assert.Equal((Given.Morning, false, 1), (opened.State.OpenedAt, opened.Replayed, opened.Facts.Count));
        Assert.Equal(opened.Head, (await desk.DocumentAsync(opened.State.Number)).Head);
        Assert.Matches("^[B-DF-HJ-NP-TV-Z2-9]{8}$", opened.State.Personal.AccessCode);
    }

    [Fact]
    public async Task Each_opening_has_a_number_and_an_access_code_of_its_own()
    {
        var one = Then.Value(await OpenAsync(call)).State;
        var other = Then.Value(await OpenAsync(call)).State;

        Assert.NotEqual(one.Number, other.Number);
        Assert.NotEqual(one.Personal.AccessCode, other.Personal.AccessCode);
    }

    [Fact]
    public async Task A_number_that_is_taken_already_is_passed_over()
    {
        var taken = Then.Value(await OpenAsync(call)).State.Number;
        var restored = new Desk();
        restored.Store.Put(taken, desk.Store.JsonOf(taken));

        var opened = Then.Value(await restored.Opening.RunAsync(call, Callers.Ana, null, default)).State.Number;

        Assert.StartsWith("202611230000002", opened, StringComparison.Ordinal);
        Assert.Equal(desk.Store.JsonOf(taken), restored.Store.JsonOf(taken));
    }

    [Fact]
    public async Task A_repetition_gets_the_same_protocol_as_it_was_opened()
    {
        var first = Then.Value(await OpenAsync(call, key));
        Then.Value(await desk.NoteAsync(first.State.Number));

        var again = Then.Value(await OpenAsync(call, key));

        Assert.Equivalent(first with { Replayed = true, Due = null }, again, strict: true);
        // The due dates that were told with it are told again from what is on record.
        Assert.Equivalent(first.Due, Given.Rules.DueDates(again.State, again.State.LastAt), strict: true);
        Assert.Single(desk.Store.Numbers);
    }

    [Fact]
    public async Task A_crash_between_receipt_and_protocol_loses_no_opening_and_doubles_none()
    {
        desk.Store.CrashesAfterReceipt = 1;
        await Assert.ThrowsAsync<IOException>(() => OpenAsync(call, key));
        Assert.Empty(desk.Store.Numbers);

        var repeated = Then.Value(await OpenAsync(call, key));
        var again = Then.Value(await OpenAsync(call, key));

        Assert.StartsWith("202611230000001", repeated.State.Number, StringComparison.Ordinal);
        Assert.Equal(repeated.State.Number, again.State.Number);
        Assert.Equal(repeated.Head, again.Head);
        Assert.Single(desk.Store.Numbers);
        Assert.Empty((await desk.VerifyAsync(repeated.State.Number)).Damages);
    }

    [Fact]
    public async Task After_24_hours_the_key_opens_another()
    {
        var first = Then.Value(await OpenAsync(call, key)).State.Number;

        desk.Clock.Now = Given.Morning.AddHours(24);
        Assert.NotEqual(first, Then.Value(await OpenAsync(call, key)).State.Number);
    }

    [Fact]
    public async Task Without_a_key_each_call_is_a_contact_of_its_own()
    {
        Then.Value(await OpenAsync(call));
        Then.Value(await OpenAsync(call));

        Assert.Equal(2, desk.Store.Numbers.Count);
    }

    private Task<Result<Changed>> OpenAsync(OpenProtocol command, IdempotencyKey? with = null) =>
        desk.Opening.RunAsync(command, Callers.Ana, with, default);
}
