using Protocols.Chain;
using Protocols.Ports;

namespace Protocols.Keeping;

/// <summary>Who is held, also while he has no protocol: one that is opened later is found to be his when something of it is about to go.</summary>
public sealed class HeldPersons(IWholeList<PersonHold> store, KeyRing ring)
{
    /// <summary>Holds a person; nothing happens where he is held under the reference.</summary>
    /// <param name="document">Normalised.</param>
    public Task SetAsync(string document, string reference, DateTimeOffset now, CancellationToken cancellation) => store.ChangeAsync(
        all => all.Any(hold => hold.Reference == reference && hold.IsOn(document, ring)) ? null : [.. all, PersonHold.Create(document, reference, ring, now)],
        cancellation);

    /// <summary>Lifts every hold under the reference.</summary>
    public Task LiftAsync(string reference, CancellationToken cancellation) => store.ChangeAsync(
        all => all.All(hold => hold.Reference != reference) ? null : [.. all.Where(hold => hold.Reference != reference)],
        cancellation);

    /// <summary>All of them, or those of one reference.</summary>
    public async Task<IReadOnlyList<PersonHold>> ListAsync(string? reference, CancellationToken cancellation) =>
        [.. (await store.ReadAsync(cancellation)).Items.Where(hold => reference is null || hold.Reference == reference)];

    /// <summary>The references that a person is held under.</summary>
    /// <param name="document">Normalised.</param>
    public async Task<IReadOnlyList<string>> OnAsync(string document, CancellationToken cancellation) =>
        [.. (await store.ReadAsync(cancellation)).Items.Where(hold => hold.IsOn(document, ring)).Select(hold => hold.Reference)];

    /// <summary>Brings their keys under the current key of the ring.</summary>
    public Task RewrapAsync(CancellationToken cancellation) => store.ChangeAsync(
        all => all.All(hold => !hold.MustMove(ring)) ? null : [.. all.Select(hold => hold.MustMove(ring) ? hold.Under(ring) : hold)],
        cancellation);
}
