using System.Globalization;
using Protocols.Api.Http;
using Protocols.Catalog;
using Protocols.Reporting;

namespace Protocols.Api.Texts;

/// <summary>What the codes in a report are called, in its reader's language. Each kind is gathered once, however many rows bear its codes.</summary>
/// <param name="catalogue">The present rules: what they do not know any more has no name.</param>
/// <param name="agents">By id.</param>
internal sealed class CodeNames(Catalogue catalogue, CultureInfo culture, IReadOnlyDictionary<string, string> agents)
{
    private readonly Dictionary<Dimension, IReadOnlyDictionary<string, string>> gathered = [];

    /// <summary>Null for what has no code, and for a code that nobody has named.</summary>
    public string? Of(Dimension by, string? code) => code is not null && All(by).TryGetValue(code, out var name) ? name : null;

    public string Of(Target target) => StatementTexts.Of(culture, $"target.{Codes<Target>.Of(target)}");

    private IReadOnlyDictionary<string, string> All(Dimension by)
    {
        if (!gathered.TryGetValue(by, out var all))
            gathered[by] = all = Gather(by);
        return all;
    }

    private IReadOnlyDictionary<string, string> Gather(Dimension by) => by switch
    {
        Dimension.Agent => agents,
        Dimension.Department => Named(catalogue.Departments.Select(one => (one.Code, one.Name))),
        Dimension.Type => Named(catalogue.Types.Select(one => (one.Code, one.Name))),
        Dimension.Occurrence => Named(catalogue.Occurrences.Select(one => (one.Code, one.Name))),
        Dimension.Reason => Named(catalogue.Reasons.Select(one => (one.Code, one.Name))),
        Dimension.Channel => Written("channel", Codes<Channel>.All),
        _ => Written("tier", Codes<Tier>.All),
    };

    private Dictionary<string, string> Named(IEnumerable<(string Code, LocalText Name)> all) =>
        all.ToDictionary(one => one.Code, one => one.Name.In(culture.Equals(Language.English)));

    private Dictionary<string, string> Written(string kind, IEnumerable<string> codes) =>
        codes.ToDictionary(code => code, code => StatementTexts.Of(culture, $"{kind}.{code}"));
}
