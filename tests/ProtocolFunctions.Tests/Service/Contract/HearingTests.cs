using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Who hears a recording, what he must say first, and which bytes he gets (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class HearingTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    private static readonly byte[] wav = Audio.Wav(300_001);

    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task Staff_say_why_and_agents_do_not_hear()
    {
        var (number, id) = await RecordedAsync();
        Assert.Equal("401 unauthenticated", (await service.Anyone.ListenAsync(number, id)).Refusal);
        foreach (var role in new[] { "agent", "regulator", "admin" })
            Assert.Equal("403 role-forbidden", (await (await service.AsAsync(role)).ListenAsync(number, id)).Refusal);
        Assert.Equal("404 protocol-not-found", (await (await service.AsAsync("client", "pabx")).ListenAsync(number, id)).Refusal);
        Assert.Equal("404 protocol-not-found", (await (await service.AsAsync("consumer", "jose", document: Samples.OtherCpf)).ListenAsync(number, id)).Refusal);
        var sara = await service.AsAsync("supervisor", "sara");
        Assert.Equal("400 reason-missing", (await sara.ListenAsync(number, id, null)).Refusal);
        Assert.Equal("400 reason-missing", (await sara.ListenAsync(number, id, " ")).Refusal);
        Assert.Equal(["Access-Reason too-long"], (await sara.ListenAsync(number, id, new string('x', 501))).Errors);
        Assert.Equal("404 recording-not-found", (await sara.ListenAsync(number, new string('0', 32))).Refusal);
        Assert.Equal("404 recording-not-found", (await sara.ListenAsync(number, "..%2F..%2Fprotocols.db")).Refusal);
        Assert.Empty(await (await service.AsAsync("compliance", "otto")).AccessesAsync(number));
    }

    [Fact]
    public async Task Whoever_may_gets_every_byte_and_is_on_record_once_for_one_hearing()
    {
        var (number, id) = await RecordedAsync();
        var (sara, otto) = (await service.AsAsync("supervisor", "sara"), await service.AsAsync("compliance", "otto"));
        var maria = await service.AsAsync("consumer", "maria", document: Samples.Cpf);
        var heard = (await sara.ListenAsync(number, id, "Contestação do cliente")).Expect(200);
        Assert.Equal(wav, heard.Bytes);
        Assert.Equal("audio/wav", heard.ContentType);
        Assert.Equal($"\"{Audio.Sha256(wav)}\"", heard.ETag);
        Assert.Equal(Audio.Digest(wav), heard.Header("Content-Digest"));
        (await sara.ListenAsync(number, id, "Contestação do cliente", ("Range", "bytes=100-199"))).Expect(206);
        Assert.Equal(wav, (await maria.ListenAsync(number, id, null)).Expect(200).Bytes);
        (await otto.ListenAsync(number, id, "Auditoria")).Expect(200);
        Assert.Equal(["recording-heard sara Contestação do cliente", "recording-heard consumer", "recording-heard otto Auditoria"], await otto.AccessesAsync(number));
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=0-65535", 0, 65_536)]
    [InlineData("bytes=65535-65536", 65_535, 2)]
    [InlineData("bytes=300000-", 300_000, 1)]
    [InlineData("bytes=300000-999999999", 300_000, 1)]
    [InlineData("bytes=-1", 300_000, 1)]
    [InlineData("bytes=-999999999", 0, 300_001)]
    [InlineData("bytes=131072-", 131_072, 168_929)]
    public async Task A_range_is_those_bytes(string range, int from, int count)
    {
        var (number, id) = await RecordedAsync();
        var part = (await (await service.AsAsync("supervisor", "sara")).ListenAsync(number, id, headers: ("Range", range))).Expect(206);
        Assert.Equal(wav[from..(from + count)], part.Bytes);
        Assert.Equal($"bytes {from}-{from + count - 1}/300001", part.ContentHeaders.ContentRange!.ToString());
        Assert.Equal(Audio.Digest(wav), part.Header("Repr-Digest"));
        Assert.Null(part.Header("Content-Digest"));
    }

    [Fact]
    public async Task Ranges_that_are_none_several_or_of_another_version_are_answered_as_the_standard_says()
    {
        var (number, id) = await RecordedAsync();
        var sara = await service.AsAsync("supervisor", "sara");
        foreach (var behind in new[] { "bytes=300001-", "bytes=999999-1000000", "bytes=-0" })
        {
            var refused = await sara.ListenAsync(number, id, headers: ("Range", behind));
            Assert.Equal("416 range-not-satisfiable", refused.Refusal);
            Assert.Equal("bytes */300001", refused.ContentHeaders.ContentRange!.ToString());
        }
        foreach (var whole in new[] { "bytes=0-1,5-6", "seconds=1-2", "bytes=9-1", "bytes=x", "" })
            Assert.Equal(wav.Length, (await sara.ListenAsync(number, id, headers: ("Range", whole))).Expect(200).Bytes.Length);
        (await sara.ListenAsync(number, id, headers: [("Range", "bytes=0-1"), ("If-Range", "\"other\"")])).Expect(200);
        (await sara.ListenAsync(number, id, headers: [("Range", "bytes=0-1"), ("If-Range", $"\"{Audio.Sha256(wav)}\"")])).Expect(206);
        Assert.Empty((await sara.ListenAsync(number, id, headers: ("If-None-Match", $"\"{Audio.Sha256(wav)}\""))).Expect(304).Bytes);
    }

    [Fact]
    public async Task A_look_has_the_headers_and_leaves_no_trace()
    {
        var (number, id) = await RecordedAsync();
        var sara = await service.AsAsync("supervisor", "sara");
        var look = (await sara.LookAsync(number, id)).Expect(200);
        Assert.Equal((300_001L, "audio/wav", $"\"{Audio.Sha256(wav)}\""), (look.ContentHeaders.ContentLength!.Value, look.ContentType!, look.ETag!));
        Assert.Equal("bytes", look.Header("Accept-Ranges"));
        Assert.Equal(10, (await sara.LookAsync(number, id, ("Range", "bytes=0-9"))).Expect(206).ContentHeaders.ContentLength);
        Assert.Empty(await (await service.AsAsync("compliance", "otto")).AccessesAsync(number));
    }

    [Fact]
    public async Task An_address_opens_one_recording_for_a_while_for_whoever_asked()
    {
        var running = await RunningService.WithAsync();
        var (number, id) = await RecordedAsync(running);
        var (_, other) = (0, await (await running.AgentAsync()).RecordedAsync(number, Audio.Wav(100)));
        var (sara, otto) = (await running.AsAsync("supervisor", "sara"), await running.AsAsync("compliance", "otto"));
        var at = $"protocols/{number}/recordings/{id}/access";
        Assert.Equal("403 role-forbidden", (await (await running.AgentAsync()).SendAsync("POST", at, new { reason = "x" })).Refusal);
        Assert.Equal("400 reason-missing", (await sara.SendAsync("POST", at, new { })).Refusal);
        var given = (await sara.SendAsync("POST", at, new { reason = "Ouvir com o cliente" })).Expect(201);
        var url = given["url"].GetString()!;
        var path = url[(url.IndexOf("/api/", StringComparison.Ordinal) + 5)..];

        Assert.Equal(wav, (await running.Anyone.SendAsync("GET", path, null)).Expect(200).Bytes);
        (await running.Anyone.SendAsync("GET", path, null, ("Range", "bytes=0-9"))).Expect(206);
        foreach (var wrong in new[] { path.Replace(id, other, StringComparison.Ordinal), path[..^4], path + "AAAA", path.Split('?')[0] + "?access=" })
            Assert.Equal("401 unauthenticated", (await running.Anyone.SendAsync("GET", wrong, null)).Refusal);
        Assert.Equal(["recording-address-given sara Ouvir com o cliente", "recording-heard sara Ouvir com o cliente"], await otto.AccessesAsync(number));
        await running.AdvanceAsync("PT5M");
        Assert.Equal("401 unauthenticated", (await running.Anyone.SendAsync("GET", path, null)).Refusal);
        await running.DisposeAsync();
    }

    [Fact]
    public async Task A_customer_who_shows_his_document_alone_hears_nothing()
    {
        var (number, id) = await RecordedAsync();
        var tracked = (await service.Anyone.SendAsync("POST", "tracking", new { number, document = Samples.Cpf })).Expect(200);
        var anybody = new Desk(service, tracked["token"].GetString());
        Assert.Equal("403 access-code-needed", (await anybody.ListenAsync(number, id, null)).Refusal);
        Assert.Equal("403 access-code-needed", (await anybody.SendAsync("GET", $"protocols/{number}/recordings", null)).Refusal);
        Assert.Equal("403 access-code-needed", (await anybody.SendAsync("GET", $"protocols/{number}/attachments", null)).Refusal);
        Assert.Equal("403 access-code-needed", (await anybody.SendAsync("POST", $"protocols/{number}/recordings/{id}/access", new { })).Refusal);
        Assert.Equal("[]", (await anybody.ReadAsync(number)).Expect(200)["recordings"].GetRawText());
    }

    [Fact]
    public async Task A_copy_that_the_customer_asked_for_has_a_term_until_he_hears_it()
    {
        var (number, id) = await RecordedAsync();
        var (ana, maria) = (await service.AgentAsync(), await service.AsAsync("consumer", "maria", document: Samples.Cpf));
        Assert.Equal("404 recording-not-found", (await maria.SendAsync("POST", $"protocols/{number}/recordings/abc/requests", new { })).Refusal);
        Assert.False((await ana.ReadAsync(number))["deadlines"].TryGetProperty("recordingCopy", out _));
        var asked = (await maria.SendAsync("POST", $"protocols/{number}/recordings/{id}/requests", new { })).Expect(201);
        Assert.NotNull(asked["askedForAt"].GetString());
        (await maria.SendAsync("POST", $"protocols/{number}/recordings/{id}/requests", new { })).Expect(201);
        Assert.Equal("running", (await ana.ReadAsync(number))["deadlines"].GetProperty("recordingCopy").GetProperty("state").GetString());
        (await maria.ListenAsync(number, id, null)).Expect(200);
        (await maria.ListenAsync(number, id, null)).Expect(200);
        var read = await ana.ReadAsync(number);
        Assert.Equal("met", read["deadlines"].GetProperty("recordingCopy").GetProperty("state").GetString());
        Assert.Equal(["opened", "recording-linked", "recording-asked-for", "recording-delivered"], read.Kinds("timeline"));
    }

    [Theory]
    [InlineData(0, "500 content-damaged")]
    [InlineData(290_000, null)]
    public async Task A_damaged_recording_is_reported_and_never_given_out_as_good(int at, string? refusal)
    {
        var (number, id) = await RecordedAsync();
        var sara = await service.AsAsync("supervisor", "sara");
        var file = service.Folder.Files().Single(one => Path.GetFileName(one) == id);
        File.SetAttributes(file, FileAttributes.Normal);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[at] ^= 0x10;
        await File.WriteAllBytesAsync(file, bytes);
        service.ExpectLogged("is not as it was written");
        if (refusal is null)
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => sara.ListenAsync(number, id));
        else
            Assert.Equal(refusal, (await sara.ListenAsync(number, id)).Refusal);
        Assert.Equal("500 content-damaged", (await sara.ListenAsync(number, id, headers: ("Range", $"bytes={at}-{at}"))).Refusal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
        File.Delete(file);
        Assert.Equal("500 content-damaged", (await sara.ListenAsync(number, id)).Refusal);
    }

    private async Task<(string Number, string Id)> RecordedAsync(RunningService? on = null)
    {
        var ana = await (on ?? service).AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        return (number, await ana.RecordedAsync(number, wav));
    }
}
