using Protocols.Facts;
using Protocols.Handling;

namespace Protocols.Escalating;

/// <summary>Whatever waits to be handed over arrives, in the order in which it was asked for; what has arrived is left alone (M19).</summary>
/// <param name="Numbers">By referral, the number under which the ombudsman will work.</param>
public sealed record AcceptReferrals(IReadOnlyDictionary<long, string> Numbers)
{
    public Decision Decide(Protocol protocol)
    {
        var facts = new List<NewFact>();
        var (tier, department) = (protocol.Tier, protocol.Department);
        foreach (var referral in protocol.Referrals.Where(referral => referral.IsWaiting))
        {
            var number = Numbers.GetValueOrDefault(referral.Id);
            // It came after the numbers were drawn; whoever draws one for it goes on from here.
            if (referral.To.Tier == Tier.Ombudsman && number is null)
                break;
            // A person works where the case stands; a department has it whole, and another line is of none but the one it was opened in.
            tier = referral.To.Tier ?? tier;
            department = referral.To.Department ?? (referral.To.Tier is null ? department : protocol.HomeDepartment);
            // The owner executes where nobody else does.
            var executor = referral.To.Person?.Id == protocol.Owner?.Id ? null : referral.To.Person;
            facts.Add(new(new ReferralAccepted(referral.Id, tier, department, executor, number)));
            if (number is not null)
                facts.AddRange(new LinkProtocol(number, LinkKind.Ombudsman, LinkEnd.FromHere).Decide(protocol).Facts);
        }
        return Decision.Of(facts);
    }
}
