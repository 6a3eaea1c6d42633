using Protocols.People;

namespace Protocols.Cases;

/// <summary>
/// Within the company, whose a case is: the departments it was opened in, is with or comes back to, the line it was sent to, and who executes
/// it. Protocols are filed under these beside what else they are found by, so that who is bound to his departments lists what he may read.
/// </summary>
public static class Circles
{
    /// <summary>No key of a ring has a colon, so that none is taken for a look-up hash.</summary>
    private const string Department = "department:", Line = "line:", Staff = "staff:";

    /// <summary>Each once, in a fixed order.</summary>
    public static IEnumerable<string> Of(Protocol protocol)
    {
        var departments = protocol.Referrals.Select(referral => referral.IsWaiting ? referral.To.Department : referral.From?.Department)
            .Append(protocol.HomeDepartment).Append(protocol.Department);
        var lines = protocol.Referrals.Select(referral => referral.To.Tier).OfType<Tier>().Distinct();
        return
        [
            .. departments.OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(code => Department + code),
            .. lines.Select(Codes<Tier>.Of).Order(StringComparer.Ordinal).Select(code => Line + code),
            .. protocol.Executor is { } executor ? new[] { Staff + executor.Id } : [],
        ];
    }

    /// <summary>Those of a caller: a line is his only where his token names it, since none would mean all.</summary>
    public static IReadOnlyList<string> Of(Caller caller) =>
    [
        .. caller.Departments.Select(code => Department + code),
        .. caller.Tiers.Select(tier => Line + Codes<Tier>.Of(tier)),
        Staff + caller.Id,
    ];

    internal static bool IsKey(string key) =>
        key.StartsWith(Department, StringComparison.Ordinal) || key.StartsWith(Line, StringComparison.Ordinal) || key.StartsWith(Staff, StringComparison.Ordinal);

    /// <summary>Whether these two states are of the same circles, told without listing them.</summary>
    internal static bool AreSame(Protocol one, Protocol other) =>
        one.Department == other.Department && one.Executor == other.Executor && ReferenceEquals(one.Referrals, other.Referrals);
}
