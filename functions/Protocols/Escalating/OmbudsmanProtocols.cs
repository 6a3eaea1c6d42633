using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.Handling;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Escalating;

/// <summary>
/// The ombudsman works under a number of his own. It is put on the first protocol's record before the second protocol exists, and
/// that is made from there: so however often it is tried, and whatever breaks in between, there is one and no other.
/// </summary>
/// <param name="publisher">Makes known to webhooks what is opened; the relay sends it.</param>
public sealed class OmbudsmanProtocols(
    IProtocolStore store, NumberIssuer numbers, KeyRing ring, RuleBook book, ChangeProtocol changing, TimeProvider clock, Publisher? publisher = null)
{
    private const int MostNumbers = 50;

    /// <summary>A number that nothing stands under; null where there is none left.</summary>
    public async Task<string?> NumberAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostNumbers; attempt++)
        {
            if (await numbers.NextAsync(clock.Now(), cancellation) is not { } number)
                return null;
            if (await store.FindAsync(number.Value, cancellation) is null)
                return number.Value;
        }
        throw new InvalidOperationException("The numbers that were leased are all taken: the number blocks lag behind the protocols.");
    }

    /// <summary>Opens what the protocol's links to the ombudsman name and is not there, and links it back.</summary>
    public async Task EnsureAsync(Protocol protocol, CancellationToken cancellation)
    {
        foreach (var link in protocol.Links.Where(link => link is { Kind: LinkKind.Ombudsman, End: LinkEnd.FromHere }))
        {
            if (await store.FindAsync(link.Number, cancellation) is null)
            {
                var rules = await book.CurrentAsync(cancellation);
                var written = CaseWriter.Begin(link.Number, Opening(protocol, rules), Actor.Service, clock.Now(), ring, rules);
                await store.CreateAsync(publisher is null ? written.Document : await publisher.ReadyAsync(written, cancellation), null, cancellation);
            }
            var back = new LinkProtocol(protocol.Number, LinkKind.Ombudsman, LinkEnd.ToHere);
            await changing.RunAsync(link.Number, Caller.Service, Conditions.None, (second, _) => back.Decide(second), cancellation);
        }
    }

    /// <summary>The same case; nobody owns it until an ombudsman claims it.</summary>
    private static NewFact Opening(Protocol of, Rules rules) => new(
        new Opened(of.Channel, rules.Catalogue.Version, null, of.Occurrence, of.Reason, of.Type, null)
        {
            SubjectGiven = of.HasSubject ? true : null,
            Tier = Tier.Ombudsman,
        },
        new FactBody
        {
            Subject = of.Personal.Subject,
            Detail = of.Personal.Detail,
            Customer = of.Personal.Customer,
            References = of.Personal.References.Count == 0 ? null : of.Personal.References,
            Context = of.Personal.Context.Count == 0 ? null : of.Personal.Context,
            AccessCode = OpenProtocols.NewAccessCode(),
        });
}
