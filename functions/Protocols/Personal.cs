using System.Globalization;
using Protocols.Customers;
using Protocols.Facts;

namespace Protocols;

/// <summary>The part of a case that is personal or free text. Kept encrypted; gone once the data key is removed.</summary>
public sealed record Personal
{
    public string? Subject { get; init; }
    public string? Detail { get; init; }
    public Customer? Customer { get; init; }
    public IReadOnlyList<Reference> References { get; init => field = value ?? []; } = [];

    /// <summary>Business facts by name, told by clients: <c>order.state</c> is <c>dispatched</c>.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>();

    /// <summary>The text of the last solution.</summary>
    public string? Resolution { get; init; }

    public string? AccessCode { get; init; }

    /// <summary>By the number of the fact that called for it, what an effect is known by to whoever carried it out; null where nobody said.</summary>
    public IReadOnlyDictionary<string, string>? EffectReferences { get; init; }

    internal static Personal From(FactBody? body) => body is null ? new() : new()
    {
        Subject = body.Subject,
        Detail = body.Detail,
        Customer = body.Customer,
        References = body.References ?? [],
        Context = body.Context ?? new Dictionary<string, string>(),
        AccessCode = body.AccessCode,
    };

    /// <summary>Null where nobody said.</summary>
    public string? ReferenceOf(long effect) => EffectReferences?.GetValueOrDefault(effect.ToString(CultureInfo.InvariantCulture));

    internal Personal WithReferenceOf(long effect, string reference) => this with
    {
        EffectReferences = new Dictionary<string, string>(EffectReferences ?? new Dictionary<string, string>())
        {
            [effect.ToString(CultureInfo.InvariantCulture)] = reference,
        },
    };

    /// <summary>A named field takes what the body has for it; the customer, references and context stand there whole.</summary>
    internal Personal Amend(IReadOnlyList<string> fields, FactBody? body)
    {
        var next = this;
        foreach (var field in fields)
        {
            next = field switch
            {
                "subject" => next with { Subject = body?.Subject },
                "detail" => next with { Detail = body?.Detail },
                "references" => next with { References = body?.References ?? [] },
                "context" => next with { Context = body?.Context ?? new Dictionary<string, string>() },
                _ when field.StartsWith("customer", StringComparison.Ordinal) => next with { Customer = body?.Customer },
                _ => next,
            };
        }
        return next;
    }
}
