using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ProtocolFunctions.Tests.Stores.CosmosServer;

/// <summary>
/// The queries that the adapter sends, as the client rewrites them: conditions of comparisons, ARRAY_CONTAINS and IS_DEFINED
/// with AND, OR, NOT, an order, a top. What is undefined is neither true nor false.
/// </summary>
internal sealed partial class QueryText
{
    private readonly string[] tokens;
    private readonly Dictionary<string, string> parameters;
    private readonly List<(string[] Path, bool Descending)> order = [];
    private int at;
    private int top = int.MaxValue;
    private Func<JsonObject, bool?> where = _ => true;
    private Func<JsonObject, JsonNode?> project = document => document.DeepClone();

    private QueryText(string text, Dictionary<string, string> parameters)
    {
        this.parameters = parameters;
        tokens = [.. Token().Matches(text).Select(match => match.Value)];
    }

    public IReadOnlyList<string> OrderBy => [.. order.Select(by => "/" + string.Join('/', by.Path))];

    public static QueryText Parse(JsonObject request)
    {
        var parameters = (request["parameters"]?.AsArray() ?? [])
            .ToDictionary(parameter => parameter!["name"]!.GetValue<string>(), parameter => parameter!["value"]!.GetValue<string>());
        var query = new QueryText(request["query"]!.GetValue<string>(), parameters);
        query.Need("SELECT");
        if (query.Eat("TOP"))
            query.top = int.Parse(query.Next(), CultureInfo.InvariantCulture);
        query.Projection();
        query.Rest();
        return query;
    }

    /// <summary>The condition of a patch: FROM and WHERE without SELECT.</summary>
    public static QueryText Condition(string text)
    {
        var query = new QueryText(text, []);
        query.Rest();
        return query;
    }

    public bool Matches(JsonObject document) => where(document) is true;

    public IEnumerable<JsonObject> Order(IEnumerable<JsonObject> documents)
    {
        // The last order first: sorting is stable.
        foreach (var (path, descending) in order.AsEnumerable().Reverse())
        {
            documents = descending
                ? documents.OrderByDescending(document => Text(document, path), StringComparer.Ordinal)
                : documents.OrderBy(document => Text(document, path), StringComparer.Ordinal);
        }
        return documents.Take(top);
    }

    public JsonNode? Project(JsonObject document) => project(document);

    private void Projection()
    {
        if (Eat("*"))
            return;
        if (Eat("VALUE"))
        {
            var path = Path();
            project = document => At(document, path)?.DeepClone();
            return;
        }
        if (!tokens.Contains("orderByItems"))
        {
            Members();
            return;
        }
        while (Next() != "orderByItems")
        {
            // What it sorts by stands behind ORDER BY once more.
        }
        Need(",");
        var payload = Payload();
        Need("AS");
        Need("payload");
        project = document => new JsonObject
        {
            ["_rid"] = document["_rid"]!.DeepClone(),
            ["orderByItems"] = new JsonArray([.. order.Select(by => new JsonObject { ["item"] = At(document, by.Path)?.DeepClone() })]),
            ["payload"] = payload(document)?.DeepClone(),
        };
    }

    /// <summary>One of the document's own, or some under their names.</summary>
    private Func<JsonObject, JsonNode?> Payload()
    {
        if (!Eat("{"))
        {
            var whole = Path();
            return document => At(document, whole);
        }
        var members = new List<(string Name, string[] Path)>();
        do
        {
            var name = Next().Trim('"');
            Need(":");
            members.Add((name, Path()));
        }
        while (Eat(","));
        Need("}");
        return document => new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, At(document, member.Path)?.DeepClone())));
    }

    /// <summary>Some of the document's own, under their names.</summary>
    private void Members()
    {
        var paths = new List<string[]> { Path() };
        while (Eat(","))
            paths.Add(Path());
        project = document => new JsonObject(paths.Select(path => KeyValuePair.Create(path[^1], At(document, path)?.DeepClone())));
    }

    private void Rest()
    {
        Need("FROM");
        Need("c");
        if (Eat("WHERE"))
            where = Or();
        if (Eat("ORDER"))
        {
            Need("BY");
            do
            {
                var path = Path();
                order.Add((path, Eat("DESC")));
                Eat("ASC");
            }
            while (Eat(","));
        }
        Assert.Equal(tokens.Length, at);
    }

    private Func<JsonObject, bool?> Or()
    {
        var left = And();
        while (Eat("OR"))
        {
            var (one, other) = (left, And());
            left = document => one(document) | other(document);
        }
        return left;
    }

    private Func<JsonObject, bool?> And()
    {
        var left = Not();
        while (Eat("AND"))
        {
            var (one, other) = (left, Not());
            left = document => one(document) & other(document);
        }
        return left;
    }

    private Func<JsonObject, bool?> Not()
    {
        if (!Eat("NOT"))
            return Single();
        var negated = Not();
        return document => !negated(document);
    }

    private Func<JsonObject, bool?> Single()
    {
        if (Eat("true"))
            return _ => true;
        if (Eat("("))
        {
            var inner = Or();
            Need(")");
            return inner;
        }
        if (Eat("IS_DEFINED"))
        {
            Need("(");
            var path = Path();
            Need(")");
            return document => At(document, path) is not null;
        }
        if (Eat("ARRAY_CONTAINS"))
        {
            Need("(");
            var path = Path();
            Need(",");
            var wanted = Value();
            Need(")");
            return document => (At(document, path) as JsonArray)?.Any(item => Equals(Plain(item), wanted));
        }
        return Comparison();
    }

    private Func<JsonObject, bool?> Comparison()
    {
        var path = Path();
        var compare = Next();
        var value = Value();
        return document => Plain(At(document, path)) is { } found && found.GetType() == value.GetType()
            ? Holds(found is string text ? string.CompareOrdinal(text, (string)value) : ((IComparable)found).CompareTo(value), compare)
            : null;
    }

    private static bool Holds(int difference, string compare) => compare switch
    {
        "=" => difference == 0,
        "<" => difference < 0,
        "<=" => difference <= 0,
        ">" => difference > 0,
        ">=" => difference >= 0,
        _ => throw new FormatException(compare),
    };

    private object Value()
    {
        var token = Next();
        return token[0] switch
        {
            '@' => parameters[token],
            '\'' or '"' => token[1..^1],
            't' or 'f' => bool.Parse(token),
            _ => decimal.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }

    private string[] Path()
    {
        Need("c");
        var path = new List<string>();
        while (tokens.ElementAtOrDefault(at) is "." or "[")
        {
            var bracket = Next() == "[";
            path.Add(Next().Trim('"'));
            if (bracket)
                Need("]");
        }
        return [.. path];
    }

    private static JsonNode? At(JsonNode? node, string[] path) =>
        path.Aggregate(node, (inner, name) => (inner as JsonObject)?[name]);

    private static string? Text(JsonObject document, string[] path) => Plain(At(document, path)) as string;

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => null,
    };

    private string Next() => tokens[at++];

    private bool Eat(string token)
    {
        if (at >= tokens.Length || tokens[at] != token)
            return false;
        at++;
        return true;
    }

    private void Need(string token)
    {
        if (!Eat(token))
            throw new FormatException($"'{token}' was expected at {at} in: {string.Join(' ', tokens)}");
    }

    [GeneratedRegex("""@\w+|'[^']*'|"[^"]*"|\d+(\.\d+)?|<=|>=|[A-Za-z_]\w*|\S""")]
    private static partial Regex Token();
}
