using Protocols.Facts;
using Protocols.People;

namespace Protocols.Handling;

/// <summary>Somebody else executes while the owner stays owner; null gives the case back to him (M7).</summary>
public sealed record SetExecutor(StaffMember? Executor)
{
    public Decision Decide(Protocol protocol)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (Executor is not null && protocol.IsQuestion)
            return Refusals.QuestionStaysInItsCall;
        if (Executor is not null && protocol.Status == Status.Resolved)
            return Refusals.AlreadyResolved;
        // The owner executes where nobody else does.
        var executor = Executor?.Id == protocol.Owner?.Id ? null : Executor;
        return protocol.Executor == executor ? Decision.Nothing : new NewFact(new ExecutorSet(executor));
    }
}
