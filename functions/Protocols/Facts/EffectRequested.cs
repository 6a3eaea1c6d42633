using System.Text.Json.Serialization;
using Protocols.Catalog;

namespace Protocols.Facts;

/// <summary>
/// Something is to be done outside the case because of the action before it (M12). Each effect that others carry out is a fact of its
/// own kind, so that whoever carries it out can wait for just that and never for an answer to the request.
/// </summary>
/// <param name="Action">The code of the action that brings it about; what was given with it stands in the fact before.</param>
public sealed record EffectRequested(string Action) : FactTerms
{
    /// <summary>Stands as the fact's kind, so it is not repeated among the terms.</summary>
    [JsonIgnore]
    public ActionEffect Effect { get; init; }

    /// <summary>Who carries it out; absent where that is nobody in particular.</summary>
    public string? Department { get; init; }

    public override string Kind => Codes<ActionEffect>.Of(Effect);

    /// <summary>The effects that somebody outside the case sees to. The others are done with the action itself.</summary>
    internal static bool IsCalledFor(ActionEffect effect) =>
        effect is ActionEffect.RefundRequested or ActionEffect.SaleCancelled or ActionEffect.HelpRequested;
}

/// <summary>What an action called for was carried out (M12); the reference of whoever did it, where he gave one, stands in the body.</summary>
/// <param name="Effect">Number of the fact that called for it.</param>
public sealed record EffectDone(long Effect) : FactTerms
{
    public override string Kind => "effect-done";
}
