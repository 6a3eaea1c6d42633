using System.Text.Json.Serialization;

namespace Protocols.Catalog;

/// <summary>Something that staff may do with a case, where it fits (M12). An empty list of types, occurrences or reasons fits all.</summary>
public sealed record ActionDefinition(string Code, LocalText Name, IReadOnlyList<ActionEffect> Effects)
{
    private static readonly IReadOnlyList<Status> working = [Status.Open, Status.InProgress, Status.Waiting];

    public IReadOnlyList<string> Types { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> Occurrences { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> Reasons { get; init => field = value ?? []; } = [];

    /// <summary>The states it is offered in; while work goes on, unless said otherwise.</summary>
    public IReadOnlyList<Status> States { get; init => field = value ?? working; } = working;

    /// <summary>Actions of which one must have been taken before.</summary>
    public IReadOnlyList<string> After { get; init => field = value ?? []; } = [];

    /// <summary>Actions that end it, once taken: its own code means that it is taken once.</summary>
    public IReadOnlyList<string> NotAfter { get; init => field = value ?? []; } = [];

    /// <summary>What must be given with it.</summary>
    public IReadOnlyList<ActionField> Data { get; init => field = value ?? []; } = [];

    /// <summary>What must hold of the business; where that is not known, whoever acts confirms it.</summary>
    public IReadOnlyList<ActionCondition> Conditions { get; init => field = value ?? []; } = [];

    /// <summary>The message that the customer gets; null where he gets none.</summary>
    public string? Template { get; init; }

    /// <summary>Who carries the effect out; null where that is nobody in particular.</summary>
    public string? Department { get; init; }

    public bool CountsAgainstPerformance { get; init; }

    /// <summary>It leaves something to wait for, which a question never does (M6).</summary>
    [JsonIgnore]
    public bool LeavesOpen => Effects.Any(effect => effect is ActionEffect.WaitingOnCustomer or ActionEffect.HelpRequested);

    [JsonIgnore]
    public bool Finishes => Effects.Contains(ActionEffect.Finished);

    public bool Fits(string? type, string? occurrence, string? reason) =>
        Fits(Types, type) && Fits(Occurrences, occurrence) && Fits(Reasons, reason);

    internal static bool Fits(IReadOnlyList<string> allowed, string? code) => allowed.Count == 0 || (code is not null && allowed.Contains(code));
}

/// <param name="Code">Its name in the request, and in the template.</param>
public sealed record ActionField(string Code, DataKind Kind, LocalText Name);

/// <summary>A business fact of the protocol's context, and what it may be.</summary>
/// <param name="Fact">Its name, such as <c>order.state</c>.</param>
/// <param name="Text">What is confirmed where the fact is not known.</param>
/// <param name="Is">What it must be one of; null for anything.</param>
/// <param name="Not">What it must not be.</param>
public sealed record ActionCondition(string Fact, LocalText Text, IReadOnlyList<string>? Is = null, IReadOnlyList<string>? Not = null)
{
    public bool HoldsFor(string value) =>
        Is?.Contains(value, StringComparer.OrdinalIgnoreCase) != false && Not?.Contains(value, StringComparer.OrdinalIgnoreCase) != true;
}

/// <summary>What an action brings about. Written into the record, so none of these ever changes its meaning.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActionEffect>))]
public enum ActionEffect
{
    [JsonStringEnumMemberName("message-sent")] MessageSent,
    [JsonStringEnumMemberName("waiting-on-customer")] WaitingOnCustomer,
    [JsonStringEnumMemberName("refund-requested")] RefundRequested,
    [JsonStringEnumMemberName("sale-cancelled")] SaleCancelled,

    /// <summary>The case is in the department's queue; whoever answers to the customer stays the same.</summary>
    [JsonStringEnumMemberName("help-requested")] HelpRequested,

    /// <summary>The customer was told of the end and the case is resolved.</summary>
    [JsonStringEnumMemberName("finished")] Finished,
}

/// <summary>What a field of an action's data holds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataKind>))]
public enum DataKind
{
    [JsonStringEnumMemberName("text")] Text,
    [JsonStringEnumMemberName("url")] Url,

    /// <summary>A local day that has not passed.</summary>
    [JsonStringEnumMemberName("date")] Date,
    [JsonStringEnumMemberName("postingCode")] PostingCode,
}
