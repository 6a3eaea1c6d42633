using System.Collections.Concurrent;
using Protocols.People;

namespace Protocols.Reporting;

/// <summary>What owners are called, as a pass meets them: what was known before, and of two names that of the later change.</summary>
internal sealed class AgentNames(IReadOnlyDictionary<string, string>? before)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, string Name)> met = new();

    public IReadOnlyDictionary<string, string> All
    {
        get
        {
            var all = new Dictionary<string, string>(before ?? new Dictionary<string, string>());
            foreach (var (id, (_, name)) in met)
                all[id] = name;
            return all;
        }
    }

    public void Add(StaffMember? owner, DateTimeOffset at)
    {
        if (owner is { Name: { } name })
            met.AddOrUpdate(owner.Id, (at, name), (_, known) => known.At > at ? known : (at, name));
    }
}
