using Protocols;
using Protocols.Actions;
using Protocols.Callbacks;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Closing;
using Protocols.Customers;
using Protocols.Escalating;
using Protocols.Facts;
using Protocols.Handling;
using Protocols.Journal;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.People;
using Protocols.Procedures;
using Protocols.Sweeping;
using Protocols.Tracking;

namespace ProtocolFunctions.Tests.Stores.Reports;

/// <summary>Some customers and what becomes of their protocols over some weeks, by random acts of random staff; what is refused is left.</summary>
internal sealed class ReportHistories(StoreUnderTest store, int seed)
{
    private static readonly string[] occurrences = ["technical-problem", "delivery-problem", "cancellation", "question"];
    private static readonly Caller[] staff = [new("ana", "Ana Prado", Roles.Agent), new("bruno", "Bruno Reis", Roles.Agent), new("carla", "Carla Dias", RoleNames.Granted("supervisor"))];
    private static readonly Caller site = new("site", null, Roles.Client);
    private static readonly Caller olga = new("olga", "Olga Sá", RoleNames.Granted("ombudsman"));

    private readonly Random random = new(seed);
    private readonly RuleBook book = store.Book();

    private static readonly Customer?[] customers =
    [
        null,
        new() { Name = "Maria Souza", Document = "52998224725" },
        new() { Name = "José Lima", Document = "11144477735", Phone = "+5511987654321" },
        new() { Name = "Zeca", Phone = "+5511987654321" },
        new() { Name = "Rita", Email = "rita@example.com" },
    ];

    public List<string> Numbers { get; } = [];

    /// <summary>Some minutes later somebody does something.</summary>
    public async Task ActAsync()
    {
        store.Clock.Time += TimeSpan.FromMinutes(random.Next(1, 200));
        if (Numbers.Count < 3 || random.Next(7) == 0)
            await OpenAsync();
        else
            await ChangeAsync(Numbers[random.Next(Numbers.Count)]);
    }

    private async Task OpenAsync()
    {
        Assert.True(NumberTemplate.TryParse(NumberTemplate.Default, null, out var template, out _));
        var opening = new OpenProtocols(store.Protocols, new NumberIssuer(template!, store.Blocks, book.Zone, store.Clock), StoreCases.Ring, book, store.Clock);
        var opened = await opening.RunAsync(
            new()
            {
                Channel = Pick(Enum.GetValues<Channel>()),
                Subject = random.Next(8) == 0 ? null : "Sem sinal",
                Detail = "Desde ontem",
                References = [new("order", "PED-1")],
                Occurrence = random.Next(6) == 0 ? null : Pick(occurrences),
                Customer = Pick(customers),
            },
            random.Next(3) == 0 ? site : Pick(staff),
            null,
            default);
        Numbers.Add(opened.Value!.State.Number);
    }

    private async Task ChangeAsync(string number)
    {
        var (roll, minutes, by) = (random.Next(27), random.Next(1, 1500), Pick(staff));
        var (occurrence, waiting, tier, score) = (Pick(occurrences), Pick(Enum.GetValues<WaitingOn>()), Pick(Enum.GetValues<Tier>()), random.Next(1, 6));
        var (other, which) = (Pick([.. Numbers]), random.Next(20));
        var changing = new ChangeProtocol(store.Protocols, StoreCases.Ring, book, store.Clock);
        await changing.RunAsync(number, by, Conditions.None, (protocol, rules, now) => roll switch
        {
            0 => ClaimProtocol.Decide(protocol, by),
            1 => new AddEntry(EntryKind.Analysis, "Visto").Decide(protocol, by),
            2 => new AddEntry(EntryKind.Test, "Testado").Decide(protocol, by),
            3 or 4 => new AddEntry(EntryKind.Solution, "Trocado").Decide(protocol, by),
            5 => new AddEntry(EntryKind.Contact, "Avisada", Channel.Phone, Direction.Outbound, true, true).Decide(protocol, by),
            6 => new AddEntry(EntryKind.Contact, "Ligou", Channel.Phone, Direction.Inbound).Decide(protocol, by),
            7 => new AmendProtocol { Occurrence = occurrence }.Decide(protocol, rules.Catalogue),
            8 => new AmendProtocol { WaitingOn = new(true, waiting) }.Decide(protocol, rules.Catalogue),
            9 => new AmendProtocol { WaitingOn = new(true, WaitingOn.Customer) }.Decide(protocol, rules.Catalogue),
            10 or 11 => new ReferProtocol(new(tier, null, null), "Passa do que sei").Decide(protocol, by, rules, now),
            12 or 13 => new AcceptReferrals(protocol.Referrals.ToDictionary(referral => referral.Id, _ => "2026030100000001")).Decide(protocol),
            14 => new ReturnReferral(protocol.Referrals is [.., var last] ? last.Id : 0, "Medir de novo").Decide(protocol, olga),
            15 or 16 => ResolveProtocol.Decide(protocol, rules.Catalogue),
            17 => new CloseProtocol(Outcome.Solved).Decide(protocol, OwnerOf(protocol) ?? by, rules.Catalogue, rules.Zone),
            18 => new ReopenProtocol("Voltou").Decide(protocol, now, rules.Catalogue.Policy),
            19 => new AnswerSurvey(score, null).Decide(protocol),
            20 => new ScheduleCallback(now.AddMinutes(minutes), Channel.Phone).Decide(protocol, now, rules),
            21 => new CompleteCallback(protocol.Callbacks.FirstOrDefault(one => one.IsOpen)?.Id ?? 0, "Retorno", true).Decide(protocol, by, now, rules),
            >= 24 => Tick(protocol, rules.Catalogue, which, done: roll < 26),
            22 when other != number => new LinkProtocol(other, LinkKind.FollowUp, LinkEnd.FromHere).Decide(protocol),
            _ => new PerformAction("request-help", new Dictionary<string, string> { ["reason"] = "Não sei" }, []).Decide(protocol, rules.Catalogue, now, rules.Zone),
        }, default);
        if (roll == 22 && other != number)
        {
            await changing.RunAsync(other, by, Conditions.None, (protocol, _) =>
                protocol.Links.Any(link => link.Number == number) ? Decision.Nothing : new LinkProtocol(number, LinkKind.FollowUp, LinkEnd.ToHere).Decide(protocol), default);
        }
        var attend = new AttendProtocol(store.Protocols, StoreCases.Ring, book, store.Clock);
        await attend.RunAsync(number, Attention.Decide, default);
        await attend.RunAsync(number, (protocol, _, now) => FlagCallbacks.Decide(protocol, now), default);
    }

    private static Decision Tick(Protocol protocol, Catalogue catalogue, int which, bool done)
    {
        List<(string Procedure, string Step)> steps =
            [.. OfferedProcedures.Of(protocol, catalogue).SelectMany(one => one.Steps.Select(step => (one.Procedure.Code, step.Step.Code)))];
        if (steps.Count == 0)
            return Decision.Nothing;
        var (procedure, step) = steps[which % steps.Count];
        return new NewFact(done ? new StepDone(procedure, step) : new StepSkipped(procedure, step));
    }

    private static Caller? OwnerOf(Protocol protocol) => staff.FirstOrDefault(member => member.Id == protocol.Owner?.Id);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
