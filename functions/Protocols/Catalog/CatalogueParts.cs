using Protocols.Deadlines;

namespace Protocols.Catalog;

/// <summary>Which terms a kind of protocol runs under: the company's own and, beside them, those of presets.</summary>
/// <param name="Name">What people call it.</param>
public sealed record CataloguePolicy(string Code, LocalText Name)
{
    /// <summary>Codes among the catalogue's <see cref="Catalogue.Stock"/>; their terms stand beside the ones given here.</summary>
    public IReadOnlyList<string> Presets { get; init => field = value ?? []; } = [];

    public IReadOnlyList<TargetRule> Targets { get; init => field = value ?? []; } = [];

    /// <summary>What for, and by what right, the customer's data is kept; null where the company's default policy says it.</summary>
    public Processing? Processing { get; init; }

    /// <summary>When cases go up by themselves.</summary>
    public IReadOnlyList<AutoEscalation> Escalations { get; init => field = value ?? []; } = [];

    /// <summary>The policy of the ombudsman's own protocol of such a case; null for what its presets say, or else the same one.</summary>
    public string? Ombudsman { get; init; }

    /// <summary>Its own terms, those of its presets and those that hold for all, under its code; presets that do not exist are left out.</summary>
    public Policy Whole(Presets stock) => stock.WithThoseForAll(Presets
        .Select(stock.Find)
        .OfType<Policy>()
        .Aggregate(new Policy(Code, Name, Targets) { Escalations = Escalations, Ombudsman = Ombudsman }, (whole, preset) => whole.Beside(preset)));
}

/// <summary>What personal data is used for, and what allows it (LGPD art. 6, I, and art. 7); the customer is told both.</summary>
/// <param name="Basis">The article, where it was read and whether that is verified.</param>
public sealed record Processing(LocalText Purpose, Rule Basis);

/// <summary>A part of the company that cases or effects are handed to (M18).</summary>
/// <param name="Address">The e-mail address that is notified.</param>
/// <param name="Tier">The line of support it is, where it is one.</param>
public sealed record Department(string Code, LocalText Name, string Address, Tier? Tier = null);

/// <summary>A message to the customer. <c>{number}</c> and the codes of an action's data stand for their values.</summary>
public sealed record MessageTemplate(string Code, LocalText Subject, LocalText Text);

/// <summary>The steps to follow [roteiro] for a type and channel (M14).</summary>
/// <param name="Types">The types of occurrence it is for.</param>
/// <param name="Channels">The channels it is for; none means all.</param>
public sealed record Procedure(
    string Code, LocalText Name, IReadOnlyList<string> Types, IReadOnlyList<ProcedureStep> Steps, IReadOnlyList<Channel>? Channels = null);

public sealed record ProcedureStep(string Code, LocalText Text);
