using System.Text.Json;
using Protocols.Cases;
using Protocols.Facts;
using Protocols.Journal;

namespace Protocols.Tests.Cases;

public sealed class IdempotencyTests
{
    private static readonly IdempotencyKey key = new("key", "body");
    private readonly Desk desk = new();

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var number = await desk.OpenAsync();
        Then.Value(await desk.NoteAsync(number, key: key));

        var other = await desk.NoteAsync(number, key: key with { Body = "another" });

        Then.Refused(other.Refusal, "idempotency-key-reused", RefusalKind.Never);
        Assert.Equal(2, (await desk.StateAsync(number)).Facts);
    }

    [Fact]
    public async Task A_repetition_gets_the_first_answer_and_does_nothing_again()
    {
        var number = await desk.OpenAsync();
        var first = Then.Value(await desk.NoteAsync(number, key: key));
        Then.Value(await desk.NoteAsync(number, "depois"));
        var written = desk.Store.Writes;

        var again = Then.Value(await desk.NoteAsync(number, key: key));

        Assert.False(first.Replayed);
        Assert.True(again.Replayed);
        Assert.Equal(first.Head, again.Head);
        Assert.Equivalent(first.State, again.State, strict: true);
        Assert.Equivalent(first.Facts, again.Facts, strict: true);
        Assert.Equal(written, desk.Store.Writes);
    }

    [Fact]
    public async Task A_refusal_is_remembered_though_the_state_has_moved_on()
    {
        var number = await desk.OpenAsync();
        Then.Refused((await desk.ResolveAsync(number, key)).Refusal, "solution-missing", RefusalKind.State);
        Then.Value(await desk.DoAsync(number, protocol => new AddEntry(EntryKind.Solution, "Feito").Decide(protocol, Callers.Ana)));

        var again = (await desk.ResolveAsync(number, key)).Refusal;

        Then.Refused(again, "solution-missing", RefusalKind.State);
        Assert.True(again!.Replayed);
        Then.Value(await desk.ResolveAsync(number, new("another key", "body")));
    }

    [Fact]
    public async Task A_remembered_refusal_names_its_fields_and_values_again()
    {
        var number = await desk.OpenAsync();
        var refusal = new Refusal("fields-missing", RefusalKind.State, "1", "2") { Errors = [new("customer.name", "required", "x")] };
        await desk.DoAsync(number, _ => refusal, key: key);

        Assert.Equivalent(refusal with { Replayed = true }, (await desk.DoAsync(number, _ => refusal, key: key)).Refusal, strict: true);
    }

    [Fact]
    public async Task What_is_wrong_whatever_the_state_is_not_remembered()
    {
        var number = await desk.OpenAsync();
        await desk.DoAsync(number, _ => Refusals.Invalid(new FieldError("text", "required")), key: key);

        Then.Value(await desk.NoteAsync(number, key: key));
    }

    [Fact]
    public async Task What_was_already_so_is_remembered_too()
    {
        var number = await desk.OpenAsync();
        Then.Value(await desk.DoAsync(number, _ => Decision.Nothing, key: key));

        var again = Then.Value(await desk.NoteAsync(number, key: key));

        Assert.True(again.Replayed);
        Assert.Empty(again.Facts);
        Assert.Equal(1, (await desk.StateAsync(number)).Facts);
    }

    [Fact]
    public async Task Of_two_at_once_the_loser_gets_the_winners_answer()
    {
        var number = await desk.OpenAsync();
        Changed? winner = null;
        desk.Store.BeforeReplace = async () =>
        {
            desk.Store.BeforeReplace = () => Task.CompletedTask;
            winner = Then.Value(await desk.NoteAsync(number, key: key));
        };

        var loser = Then.Value(await desk.NoteAsync(number, key: key));

        Assert.True(loser.Replayed);
        Assert.Equal(winner!.Head, loser.Head);
        Assert.Equal(2, (await desk.StateAsync(number)).Facts);
    }

    [Fact]
    public async Task After_24_hours_the_key_is_new_again()
    {
        var number = await desk.OpenAsync();
        Then.Value(await desk.NoteAsync(number, key: key));

        desk.Clock.Now = Given.Morning.AddHours(24).AddMilliseconds(-1);
        Assert.True(Then.Value(await desk.NoteAsync(number, key: key)).Replayed);
        desk.Clock.Now = Given.Morning.AddHours(24);
        Assert.False(Then.Value(await desk.NoteAsync(number, key: key)).Replayed);
    }

    [Fact]
    public async Task Receipts_older_than_24_hours_leave_with_the_next_change()
    {
        var number = await desk.OpenAsync();
        Then.Value(await desk.NoteAsync(number, key: key));
        desk.Clock.Now = Given.Morning.AddHours(23);
        Then.Value(await desk.NoteAsync(number, key: new("younger", "body")));
        desk.Clock.Now = Given.Morning.AddHours(24);
        Then.Value(await desk.NoteAsync(number));

        Assert.Equal(["younger"], (await desk.DocumentAsync(number)).Receipts.Select(receipt => receipt.Key));
    }

    [Fact]
    public async Task Of_receipts_the_newest_fifty_are_kept()
    {
        var number = await desk.OpenAsync();
        foreach (var i in Enumerable.Range(1, 53))
            Then.Value(await desk.NoteAsync(number, key: new($"key {i}", "body")));

        Assert.Equal(
            Enumerable.Range(4, 50).Select(i => $"key {i}"), (await desk.DocumentAsync(number)).Receipts.Select(receipt => receipt.Key));
    }

    [Fact]
    public async Task A_remembered_answer_keeps_nothing_personal()
    {
        var number = await desk.OpenAsync();
        Then.Value(await desk.NoteAsync(number, "segredo da Maria", key: key));

        var receipt = Assert.Single((await desk.DocumentAsync(number)).Receipts);
        Assert.Equal(new(key.Key, key.Body, Given.Morning, 1, 2, null), receipt);
        Assert.DoesNotContain("segredo", JsonSerializer.Serialize(receipt), StringComparison.Ordinal);
    }
}
