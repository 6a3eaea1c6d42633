using System.Text;
using Protocols.Escalating;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Escalating;

/// <summary>What died is seen, is on record where there is one, and can be sent again.</summary>
[Trait("Requirement", "M19")]
public sealed class DeadEscalationTests : IAsyncDisposable
{
    private readonly Switchboard switchboard = new();

    public ValueTask DisposeAsync() => switchboard.DisposeAsync();

    [Fact]
    public async Task A_protocol_whose_escalation_died_says_so_once_however_often_is_looked()
    {
        var number = await switchboard.ReferredAsync();
        await switchboard.BuryAsync();

        for (var i = 0; i < 3; i++)
            Assert.Empty(await NoteAsync());

        Assert.Equal(["opened", "referred", "escalation-dead"], await switchboard.KindsAsync(number));
        var open = Assert.Single((await switchboard.DocumentAsync(number)).State.Referrals);
        Assert.Equal((EscalationState.Dead, DeadLetter.TooManyDeliveries), (open.State, open.DeadReason));
        Assert.Single(await switchboard.DeadAsync());
    }

    [Fact]
    public async Task Sent_again_under_a_new_id_it_arrives_and_the_old_letter_goes()
    {
        var number = await switchboard.ReferredAsync();
        await switchboard.BuryAsync();
        await NoteAsync();

        await switchboard.DoAsync(number, (protocol, _) => new RedriveEscalation(2).Decide(protocol), Switchboard.Carla);
        await NoteAsync();
        Assert.Equal(EscalationState.Queued, Assert.Single((await switchboard.DocumentAsync(number)).State.Referrals).State);
        Assert.Equal([$"{number}:4:1"], await switchboard.HandleAllAsync());

        Assert.Equal(EscalationState.Handling, Assert.Single((await switchboard.DocumentAsync(number)).State.Referrals).State);
        await NoteAsync();
        Assert.Equal([$"{number}:2:1~1"], await switchboard.HandleAllAsync());
        Assert.Empty(await switchboard.DeadAsync());
        Assert.Equal(["opened", "referred", "escalation-dead", "redriven", "referral-accepted"], await switchboard.KindsAsync(number));
    }

    [Fact]
    public async Task One_that_dies_again_is_dead_again()
    {
        var number = await switchboard.ReferredAsync();
        await switchboard.BuryAsync();
        await NoteAsync();
        await switchboard.DoAsync(number, (protocol, _) => new RedriveEscalation(2).Decide(protocol), Switchboard.Carla);
        await switchboard.BuryAsync();
        await NoteAsync();

        Assert.Equal(["opened", "referred", "escalation-dead", "redriven", "escalation-dead"], await switchboard.KindsAsync(number));
    }

    [Fact]
    public async Task Letters_that_no_protocol_speaks_for_are_answered_and_keep_no_other_from_its_record()
    {
        await switchboard.Queues.SendAsync(
            QueueDefinition.Escalations,
            [new("x1", Encoding.UTF8.GetBytes("?")) { Session = "x" }, new("x2", new Pointer("2020020300000012", 2).Write()) { Session = "x" }],
            default);
        await switchboard.HandleAllAsync();
        var number = await switchboard.ReferredAsync();
        await switchboard.BuryAsync();

        var page = await switchboard.Services.Escalations.RunAsync(EscalationState.Dead, 10, null, Caller.Service, default);

        Assert.Equal([null, "2020020300000012", number], page.Items.Select(item => item.Number));
        Assert.Equal(["letter-1", "letter-2", $"{number}-2"], page.Items.Select(item => item.Id));
        Assert.Empty((await switchboard.Services.Escalations.RunAsync(EscalationState.Queued, 10, null, Caller.Service, default)).Items);
    }

    private Task<IReadOnlyList<DeadLetter>> NoteAsync() => switchboard.Services.DeadEscalations.RunAsync(default);
}
