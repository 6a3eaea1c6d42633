using Protocols.Accessing;
using Protocols.Ports;

namespace Protocols.Tests;

/// <summary>An access log in memory.</summary>
internal sealed class MemoryAccessLog : IAccessLog
{
    public List<StoredAccess> Entries { get; } = [];

    public Task<StoredAccess> AppendAsync(string number, Func<StoredAccess?, StoredAccess> next, CancellationToken cancellation)
    {
        Entries.Add(next(Entries.LastOrDefault(entry => entry.Number == number)));
        return Task.FromResult(Entries[^1]);
    }

    public Task<IReadOnlyList<StoredAccess>> ListAsync(string number, long after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredAccess>>([.. Of(number).Where(entry => entry.N > after).Take(limit)]);

    public Task<IReadOnlyList<StoredAccess>> NewestAsync(string number, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredAccess>>([.. Of(number).Reverse().Take(limit)]);

    private IEnumerable<StoredAccess> Of(string number) => Entries.Where(entry => entry.Number == number);
}
