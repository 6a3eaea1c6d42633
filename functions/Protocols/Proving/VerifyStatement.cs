using System.Text.Json;
using Protocols.Cases;
using Protocols.Ports;

namespace Protocols.Proving;

/// <summary>
/// Verifies a statement as anybody could, and then against what is kept here: a statement of an earlier state stays genuine, since the chain it
/// tells must be where the present one began. Nothing of the record is told to whoever does not already have it under our signature.
/// </summary>
public sealed class VerifyStatement(IProtocolStore store, ISeals seals, SigningKeys keys)
{
    public async Task<StatementCheck> RunAsync(JsonElement given, CancellationToken cancellation)
    {
        var check = CheckStatement.Run(given, keys);
        if (check.Result != StatementResult.Genuine)
            return check;
        var statement = given.Deserialize(ProvingJson.Default.Statement)!;
        if (statement.Seal.Inclusion is { } inclusion
            && (await seals.FindAsync(inclusion.Day, cancellation))?.Root != inclusion.Root)
            return StatementCheck.Altered("seal");
        // What was removed in the meantime, as the law asks, leaves the signature to speak.
        return await store.FindAsync(statement.Number, cancellation) is not { } stored || await IsItsBeginningAsync(statement, stored, cancellation)
            ? check
            : StatementCheck.Altered("record");
    }

    private async Task<bool> IsItsBeginningAsync(Statement statement, StoredProtocol stored, CancellationToken cancellation)
    {
        var last = statement.Facts.Count;
        var kept = await store.ReadStoredAsync(stored.Document, last, last, cancellation);
        return kept is [{ } fact] && fact.Link == statement.Head;
    }
}
