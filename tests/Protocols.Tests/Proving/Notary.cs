using System.Text.Json;
using System.Text.Json.Nodes;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.People;
using Protocols.Proving;
using Protocols.Proving.Seals;

namespace Protocols.Tests.Proving;

/// <summary>States and verifies what stands on a desk.</summary>
internal sealed class Notary(Desk desk)
{
    public SigningKeys Keys { get; } = SigningKeys.Read(SigningKeys.NewPem());

    public MemorySeals Seals { get; } = new();

    public MemoryAccessLog Accesses { get; } = new();

    public ReadStatement Reading => new(desk.Store, Seals, desk.Ring, Given.SaoPaulo, desk.Clock, new(Accesses, desk.Store, desk.Ring, desk.Clock));

    public MemoryArchive Archive { get; } = new();

    public SealDays Sealing => new(desk.Store, Seals, Seals, Given.SaoPaulo, desk.Clock, Archive);

    public async Task<Stated> ReadAsync(string number, Caller? by = null) =>
        Then.Value(await Reading.RunAsync(number, by ?? Callers.Ana, Access.ViewOf(by ?? Callers.Ana), default));

    public async Task<JsonObject> StateAsync(string number, Caller? by = null)
    {
        var stated = await ReadAsync(number, by);
        var statement = new Statement
        {
            Number = number,
            IssuedAt = desk.Clock.Now,
            IssuedTo = RoleNames.Foremost((by ?? Callers.Ana).Roles),
            Catalog = stated.State.Catalog,
            Protocol = JsonSerializer.SerializeToElement(new JsonObject { ["subject"] = stated.State.Personal.Subject }),
            Facts = stated.Facts,
            Head = stated.Head,
            Seal = stated.Seal,
        };
        return JsonNode.Parse(statement.Signed(Keys).Write().GetRawText())!.AsObject();
    }

    /// <summary>By what it holds and the keys alone, then by what is kept; they must agree unless told otherwise.</summary>
    public Task<string> VerifyAsync(JsonObject statement) => VerifyAsync(JsonSerializer.SerializeToElement(statement));

    /// <inheritdoc cref="VerifyAsync(JsonObject)"/>
    public async Task<string> VerifyAsync(JsonElement given)
    {
        var alone = Say(CheckStatement.Run(given, Keys));
        var here = Say(await new VerifyStatement(desk.Store, Seals, Keys).RunAsync(given, default));
        return alone == here ? here : $"{alone}, here {here}";
    }

    /// <summary>Signed anew, as whoever had the key could.</summary>
    public JsonObject Resigned(JsonObject statement)
    {
        statement.Remove("signature");
        var signature = Keys.Sign(CanonicalJson.Write(JsonSerializer.SerializeToElement(statement)));
        statement["signature"] = new JsonObject { ["alg"] = signature.Alg, ["kid"] = signature.Kid, ["value"] = signature.Value };
        return statement;
    }

    private static string Say(StatementCheck check) => $"{Codes<StatementResult>.Of(check.Result)} {check.Where}".TrimEnd();
}
