using Protocols.Actions;
using Protocols.Calendars;
using Protocols.Callbacks;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Closing;
using Protocols.Deadlines;
using Protocols.Escalating;
using Protocols.Extending;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Handling;
using Protocols.Journal;
using Protocols.Keeping;
using Protocols.Notifying;
using Protocols.Opening;
using Protocols.People;
using Protocols.Procedures;
using Protocols.Recordings;
using Protocols.Sweeping;
using Protocols.Tracking;

namespace Protocols.Tests.Cases;

/// <summary>A protocol that lives through random acts of random people, all through the use cases; what is refused is left.</summary>
internal sealed class RandomWalk(int seed)
{
    private static readonly string[] occurrences = [.. Given.Catalogue.Occurrences.Select(occurrence => occurrence.Code)];
    private static readonly Caller[] staff = [Callers.Ana, Callers.Bruno, Callers.Carla];
    private static readonly Policy policy = Presets.Shipped.Find("company")!.Beside(Presets.Shipped.Find("sac-11034")!);
    private static readonly IReadOnlyDictionary<string, BusinessCalendar> calendars = Presets.Shipped.CalendarsIn(Given.SaoPaulo);
    private static readonly ActionEffect[] calledFor = [ActionEffect.RefundRequested, ActionEffect.SaleCancelled, ActionEffect.HelpRequested];
    private static readonly Rules bank = new(Given.Catalogue with { DefaultPolicy = "bacen-ouvidoria", Occurrences = [] }, Given.SaoPaulo);
    private readonly Random random = new(seed);

    public Desk Desk { get; } = new();

    public string Number { get; private set; } = "";

    /// <summary>The kinds of facts that were written.</summary>
    public HashSet<string> Kinds { get; } = [];

    /// <summary>What use cases last said the state is.</summary>
    public Protocol? Answered { get; private set; }

    public async Task RunAsync(int steps)
    {
        var opened = Then.Value(await Desk.Opening.RunAsync(Opening(), Maybe(3) ? Callers.Website : Callers.Ana, null, default));
        Number = opened.State.Number;
        Keep(opened);
        var first = await Desk.Book.NewestAsync(default);
        await Desk.Book.PublishAsync(first with { Catalogue = first.Catalogue with { Version = 2 }, AppliesToOpen = true }, default);
        for (var i = 0; i < steps; i++)
        {
            Desk.Clock.Now += TimeSpan.FromMinutes(random.Next(-5, 600));
            var by = Pick(staff);
            var act = Act(by);
            var key = Maybe(4) ? new IdempotencyKey($"key {random.Next(5)}", "body") : null;
            var done = await Desk.DoAsync(Number, act, by, key);
            if (done.Value is { Replayed: false } changed) Keep(changed);
        }
    }

    private void Keep(Changed changed)
    {
        Answered = changed.State;
        Kinds.UnionWith(changed.Facts.Select(fact => fact.Terms.Kind));
    }

    private OpenProtocol Opening() => new()
    {
        Channel = Pick(Enum.GetValues<Channel>()),
        Subject = Maybe(2) ? Text() : null,
        Occurrence = Maybe(2) ? Pick(occurrences) : null,
        Customer = Maybe(2) ? Given.Maria : null,
        References = Maybe(2) ? [new("order", Text())] : [],
        Context = Maybe(2) ? new Dictionary<string, string> { ["z"] = Text(), ["b"] = Text() } : null,
        ReceiptBy = Maybe(3) ? ["sms"] : [],
    };

    private Func<Protocol, DateTimeOffset, Decision> Act(Caller by)
    {
        var roll = random.Next(58);
        var (minutes, which) = (random.Next(1, 3000), random.Next(9));
        var refer = new ReferProtocol(Destination(), Text());
        var entry = Entry();
        var patch = Patch();
        var executor = Maybe(2) ? Pick(staff).AsStaff() : null;
        var means = Pick(Enum.GetValues<Means>());
        var outcome = Pick(Enum.GetValues<Outcome>());
        var link = new LinkProtocol($"{random.Next(1, 4)}", Pick(Enum.GetValues<LinkKind>()), Pick(Enum.GetValues<LinkEnd>()));
        return (protocol, now) => roll switch
        {
            < 8 => entry.Decide(protocol, by),
            < 12 => patch.Decide(protocol, Given.Catalogue),
            12 => ClaimProtocol.Decide(protocol, by),
            13 => new SetOwner(by.AsStaff(), "Troca de turno").Decide(protocol),
            14 => new SetExecutor(executor).Decide(protocol),
            15 => (link with { Other = which < 4 ? null : protocol with { OpenedAt = protocol.OpenedAt.AddDays(which - 6) } }).Decide(protocol),
            16 => ResolveProtocol.Decide(protocol, Given.Catalogue),
            17 => new CloseProtocol(outcome).Decide(protocol, OwnerOf(protocol) ?? by, Given.Catalogue, Given.SaoPaulo),
            18 => new RevealCustomer("Conferir").Decide(protocol),
            57 when which > 5 => new CarryOutEffect(protocol.Effects is [.., var asked] ? asked.Id : 0, which == 6 ? null : "PIX 17").Decide(protocol),
            57 => new ExtendTerm("Documentos a caminho").Decide(protocol, bank, null, now),
            24 when which > 5 => new NewFact(new EffectRequested("cancel-sale") { Effect = calledFor[which % 3] }),
            24 => new PerformAction("message-customer", new Dictionary<string, string> { ["text"] = "Olá" }, [])
                .Decide(protocol, Given.Catalogue, now, Given.SaoPaulo),
            25 => refer.Decide(protocol, by, Given.Rules, now),
            26 or 27 => new AcceptReferrals(protocol.Referrals.ToDictionary(referral => referral.Id, referral => $"{referral.Id}")).Decide(protocol),
            28 => new ReturnReferral(protocol.Referrals is [.., var last] ? last.Id : 0, "Medir de novo").Decide(protocol, Callers.Carla),
            29 or 33 => NoteDeadEscalations.Decide(protocol, protocol.Referrals is [var first, ..] ? first.SentBy : 0, "unreadable"),
            40 => new AnswerSurvey(1 + which % 5, null).Decide(protocol),
            41 when which > 5 => new AskCorrection("name", "Maria Souza").Decide(),
            41 => new AskHistory(which < 3 ? DeliveryWay.Email : DeliveryWay.Download).Decide(protocol, now),
            42 when which > 5 && protocol.Corrections is [.., var wrong] => new AnswerCorrection(wrong.Id, true, "Corrigido").Decide(protocol),
            42 when which < 4 && protocol.HistoryRequests is [.., { By: DeliveryWay.Email, SentAt: null } mailed] =>
                new NewFact(new HistorySent(mailed.Id, DeliveryWay.Email) { State = MessageState.Accepted, CarrierId = "m-1" }),
            42 => new SendHistory(protocol.HistoryRequests is [.., var owed] ? owed.Id : 0, "Em mãos").Decide(protocol),
            49 => new SetHold("Ação", $"{which % 2}").Decide(protocol),
            50 => new LiftHold("Encerrada", protocol.Holds is [var held, ..] ? held.Reference : null).Decide(protocol),
            51 => AskErasure.Decide(protocol),
            >= 52 and <= 55 when protocol.ClosedAt is null && protocol.Recordings.Count > 0 => new NewFact(new Closed(Outcome.Solved)),
            >= 52 and <= 55 => RemoveWhatIsDue.Decide(protocol, Given.Rules, which == 0 ? now.AddYears(3) : now.AddDays(100), protocol.Leaving.ToHashSet()),
            31 => ApplyTerms.Decide(protocol, 2),
            30 or 32 => new RedriveEscalation(protocol.Referrals is [var dead, ..] ? dead.Id : 0).Decide(protocol),
            19 => FlagDeadlines.Decide(protocol, policy, calendars, now),
            20 => new ScheduleCallback(now.AddMinutes(minutes), Channel.Phone).Decide(protocol, now, Given.Rules),
            21 or 39 => new CompleteCallback((protocol.Callbacks.FirstOrDefault(one => one.IsOpen) ?? protocol.Callbacks.ElementAtOrDefault(which))?.Id ?? 0, "Retorno", which % 2 == 0)
                .Decide(protocol, by, now, Given.Rules),
            22 => FlagCallbacks.Decide(protocol, now),
            23 => Attention.Decide(protocol, Given.Rules, now),
            35 => new AskReceipt(means).Decide(protocol, now),
            36 => new NewFact(new NotificationSent(which, "number-receipt", means, MessageState.Sent), FactBody.Of("a***@b.example")),
            37 => new NewFact(new NotificationFailed(which, "number-receipt", means, MessageState.Failed, "smtp-550")),
            38 => new NewFact(new LetterListed(which, "number-receipt")),
            44 => new LinkRecording($"r{which}", "audio/wav", 9, "ab", now.AddMinutes(-9), 60).Decide(protocol, now, now.AddDays(90)),
            45 => new AskForRecording(protocol.Recordings is [var one, ..] ? one.Id : $"r{which}").Decide(protocol),
            46 => new AskForRecording(protocol.Recordings.FirstOrDefault(recording => recording.AskedForAt is not null)?.Id ?? $"r{which}").Given(protocol, Callers.Maria),
            47 => new AddAttachment($"a{protocol.Facts}", "image/png", 9, "cd", Maybe(2) ? "foto.png" : null).Decide(protocol),
            56 or 48 when protocol.Deliveries is [.., var told] => new ReportDelivery(told.Fact, told.By, roll == 48 ? null : "mailbox-full").Decide(protocol),
            34 when which > 4 => new FileComplaint("ans", now.LocalDay(Given.SaoPaulo), $"NIP {which}").Decide(protocol, now.LocalDay(Given.SaoPaulo)),
            34 or 43 => TickAny(protocol, which % 2 == 0),
            _ => new ReopenProtocol("Voltou").Decide(protocol, now, Given.Catalogue.Policy),
        };
    }

    /// <summary>The first step that nobody ticked; most cases have none.</summary>
    private static Decision TickAny(Protocol protocol, bool done)
    {
        var open = OfferedProcedures.Of(protocol, Given.Catalogue)
            .SelectMany(offered => offered.Steps.Where(step => step.Tick is null).Select(step => TickStep.IdOf(offered.Procedure, step.Step)))
            .FirstOrDefault();
        return new TickStep(open ?? "", done ? true : null, done ? null : "Dispensado").Decide(protocol, Given.Catalogue);
    }

    private Destination Destination() => random.Next(3) switch
    {
        0 => new(Pick(Enum.GetValues<Tier>()), null, null),
        1 => new(null, "logistics", null),
        _ => new(null, null, Callers.Carla.AsStaff()),
    };

    private static Caller? OwnerOf(Protocol protocol) => staff.FirstOrDefault(member => member.Id == protocol.Owner?.Id);

    private AddEntry Entry()
    {
        var kind = Pick(Enum.GetValues<EntryKind>());
        if (kind != EntryKind.Contact)
            return new(kind, Text());
        var direction = Pick(Enum.GetValues<Direction>());
        bool? reached = direction == Direction.Outbound && Maybe(2) ? false : null;
        bool? informed = reached is null && Maybe(2) ? true : null;
        return new(kind, Text(), Maybe(2) ? Pick(Enum.GetValues<Channel>()) : null, direction, reached, informed);
    }

    private AmendProtocol Patch() => new()
    {
        Subject = Maybe(3) ? Text() : default(Patch<string>),
        Detail = Maybe(3) ? (Maybe(3) ? null : Text()) : default(Patch<string>),
        Occurrence = Maybe(5) ? (Maybe(4) ? null : Pick(occurrences)) : default(Patch<string>),
        Customer = Maybe(3) ? PatchedCustomer() : default(Patch<CustomerPatch>),
        References = Maybe(4) ? new(true, Maybe(3) ? null : [new("order", Text()), new("invoice", Text())]) : default,
        Context = Maybe(3) ? new(true, Maybe(4) ? null : PatchedContext()) : default,
        WaitingOn = Maybe(4) ? new(true, Maybe(2) ? null : Pick(Enum.GetValues<WaitingOn>())) : default,
    };

    private CustomerPatch? PatchedCustomer() => Maybe(5) ? null : new()
    {
        Name = Maybe(2) ? Text() : default(Patch<string>),
        Email = Maybe(2) ? (Maybe(2) ? null : "maria@exemplo.com.br") : default(Patch<string>),
        Company = Maybe(2) ? Text() : default(Patch<string>),
    };

    private Dictionary<string, string?> PatchedContext() =>
        new() { [Pick<string>(["z", "b", "order.state"])] = Maybe(3) ? null : Text(), ["m"] = Maybe(2) ? null : "1" };

    /// <summary>Accents, emoji, quotes and line breaks; now and then long enough for pages.</summary>
    private string Text() => Maybe(8)
        ? new string((char)('a' + random.Next(26)), random.Next(1_000, 12_000))
        : $"{Pick<string>(["Ligação", "\"aspas\"", "linha\r\nlinha", "😀", "é<&>\u2028"])} {random.Next(3)}";

    private bool Maybe(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
