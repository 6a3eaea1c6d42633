using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Recordings are taken in whole or not at all (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class RecordingTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task What_is_wrong_with_a_recording_is_told_and_nothing_is_kept()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var wav = Audio.Wav(50_000);
        Assert.Equal("404 protocol-not-found", (await ana.RecordAsync(Samples.UnknownNumber, wav)).Refusal);
        Assert.Equal("403 role-forbidden", (await (await service.AsAsync("compliance")).RecordAsync(number, wav)).Refusal);
        Assert.Equal("415 unsupported-media-type", (await ana.RecordAsync(number, wav, "audio/midi")).Refusal);
        Assert.Equal("415 unsupported-media-type", (await ana.RecordAsync(number, wav, "application/octet-stream")).Refusal);
        Assert.Equal("415 content-mismatch", (await ana.RecordAsync(number, wav, "audio/mpeg")).Refusal);
        Assert.Equal("415 content-mismatch", (await ana.RecordAsync(number, "RIFF"u8.ToArray())).Refusal);
        Assert.Equal("400 content-empty", (await ana.RecordAsync(number, [])).Refusal);
        Assert.Equal("400 digest-mismatch", (await ana.RecordAsync(number, wav, headers: ("Content-Digest", Audio.Digest([1])))).Refusal);
        Assert.Equal(["Content-Digest not-a-digest"], (await ana.RecordAsync(number, wav, headers: ("Content-Digest", "sha-256=:AAAA:"))).Errors);
        Assert.Equal(
            ["Recording-Duration required", "Recording-Started-At required"],
            (await ana.SendAsync("POST", $"protocols/{number}/recordings", new ByteArrayContent(wav))).Errors);
        Assert.Empty(await ana.RecordingsOfAsync(number));
        Assert.DoesNotContain(service.Folder.Files(), file => file.Contains("coming", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recording_from_the_future_was_not_recorded()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var reply = await ana.SendAsync(
            "POST", $"protocols/{number}/recordings", new ByteArrayContent(Audio.Wav(100)) { Headers = { { "Content-Type", "audio/wav" } } },
            ("Recording-Started-At", "2999-01-01T00:00:00Z"), ("Recording-Duration", "1"));
        Assert.Equal(["startedAt in-the-future"], reply.Errors);
    }

    [Fact]
    public async Task What_was_taken_in_is_listed_with_its_digest_and_term_and_stands_on_the_timeline()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var (first, second) = (Audio.Wav(300_000), Audio.Wav(70_001, seed: 2));
        var taken = (await ana.RecordAsync(number, first, headers: ("Content-Digest", Audio.Digest(first)))).Expect(201);
        Assert.Equal((300_000, Audio.Sha256(first)), (taken["size"].GetInt32(), taken["sha256"].GetString()));
        Assert.Equal("2026-06-01T03:00:00.000Z", taken["keepUntil"].GetString());
        var other = await ana.RecordedAsync(number, second);
        Assert.Equal([taken["id"].GetString()!, other], await ana.RecordingsOfAsync(number));
        var read = (await ana.ReadAsync(number)).Expect(200);
        Assert.Equal(["opened", "recording-linked", "recording-linked"], read.Kinds("timeline"));
        Assert.Equal(2, read["recordings"].GetArrayLength());
    }

    [Fact]
    public async Task Each_leg_of_a_call_has_its_own_start_length_and_term_and_is_heard_by_its_own_id()
    {
        var (pabx, ana, sara) = (await service.AsAsync("client", "pabx"), await service.AgentAsync(), await service.AsAsync("supervisor", "sara"));
        var number = await ana.OpenedAsync(Samples.Contact());
        // The last one spoken comes first, and the first one a day before it.
        (string Start, int Seconds, string Until, byte[] Bytes)[] legs =
        [
            ("2026-03-03T14:30:00.000Z", 45, "2026-06-02T03:00:00.000Z", Audio.Wav(3000, seed: 3)),
            ("2026-03-02T12:00:00.000Z", 610, "2026-06-01T03:00:00.000Z", Audio.Wav(1000, seed: 1)),
            ("2026-03-02T12:10:30.500Z", 1200, "2026-06-01T03:00:00.000Z", Audio.Wav(2000, seed: 2)),
        ];
        var ids = new List<string>();
        foreach (var (start, seconds, _, bytes) in legs)
        {
            var taken = await pabx.SendAsync(
                "POST", $"protocols/{number}/recordings", new ByteArrayContent(bytes) { Headers = { { "Content-Type", "audio/wav" } } },
                ("Recording-Started-At", start), ("Recording-Duration", $"{seconds}"));
            ids.Add(taken.Expect(201)["id"].GetString()!);
        }

        var spoken = new[] { 1, 2, 0 };
        var listed = (await ana.SendAsync("GET", $"protocols/{number}/recordings", null)).Expect(200).Items();
        Assert.Equal(
            spoken.Select(i => (ids[i], legs[i].Start, legs[i].Seconds, legs[i].Until, Audio.Sha256(legs[i].Bytes))),
            listed.Select(one => (
                one.GetProperty("id").GetString()!, one.GetProperty("startedAt").GetString()!, one.GetProperty("duration").GetInt32(),
                one.GetProperty("keepUntil").GetString()!, one.GetProperty("sha256").GetString()!)));
        Assert.Equal(
            spoken.Select(i => ids[i]), (await ana.ReadAsync(number)).Expect(200)["recordings"].EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        for (var i = 0; i < legs.Length; i++)
            Assert.Equal(legs[i].Bytes, (await sara.ListenAsync(number, ids[i])).Expect(200).Bytes);
    }

    [Fact]
    public async Task A_part_is_held_against_the_digest_it_comes_with_and_nothing_of_another_counts()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var wav = Audio.Wav(50_000);
        var id = (await ana.BeginUploadAsync(number, wav.Length)).Expect(201)["id"].GetString()!;
        Assert.Equal(["Content-Digest not-a-digest"], (await ana.PutPartAsync(number, id, 1, wav, ("Content-Digest", "sha-256=:AAAA:"))).Errors);
        Assert.Equal("400 digest-mismatch", (await ana.PutPartAsync(number, id, 1, wav, ("Content-Digest", Audio.Digest([1])))).Refusal);
        Assert.Equal("[1]", (await ana.SendAsync("GET", $"protocols/{number}/recordings/uploads/{id}", null)).Expect(200)["missing"].GetRawText());
        Assert.Equal("409 upload-incomplete", (await ana.CompleteUploadAsync(number, id, wav)).Refusal);
        Assert.Equal("[]", (await ana.PutPartAsync(number, id, 1, wav, ("Content-Digest", Audio.Digest(wav)))).Expect(200)["missing"].GetRawText());
        Assert.Equal(id, (await ana.CompleteUploadAsync(number, id, wav)).Expect(201)["id"].GetString());
    }

    [Fact]
    public async Task Telephony_adds_to_any_protocol_and_reads_only_its_own()
    {
        var (ana, pabx) = (await service.AgentAsync(), await service.AsAsync("client", "pabx"));
        var number = await ana.OpenedAsync(Samples.Contact());
        await pabx.RecordedAsync(number, Audio.Wav(1000));
        Assert.Equal("404 protocol-not-found", (await pabx.ReadAsync(number)).Refusal);
        Assert.Equal("404 protocol-not-found", (await pabx.AttachAsync(number, Audio.Png(1000))).Refusal);
        Assert.Equal("404 protocol-not-found", (await (await service.AsAsync("consumer", "maria", document: Samples.Cpf)).RecordAsync(number, Audio.Wav(1000))).Refusal);
    }

    [Fact]
    public async Task A_contact_without_subject_and_a_closed_case_take_recordings()
    {
        var ana = await service.AgentAsync();
        await ana.RecordedAsync(await ana.OpenedAsync(new { channel = "phone" }), Audio.Wav(1000));
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.SolveAsync(number)).Expect(201);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);
        await ana.RecordedAsync(number, Audio.Wav(1000));
        (await ana.AttachAsync(number, Audio.Png(1000))).Expect(201);
        Assert.Equal("closed", (await ana.ReadAsync(number))["status"].GetString());
    }

    [Fact]
    public async Task Sent_again_it_is_kept_once_and_with_other_bytes_refused()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var key = ("Idempotency-Key", "leg-1");
        var first = (await ana.RecordAsync(number, Audio.Wav(5000), headers: key)).Expect(201);
        var again = (await ana.RecordAsync(number, Audio.Wav(5000), headers: key)).Expect(201);
        Assert.True(again.Replayed);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("422 idempotency-key-reused", (await ana.RecordAsync(number, Audio.Wav(5000, seed: 9), headers: key)).Refusal);
        Assert.Equal("412 version-changed", (await ana.RecordAsync(number, Audio.Wav(5000), headers: ("If-Match", "\"1-s\""))).Refusal);
        Assert.Single(await ana.RecordingsOfAsync(number));
        Assert.Single(service.Folder.Files(), file => file.Contains(number, StringComparison.Ordinal) && !file.EndsWith(".crc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_parts_it_goes_on_where_it_broke_off_also_after_a_restart()
    {
        var running = await RunningService.WithAsync("--Recordings:MaxBytes", "30000000");
        var ana = await running.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var wav = Audio.Wav(20_000_000);
        Assert.Equal("413 content-too-large", (await ana.BeginUploadAsync(number, 30_000_001)).Refusal);
        Assert.Equal("404 upload-not-found", (await ana.PutPartAsync(number, new string('a', 32), 1, [1])).Refusal);
        Assert.Equal("404 upload-not-found", (await ana.PutPartAsync(number, "..%2F..", 1, [1])).Refusal);
        var key = ("Idempotency-Key", "call-7");
        var begun = (await ana.BeginUploadAsync(number, wav.Length, key)).Expect(201);
        Assert.Equal(begun["id"].GetString(), (await ana.BeginUploadAsync(number, wav.Length, key)).Expect(201)["id"].GetString());
        Assert.Equal("422 idempotency-key-reused", (await ana.BeginUploadAsync(number, 5, key)).Refusal);
        var id = begun["id"].GetString()!;
        var parts = wav.Chunk(begun["partSize"].GetInt32()).ToArray();
        Assert.Equal("404 part-not-found", (await ana.PutPartAsync(number, id, 4, parts[0])).Refusal);
        Assert.Equal("400 part-size", (await ana.PutPartAsync(number, id, 3, parts[0])).Refusal);
        Assert.Equal("[1,3]", (await ana.PutPartAsync(number, id, 2, parts[1])).Expect(200)["missing"].GetRawText());
        Assert.Equal("409 upload-incomplete", (await ana.CompleteUploadAsync(number, id, wav)).Refusal);

        await running.RestartAsync();
        Assert.Equal("[1,3]", (await ana.SendAsync("GET", $"protocols/{number}/recordings/uploads/{id}", null)).Expect(200)["missing"].GetRawText());
        (await ana.PutPartAsync(number, id, 1, parts[0])).Expect(200);
        (await ana.PutPartAsync(number, id, 3, parts[2])).Expect(200);
        Assert.Equal("400 digest-mismatch", (await ana.CompleteUploadAsync(number, id, [1])).Refusal);
        Assert.Equal(["sha256 not-a-digest"], (await ana.SendAsync("POST", $"protocols/{number}/recordings/uploads/{id}/complete", new { sha256 = "zz" })).Errors);
        Assert.Empty(await ana.RecordingsOfAsync(number));
        Assert.Equal(id, (await ana.CompleteUploadAsync(number, id, wav)).Expect(201)["id"].GetString());
        Assert.Equal(id, (await ana.CompleteUploadAsync(number, id, wav)).Expect(201)["id"].GetString());
        Assert.Equal([id], await ana.RecordingsOfAsync(number));
        Assert.Equal(Audio.Sha256(wav), Audio.Sha256((await (await running.AsAsync("supervisor", "sara")).ListenAsync(number, id)).Expect(200).Bytes));
        await running.DisposeAsync();
    }

    [Fact]
    public async Task Parts_that_are_no_recording_do_not_become_one()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var png = Audio.Png(1000);
        var id = await ana.UploadedAsync(number, png);
        Assert.Equal("415 content-mismatch", (await ana.CompleteUploadAsync(number, id, png)).Refusal);
        Assert.Empty(await ana.RecordingsOfAsync(number));
    }

    [Fact]
    public async Task Attachments_are_taken_by_their_bytes_and_the_customers_answer_what_he_was_asked_for()
    {
        var ana = await service.AgentAsync();
        var maria = await service.AsAsync("consumer", "maria", document: Samples.Cpf);
        var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        Assert.Equal("415 content-mismatch", (await maria.AttachAsync(number, Audio.Wav(100))).Refusal);
        Assert.Equal("415 unsupported-media-type", (await maria.AttachAsync(number, Audio.Png(100), "image/svg+xml")).Refusal);
        Assert.Equal("409 subject-missing", (await ana.AttachAsync(await ana.OpenedAsync(new { channel = "phone" }), Audio.Png(100))).Refusal);
        (await ana.AmendAsync(number, new { waitingOn = "customer" })).Expect(200);

        var png = Audio.Png(90_000);
        var added = (await maria.AttachAsync(number, png, headers: ("Attachment-Name", Uri.EscapeDataString("etiqueta ação.png")))).Expect(201);
        Assert.Equal("image/png", added["contentType"].GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await ana.ReadAsync(number))["waitingOn"].ValueKind);
        Assert.Equal("etiqueta ação.png", (await ana.TimelineAsync(number)).Items()[^1].GetProperty("text").GetString());

        var at = $"protocols/{number}/attachments";
        Assert.Equal(added["id"].GetString(), (await maria.SendAsync("GET", at, null)).Expect(200).Items()[0].GetProperty("id").GetString());
        Assert.Equal("404 attachment-not-found", (await maria.SendAsync("GET", $"{at}/{new string('0', 32)}/content", null)).Refusal);
        Assert.Equal("404 protocol-not-found", (await (await service.AsAsync("consumer", "jose", document: Samples.OtherCpf)).SendAsync("GET", $"{at}/{added["id"]}/content", null)).Refusal);
        var seen = (await ana.SendAsync("GET", $"{at}/{added["id"]}/content", null)).Expect(200);
        Assert.Equal(png, seen.Bytes);
        Assert.Equal("attachment", seen.ContentHeaders.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", seen.Header("X-Content-Type-Options"));
        var otto = await service.AsAsync("compliance", "otto");
        (await otto.SendAsync("GET", $"{at}/{added["id"]}/content", null)).Expect(200);
        Assert.Equal(["attachment-seen otto"], await otto.AccessesAsync(number));
    }

    [Fact]
    public async Task What_no_case_has_is_swept_away_after_a_day_and_all_else_stays()
    {
        var running = await RunningService.WithAsync();
        var (ana, admin) = (await running.AgentAsync(), await running.AsAsync("admin", "rita"));
        var number = await ana.OpenedAsync(Samples.Contact());
        var id = await ana.RecordedAsync(number, Audio.Wav(1000));
        (await ana.AttachAsync(number, Audio.Png(1000))).Expect(201);
        await ana.UploadedAsync(number, Audio.Wav(1000));
        var (lost, strange) = (Protocols.Recordings.ContentName.New(number), Protocols.Recordings.ContentName.New("2020020399999990"));
        foreach (var name in new[] { lost, strange })
            await running.Services.Contents.WriteAsync(name, new MemoryStream(Audio.Wav(500)), new(1000), default);
        Assert.Equal(0, (await admin.SendAsync("POST", "sweeps/recordings", new { })).Expect(200)["found"].GetInt32());
        await running.AdvanceAsync("P1DT1M");
        Assert.Equal(1, (await admin.SendAsync("POST", "sweeps/recordings", new { dryRun = true })).Expect(200)["found"].GetInt32());
        var swept = (await admin.SendAsync("POST", "sweeps/recordings", new { })).Expect(200);
        Assert.Equal((2, "[\"2020020399999990\"]"), (swept["found"].GetInt32(), swept["failed"].GetRawText()));
        Assert.Equal(0, (await admin.SendAsync("POST", "sweeps/recordings", new { })).Expect(200)["found"].GetInt32());
        Assert.Null(await running.Services.Contents.OpenAsync(lost, default));
        (await (await running.AsAsync("supervisor", "sara")).ListenAsync(number, id)).Expect(200);
        await running.DisposeAsync();
    }
}
