using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Protocols.Accessing;
using Protocols.Chain;
using Protocols.Events;
using Protocols.Facts;
using Protocols.Tests.Chain;

namespace Protocols.Tests.Events;

/// <summary>The registry of events: each fact's event as other systems have come to know it, and nothing personal in any (M30).</summary>
[Trait("Requirement", "M30")]
public sealed class EventKindsTests
{
    private const string Number = "2026112300000017";

    /// <summary>By kind of fact, the type and version of its event and its data: never changed once it was released, but for members that join.</summary>
    private static readonly Dictionary<string, (string Type, int Version, string Data)> made = new()
    {
        ["opened"] = ("protocol.opened", 1, """{"fact":"opened","channel":"in-person","occurrence":"cancellation","reason":"price","type":"cancellation"}"""),
        ["classified"] = ("protocol.classified", 1, """{"fact":"classified","occurrence":"request","reason":"visit","type":"request"}"""),
        ["analysis"] = ("protocol.entry-added", 1, """{"fact":"analysis"}"""),
        ["test"] = ("protocol.entry-added", 1, """{"fact":"test","channel":"skype"}"""),
        ["solution"] = ("protocol.entry-added", 1, """{"fact":"solution"}"""),
        ["contact"] = (
            "protocol.entry-added", 1, """{"fact":"contact","channel":"whatsapp","direction":"outbound","reached":true,"customerInformed":false}"""),
        ["note"] = ("protocol.entry-added", 1, """{"fact":"note"}"""),
        ["action-taken"] = (
            "protocol.action-taken", 1,
            """{"fact":"action-taken","action":"give-posting-code","effects":["message-sent","waiting-on-customer"],"department":"logistics"}"""),
        ["refund-requested"] = ("protocol.refund-requested", 1, """{"fact":"refund-requested","action":"cancel-sale","department":"finance"}"""),
        ["sale-cancelled"] = ("protocol.sale-cancelled", 1, """{"fact":"sale-cancelled","action":"cancel-sale"}"""),
        ["help-requested"] = ("protocol.help-requested", 1, """{"fact":"help-requested","action":"cancel-sale","department":"supervision"}"""),
        ["referred"] = ("protocol.escalated", 1, """{"fact":"referred"}"""),
        ["referral-accepted"] = (
            "protocol.escalation-accepted", 1,
            """{"fact":"referral-accepted","referral":7,"tier":"ombudsman","department":"logistics","protocol":"2026112000000042"}"""),
        ["returned"] = ("protocol.escalation-returned", 1, """{"fact":"returned","referral":7}"""),
        ["escalation-dead"] = ("protocol.escalation-dead", 1, """{"fact":"escalation-dead","referral":7,"reason":"MaxDeliveryCountExceeded"}"""),
        ["deadline-warned"] = (
            "protocol.deadline-warned", 1, """{"fact":"deadline-warned","target":"nextReturn","dueAt":"2026-11-23T12:00:00.070Z"}"""),
        ["deadline-breached"] = (
            "protocol.deadline-breached", 1, """{"fact":"deadline-breached","target":"legalAnswer","dueAt":"2026-11-23T12:00:00.000Z"}"""),
        ["callback-missed"] = ("protocol.callback-missed", 1, """{"fact":"callback-missed","callback":5}"""),
        ["resolved"] = ("protocol.resolved", 1, """{"fact":"resolved"}"""),
        ["closed"] = ("protocol.closed", 1, """{"fact":"closed","outcome":"unreachable"}"""),
        ["reopened"] = ("protocol.reopened", 1, """{"fact":"reopened"}"""),
        ["recording-linked"] = (
            "protocol.recording-linked", 1,
            """{"fact":"recording-linked","id":"0123456789abcdef0123456789abcdef","mediaType":"audio/wav","size":1048576,"startedAt":"2026-11-23T12:00:00.000Z","duration":95,"keepUntil":"2027-02-21T12:00:00.000Z"}"""),
        ["hold-set"] = ("protocol.hold-set", 1, """{"fact":"hold-set"}"""),
        ["hold-lifted"] = ("protocol.hold-lifted", 1, """{"fact":"hold-lifted"}"""),
        ["content-removed"] = ("protocol.purged", 1, """{"fact":"content-removed","id":"r1"}"""),
        ["personal-data-erased"] = ("protocol.purged", 1, """{"fact":"personal-data-erased","article":"Decreto 11.034/2022"}"""),
    };

    [Fact]
    public void The_registry_names_facts_and_accesses_that_exist_each_once()
    {
        Assert.True(EventKinds.All.Count > 15);
        Assert.Equal(EventKinds.All.Count, EventKinds.All.Select(kind => kind.Type).Distinct().Count());
        Assert.Equal(EventKinds.All.Sum(kind => kind.From.Count), EventKinds.All.SelectMany(kind => kind.From).Distinct().Count());
        Assert.All(EventKinds.All, kind =>
        {
            Assert.Matches("^protocol\\.[a-z-]+$", kind.Type);
            Assert.True(kind.Version >= 1);
            Assert.Subset((kind.IsAccess ? Codes<AccessKind>.All : FactKinds.All).ToHashSet(), kind.From.ToHashSet());
        });
    }

    [Fact]
    public void Every_type_that_the_contract_names_is_there()
    {
        string[] named =
        [
            "opened", "classified", "entry-added", "escalated", "escalation-accepted", "escalation-returned", "escalation-dead", "deadline-warned",
            "deadline-breached", "callback-missed", "resolved", "closed", "reopened", "recording-linked", "recording-accessed", "hold-set", "hold-lifted", "purged",
        ];
        Assert.All(named, name => Assert.NotNull(EventKinds.Find($"protocol.{name}")));
    }

    [Fact]
    public void Each_fact_makes_the_event_that_others_have_come_to_know()
    {
        Assert.Equal(EventKinds.All.Where(kind => !kind.IsAccess).SelectMany(kind => kind.From).Order(), made.Keys.Order());
        foreach (var (kind, expected) in made)
        {
            var told = EventKinds.Of(Number, Sealed(FactSamples.All[kind].Fact))!;
            Assert.Equal(expected, (told.Type, EventKinds.Find(told.Type)!.Version, told.Data.GetRawText()));
            Assert.Equal($"urn:protocol-functions:event:{expected.Type}:{expected.Version}", told.Schema);
        }
    }

    [Fact]
    public void An_event_names_its_protocol_and_its_fact_and_is_the_same_each_time()
    {
        var stored = Sealed(FactSamples.All["closed"].Fact, 7);
        var told = EventKinds.Of(Number, stored)!;
        Assert.Equal(($"{Number}-7", Number, 7L, Given.Morning), (told.Id, told.Subject, told.Sequence, told.Time));
        Assert.Equal(told.ToCloudEvent().Write(), EventKinds.Of(Number, stored)!.ToCloudEvent().Write());
    }

    [Fact]
    public void Nothing_that_is_personal_stands_in_any_event()
    {
        var told = FactSamples.All.Values.Select(sample => EventKinds.Of(Number, Sealed(sample.Fact))).OfType<ProtocolEvent>().ToList();
        Assert.True(told.Count > 15, $"{told.Count} samples make an event.");
        foreach (var one in told)
        {
            var text = JsonSerializer.Serialize(one, EventJson.Default.ProtocolEvent);
            // Staff have ids and names; customers, texts and references stand in bodies, which events never see.
            Assert.DoesNotMatch(new Regex(@"\b(ana|bruno|carla|Lima|Reis|Souza|Ávila|Cancelar|A-17)\b", RegexOptions.IgnoreCase), text);
        }
    }

    [Fact]
    public void What_nobody_outside_needs_to_know_makes_none()
    {
        Assert.Null(EventKinds.Of(Number, Sealed(FactSamples.All["customer-revealed"].Fact)));
        Assert.Null(EventKinds.Of(Number, Sealed(FactSamples.All["message-sent"].Fact)));
        Assert.Null(EventKinds.OfFact("recording-heard"));
    }

    [Fact]
    public void Hearing_a_recording_is_told_without_who_heard_it_and_why()
    {
        using var key = new DataKey(new byte[KeyRing.KeyBytes], Number);
        var heard = Access(AccessKind.RecordingHeard, key);
        var told = EventKinds.Of(heard)!;
        Assert.Equal(($"{Number}-access-3", "protocol.recording-accessed", null), (told.Id, told.Type, told.Sequence));
        Assert.Equal("""{"fact":"recording-heard","item":"0123"}""", told.Data.GetRawText());
        Assert.Null(EventKinds.Of(Access(AccessKind.Read, key)));
    }

    [Fact]
    public void It_is_written_as_CloudEvents_has_it()
    {
        var json = JsonSerializer.Deserialize<JsonElement>(EventKinds.Of(Number, Sealed(FactSamples.All["resolved"].Fact, 4))!.ToCloudEvent().Write());
        Assert.Equal(
            ["data", "datacontenttype", "dataschema", "id", "sequence", "source", "specversion", "subject", "time", "type"],
            json.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(
            ("1.0", $"urn:protocol-functions:{Number}", "2026-11-23T12:00:00.000Z", "0000000004"),
            (json.GetProperty("specversion").GetString(), json.GetProperty("source").GetString(), json.GetProperty("time").GetString(), json.GetProperty("sequence").GetString()));
    }

    [Fact]
    public void Sequences_stand_as_texts_in_the_order_of_the_facts()
    {
        long[] facts = [1, 2, 9, 10, 11, 99, 100, 12_345, int.MaxValue];
        var written = facts.Select(n => EventKinds.Of(Number, Sealed(FactSamples.All["resolved"].Fact, n))!.ToCloudEvent().Sequence!).ToList();
        Assert.Equal(written, written.Order(StringComparer.Ordinal));
        Assert.Equal(facts, written.Select(text => long.Parse(text, CultureInfo.InvariantCulture)));
    }

    private static StoredFact Sealed(NewFact fact, long n = 3)
    {
        using var key = new DataKey(new byte[KeyRing.KeyBytes], Number);
        return FactCodec.Seal(fact, n, Given.Morning, Callers.Ana.Actor, FactCodec.Origin, key, new byte[FactCodec.SaltBytes]).Stored;
    }

    private static StoredAccess Access(AccessKind kind, DataKey key) => AccessCodec.Seal(
        new(Number, 3, Given.Morning, kind, Callers.Ana.Actor, "0123", null), "Contestação", FactCodec.Origin, key, new byte[FactCodec.SaltBytes]);
}
