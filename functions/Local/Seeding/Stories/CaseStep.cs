using Protocols.People;

namespace Protocols.Local.Seeding.Stories;

/// <summary>One change of a case: when, by whom, and what the use case is asked to decide.</summary>
internal record CaseStep(DateTimeOffset At, Caller By, Func<Protocol, DateTimeOffset, Decision> Decide);

/// <summary>The customer himself does something; who he is follows from the number.</summary>
internal sealed record CustomerStep(DateTimeOffset At, Func<Protocol, Decision> Does)
    : CaseStep(At, Caller.Service, (protocol, _) => Does(protocol));

/// <summary>The case is linked with the customer's earlier one, whose number is known only while cases are being written.</summary>
internal sealed record LinkStep(DateTimeOffset At, Caller By, LinkKind Kind)
    : CaseStep(At, By, (_, _) => Decision.Nothing);
