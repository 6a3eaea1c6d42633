using Protocols.People;

namespace Protocols.Local.Seeding.Stories;

/// <summary>One change of a case: when, by whom, and what the use case is asked to decide.</summary>
internal record CaseStep(DateTimeOffset At, Caller By, Func<Protocol, DateTimeOffset, Decision> Decide);

/// <summary>The customer himself does something; who he is follows from the number.</summary>
internal sealed record CustomerStep(DateTimeOffset At, Func<Protocol, Decision> Does)
    : CaseStep(At, Caller.Service, (protocol, _) => Does(protocol));

/// <summary>A call was recorded, and its recording is handed in.</summary>
/// <param name="By">The telephone system.</param>
/// <param name="Id">What the recording is kept under.</param>
/// <param name="Wave">All of it.</param>
internal sealed record RecordedStep(DateTimeOffset At, Caller By, string Id, DateTimeOffset StartedAt, int Seconds, byte[] Wave)
    : CaseStep(At, By, (_, _) => Decision.Nothing);

/// <summary>What waits for the ombudsman arrives, under a number of his own that was drawn while cases begin.</summary>
internal sealed record OmbudsmanStep(DateTimeOffset At) : CaseStep(At, Caller.Service, (_, _) => Decision.Nothing);

/// <summary>It happens under the ombudsman's number.</summary>
internal sealed record SecondStep(DateTimeOffset At, Caller By, Func<Protocol, DateTimeOffset, Decision> Decide) : CaseStep(At, By, Decide);

/// <summary>The case is linked with the customer's earlier one, whose number is known only while cases are being written.</summary>
internal sealed record LinkStep(DateTimeOffset At, Caller By, LinkKind Kind)
    : CaseStep(At, By, (_, _) => Decision.Nothing);
