using System.Text.Json;
using System.Text.Json.Nodes;
using ProtocolFunctions.Tests.Service.Support;
using Protocols.Chain;

namespace ProtocolFunctions.Tests.Service;

/// <summary>Whatever somebody changes behind the service's back, the verification names it (M27).</summary>
[Trait("Requirement", "M27")]
public sealed class VerifyTests : IAsyncLifetime
{
    private readonly RunningService service = new();
    private string number = "", other = "";

    /// <summary>A case with seven facts and another one beside it, and nobody at work.</summary>
    public async Task InitializeAsync()
    {
        await service.InitializeAsync();
        var ana = await service.AgentAsync();
        other = await ana.OpenedAsync(Samples.Contact());
        number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        (await ana.AnalyseAsync(number, "Visto")).Expect(201);
        (await ana.NoteAsync(number, "Primeira")).Expect(201);
        (await ana.NoteAsync(number, "Segunda")).Expect(201);
        (await ana.SolveAsync(number)).Expect(201);
        (await ana.ResolveAsync(number)).Expect(200);
        (await ana.RevealAsync(number)).Expect(200);
        await service.StopAsync();
    }

    public Task DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task An_untouched_record_has_no_damage()
    {
        var (exitCode, output, errors) = await VerifyAsync();
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("2 protocols with 8 facts verified, 0 damaged", output, StringComparison.Ordinal);
        Assert.Contains("16 numbers leased, 2 in use", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE protocols SET owner = 'somebody' WHERE number = $number")]
    [InlineData("UPDATE protocols SET status = 'closed' WHERE number = $number")]
    [InlineData("DELETE FROM lookups WHERE number = $number AND key = (SELECT min(key) FROM lookups WHERE number = $number)")]
    public async Task What_queries_are_answered_from_is_held_against_the_document(string sql)
    {
        Tampering.Run(service.Folder, sql, ("$number", number));
        await AssertDamagedAsync("document: filing-changed");
    }

    [Theory]
    [InlineData("'ana'", "'eva'")]
    [InlineData("'customer-revealed'", "'found'")]
    [InlineData("'reason\":\"'", "'reason\":\"AAAA'")]
    public async Task Who_looked_at_what_cannot_be_told_otherwise(string there, string put)
    {
        Tampering.Run(
            service.Folder,
            $"UPDATE access_log SET entry = CAST(replace(CAST(entry AS TEXT), {there}, {put}) AS BLOB) WHERE number = $number",
            ("$number", number));
        await AssertDamagedAsync("access 1: access-changed");
    }

    [Fact]
    [Trait("Requirement", "M25")]
    public async Task Every_recording_is_held_against_its_digest()
    {
        var running = new RunningService();
        await running.StartAsync();
        var ana = await running.AgentAsync();
        var call = await ana.OpenedAsync(Samples.Contact());
        var changed = await ana.RecordedAsync(call, Audio.Wav(200_000));
        var whole = await ana.RecordedAsync(call, Audio.Wav(300_000));
        var gone = (await ana.AttachAsync(call, Audio.Png(1000))).Expect(201)["id"].GetString()!;
        await running.StopAsync();
        var (healthy, said, _) = await CommandHere.RunAsync("verify", "--Data:Directory", running.Folder.Path);
        Assert.True(healthy == 0, said);
        Assert.Contains("3 recordings and attachments read", said, StringComparison.Ordinal);

        // Somebody who knows of the checksums makes them anew; the chain still knows the digest.
        var (bytes, sums) = (Audio.Wav(200_000, seed: 5), new Protocols.Stores.Embedded.Files.Checksums());
        sums.Add(bytes);
        Replace(changed, bytes);
        Replace(changed + ".crc", sums.Write());
        File.Delete(FileOf(gone));
        var (exitCode, output, _) = await CommandHere.RunAsync("verify", "--Data:Directory", running.Folder.Path);
        Assert.Equal(2, exitCode);
        Assert.Contains($"{call} content {changed}: content-changed", output, StringComparison.Ordinal);
        Assert.Contains($"{call} content {gone}: content-missing", output, StringComparison.Ordinal);
        Assert.DoesNotContain(whole, output, StringComparison.Ordinal);
        await running.DisposeAsync();

        string FileOf(string name) => running.Folder.Files().Single(file => Path.GetFileName(file) == name);

        void Replace(string name, byte[] with)
        {
            var file = FileOf(name);
            File.SetAttributes(file, FileAttributes.Normal);
            File.WriteAllBytes(file, with);
        }
    }

    [Fact]
    public async Task A_look_up_entry_that_no_document_names_is_found()
    {
        Tampering.Run(service.Folder, "INSERT INTO lookups(key, opened_at, number) SELECT 'k1.x', opened_at, number FROM lookups LIMIT 1");
        var (exitCode, output, _) = await VerifyAsync();
        Assert.Equal(2, exitCode);
        Assert.Contains("look-up entries", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_verifies_while_the_service_runs()
    {
        await service.StartAsync();
        var (exitCode, output, _) = await LocalCommand.RunAsync("verify", "--Data:Directory", service.Folder.Path);
        Assert.Equal(0, exitCode);
        Assert.Contains("0 damaged", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("at", "2020-01-01T00:00:00.000Z")]
    [InlineData("kind", "test")]
    [InlineData("visibility", "public")]
    [InlineData("bodyHash", "0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_changed_header_is_named(string member, string value)
    {
        Tampering.Change(service.Folder, number, document => Fact(document, 2)["header"]![member] = value);
        await AssertDamagedAsync("fact 2: header-changed");
    }

    [Fact]
    public async Task A_changed_author_is_named()
    {
        Tampering.Change(service.Folder, number, document => Fact(document, 5)["header"]!["by"]!["name"] = "Outra Pessoa");
        await AssertDamagedAsync("fact 5: header-changed");
    }

    [Fact]
    public async Task A_changed_body_is_named()
    {
        Tampering.Change(service.Folder, number, document => Flip(Fact(document, 3), "body"));
        await AssertDamagedAsync("fact 3: body-changed");
    }

    [Fact]
    public async Task A_body_of_another_fact_is_named()
    {
        Tampering.Change(service.Folder, number, document => Fact(document, 3)["body"] = Fact(document, 4)["body"]!.DeepClone());
        await AssertDamagedAsync("fact 3: body-changed");
    }

    [Fact]
    public async Task A_removed_body_is_named()
    {
        Tampering.Change(service.Folder, number, document => Fact(document, 4).Remove("body"));
        await AssertDamagedAsync("fact 4: body-changed");
    }

    [Fact]
    public async Task A_changed_link_is_named()
    {
        Tampering.Change(service.Folder, number, document => Fact(document, 4)["link"] = new string('0', 64));
        await AssertDamagedAsync("fact 4: header-changed", "fact 5: header-changed");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_removed_fact_is_named(int n)
    {
        Tampering.Change(service.Folder, number, document => document["facts"]!.AsArray().RemoveAt(n - 1));
        await AssertDamagedAsync($"fact {n}: header-changed");
    }

    [Fact]
    public async Task The_last_fact_removed_is_named()
    {
        Tampering.Change(service.Folder, number, document => document["facts"]!.AsArray().RemoveAt(6));
        await AssertDamagedAsync("fact 7: facts-missing");
    }

    [Fact]
    public async Task All_facts_removed_is_named()
    {
        Tampering.Change(service.Folder, number, document => document["facts"]!.AsArray().Clear());
        await AssertDamagedAsync("fact 1: facts-missing");
    }

    [Fact]
    public async Task Two_facts_in_the_wrong_order_are_named()
    {
        Tampering.Change(service.Folder, number, document =>
        {
            var facts = document["facts"]!.AsArray();
            var third = facts[2]!;
            facts.RemoveAt(2);
            facts.Insert(3, third);
        });
        await AssertDamagedAsync("fact 3: header-changed", "fact 4: header-changed");
    }

    [Fact]
    public async Task A_changed_owner_in_the_state_is_named()
    {
        Tampering.Change(service.Folder, number, document => document["state"]!["owner"]!["id"] = "bia");
        await AssertDamagedAsync("document: state-changed");
    }

    [Fact]
    public async Task A_removed_fact_is_named_even_when_the_count_is_corrected()
    {
        Tampering.Change(service.Folder, number, document =>
        {
            document["facts"]!.AsArray().RemoveAt(6);
            document["state"]!["facts"] = 6;
        });
        await AssertDamagedAsync("document:");
    }

    [Fact]
    public async Task A_chain_computed_anew_over_a_changed_header_is_still_found()
    {
        Tampering.Change(service.Folder, number, document =>
        {
            Fact(document, 6)["header"]!["at"] = "2020-01-01T00:00:00.000Z";
            Relink(document);
        });
        await AssertDamagedAsync("document:");
    }

    [Fact]
    public async Task A_chain_computed_anew_that_opens_nothing_is_named_and_the_others_are_still_verified()
    {
        Tampering.Change(service.Folder, number, document =>
        {
            Fact(document, 1)["header"]!["kind"] = "note";
            Relink(document);
        });
        await AssertDamagedAsync("document: facts-contradictory");
    }

    [Fact]
    public async Task No_facts_at_all_is_named_even_when_the_count_is_corrected()
    {
        Tampering.Change(service.Folder, number, document =>
        {
            document["facts"]!.AsArray().Clear();
            document["state"]!["facts"] = 0;
        });
        await AssertDamagedAsync("document:");
    }

    [Fact]
    public async Task Changed_personal_data_is_named()
    {
        Tampering.Change(service.Folder, number, document => Flip(document.AsObject(), "personal"));
        await AssertDamagedAsync("document: personal-data-changed");
    }

    [Fact]
    public async Task A_changed_key_is_named()
    {
        Tampering.Change(service.Folder, number, document => Flip(document["key"]!.AsObject(), "sealed"));
        await AssertDamagedAsync("document: data-key-changed");
    }

    [Fact]
    public async Task A_changed_index_is_named()
    {
        Tampering.Change(service.Folder, number, document => document["index"]!["keys"]!.AsArray().Clear());
        await AssertDamagedAsync("document: index-changed");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_document_that_is_none_is_named_and_the_others_are_still_verified(string document)
    {
        Tampering.Run(service.Folder, "UPDATE protocols SET document = CAST($document AS BLOB) WHERE number = $number", ("$document", document), ("$number", number));
        await AssertDamagedAsync("document: document-unreadable");
    }

    [Fact]
    public async Task A_document_under_another_number_is_named()
    {
        Tampering.Run(
            service.Folder,
            "UPDATE protocols SET document = (SELECT document FROM protocols WHERE number = $other) WHERE number = $number",
            ("$other", other), ("$number", number));
        await AssertDamagedAsync("number-changed");
    }

    private Task<(int ExitCode, string Output, string Errors)> VerifyAsync() => CommandHere.RunAsync("verify", "--Data:Directory", service.Folder.Path);

    private async Task AssertDamagedAsync(params string[] damages)
    {
        var (exitCode, output, errors) = await VerifyAsync();
        Assert.True(exitCode == 2, $"{exitCode} {output} {errors}");
        var named = output.Split('\n').Where(line => line.StartsWith(number, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(named);
        Assert.All(damages, damage => Assert.Contains(named, line => line.Contains(damage, StringComparison.Ordinal)));
        Assert.DoesNotContain(output.Split('\n'), line => line.StartsWith(other, StringComparison.Ordinal));
        Assert.Contains("2 protocols with", output, StringComparison.Ordinal);
    }

    private static JsonObject Fact(JsonNode document, int n) => document["facts"]![n - 1]!.AsObject();

    /// <summary>What somebody does who knows how the chain is made: it needs no key.</summary>
    private static void Relink(JsonNode document)
    {
        var link = FactCodec.Origin;
        foreach (var fact in document["facts"]!.AsArray())
        {
            link = FactCodec.Link(link, JsonSerializer.SerializeToElement(fact!["header"]));
            fact["link"] = link;
        }
    }

    /// <summary>Changes one bit in the middle.</summary>
    private static void Flip(JsonObject of, string name)
    {
        var bytes = Convert.FromBase64String(of[name]!.GetValue<string>());
        bytes[bytes.Length / 2] ^= 1;
        of[name] = Convert.ToBase64String(bytes);
    }
}
