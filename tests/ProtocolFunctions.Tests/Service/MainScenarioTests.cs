using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>One contact from the first ring to its end, as the company's requirements tell it.</summary>
public sealed class MainScenarioTests
{
    [Theory]
    [InlineData("Embedded")]
    [InlineData("Cosmos")]
    [Trait("Requirement", "M1")]
    [Trait("Requirement", "M2")]
    [Trait("Requirement", "M11")]
    [Trait("Requirement", "M20")]
    [Trait("Requirement", "M21")]
    public async Task A_telephone_contact_goes_from_its_number_to_its_end_and_is_found_again(string store)
    {
        var service = await RunningService.OnAsync(store);
        try
        {
            await PlayAsync(service);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static async Task PlayAsync(RunningService service)
    {
        var ana = await service.AgentAsync();

        // The telephone rings: nothing is known but the channel, and the number is there to be read out.
        var opened = (await ana.OpenAsync(new { channel = "phone" })).Expect(201);
        var number = opened.Number!;
        Assert.Matches("^[0-9]{16}$", number);
        Assert.Equal($"/api/protocols/{number}", opened.Header("Location"));
        Assert.Equal("open", opened["status"].GetString());
        Assert.Equal("409 subject-missing", (await ana.ResolveAsync(number)).Refusal);

        var amended = (await ana.AmendAsync(number, new
        {
            subject = "Produto chegou danificado",
            customer = new { name = "Maria Souza", document = "529.982.247-25" },
        })).Expect(200);
        Assert.Equal("***.***.247-25", amended["customer"].GetProperty("document").GetString());

        (await ana.AnalyseAsync(number, "Foto mostra a tela trincada")).Expect(201);
        (await ana.TestAsync(number, "Liga, mas a tela não responde")).Expect(201);
        Assert.Equal("409 solution-missing", (await ana.CloseAsync(number)).Refusal);
        (await ana.SolveAsync(number, "Aparelho novo enviado")).Expect(201);
        Assert.Equal("409 customer-not-informed", (await ana.CloseAsync(number)).Refusal);
        (await ana.InformAsync(number)).Expect(201);
        var closed = (await ana.CloseAsync(number)).Expect(200);
        Assert.Equal("closed", closed["status"].GetString());
        Assert.Equal("solved", closed["outcome"].GetString());
        Assert.Equal("Aparelho novo enviado", closed["resolution"].GetString());

        var found = (await ana.SearchAsync(new { document = "52998224725" })).Expect(200);
        Assert.Equal([number], found.Numbers);

        // Read as it was written down, said or pasted.
        var spoken = closed["spoken"].GetString()!;
        foreach (var typed in new[] { spoken, $"protocolo {number[..4]}.{number[4..8]}.{number[8..]}", $" Protocolo nº {spoken} ", number.Replace('0', 'O') })
            Assert.Equal(number, (await ana.ReadAsync(typed)).Expect(200).Number);

        Assert.Equal("400 number-mistyped", (await ana.ReadAsync(Samples.Mistyped(number))).Refusal);
        Assert.Equal("404 protocol-not-found", (await ana.ReadAsync(Samples.UnknownNumber)).Refusal);

        var timeline = (await ana.ReadAsync(number)).Expect(200);
        Assert.Equal(
            ["opened", "amended", "analysis", "test", "solution", "contact", "resolved", "closed"], timeline.Kinds("timeline"));
        Assert.Equal(8, timeline["integrity"].GetProperty("facts").GetInt64());
    }
}
