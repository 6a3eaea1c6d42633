using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Protocols;
using Protocols.Api.Endpoints;
using Protocols.Api.OpenApi;
using Protocols.Api.Texts;

namespace ProtocolFunctions.Tests.Conventions;

/// <summary>Every code has its texts, in both languages, with the same values named.</summary>
public sealed partial class ProblemTextTests
{
    private static readonly Dictionary<string, string> portuguese = Texts("");
    private static readonly Dictionary<string, string> english = Texts("en");

    [Fact]
    public void Both_languages_have_the_same_texts_and_name_the_same_values()
    {
        Assert.NotEmpty(portuguese);
        Assert.Equal(portuguese.Keys.Order(), english.Keys.Order());
        Assert.All(portuguese, text => Assert.Equal(Placeholders(text.Value), Placeholders(english[text.Key])));
        Assert.All(portuguese.Concat(english), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Fact]
    public void Every_refusal_has_a_title_and_a_detail()
    {
        var declared = typeof(Refusals).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => ((Refusal)property.GetValue(null)!).Code).ToList();
        Assert.True(declared.Count > 10);
        var codes = declared.Concat(Sources.Codes(NewRefusal())).Concat(EndpointTable.All.SelectMany(OpenApiDocument.Problems)).Distinct();
        Assert.All(codes, code =>
        {
            Assert.Contains($"{code}.title", portuguese.Keys);
            Assert.Contains($"{code}.detail", portuguese.Keys);
        });
    }

    [Fact]
    public void Every_field_at_fault_has_a_message()
    {
        var codes = Sources.Codes(NewFieldError()).Concat(Sources.Codes(FailedField())).Concat(Sources.Codes(FormCode())).Distinct().ToList();
        Assert.True(codes.Count > 20, $"Found only {string.Join(", ", codes)}");
        Assert.Contains("not-one-of", codes);
        Assert.Contains("link-to-itself", codes);
        Assert.Contains("invalid-document", codes);
        Assert.All(codes, code => Assert.Contains($"field.{code}", portuguese.Keys));
    }

    [Fact]
    public void Every_problem_that_an_endpoint_names_is_one_that_the_service_gives()
    {
        var given = Sources.Codes(AnyCode()).ToHashSet();
        Assert.All(EndpointTable.All.SelectMany(endpoint => endpoint.Problems), code => Assert.Contains(code, given));
    }

    [Fact]
    public void No_text_is_left_over()
    {
        var used = Sources.Codes(AnyCode()).ToHashSet();
        Assert.All(portuguese.Keys, name => Assert.Contains(NameParts().Replace(name, ""), used));
    }

    /// <summary>What the culture itself has: a fallback would hide what is missing.</summary>
    private static Dictionary<string, string> Texts(string culture) =>
        ProblemTexts.Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^field\.|\.title$|\.detail$|\.change$")]
    private static partial Regex NameParts();

    [GeneratedRegex("""new(?: Refusal)?\(\s*(?:\w+ \? )?"(?<code>[a-z-]+)"(?: : "(?<code>[a-z-]+)")?, RefusalKind""")]
    private static partial Regex NewRefusal();

    [GeneratedRegex("""new(?: FieldError)?\((?:"[A-Za-z.]+"|\w+|[^;"\n]*?\)), "(?!string|boolean|integer|array|object)(?<code>[a-z-]+)"(?:,[^;\n]*)?\)""")]
    private static partial Regex NewFieldError();

    [GeneratedRegex("""Fail\([^;\n]*?, "(?<code>[a-z]+(?:-[a-z0-9]+)*)"[,)]""")]
    private static partial Regex FailedField();

    [GeneratedRegex("""Form<\w+>\(.*?"(?<code>invalid-[a-z]+)"[,)]""")]
    private static partial Regex FormCode();

    [GeneratedRegex("""
        "(?<code>[a-z]+(?:-[a-z0-9]+)*)"
        """)]
    private static partial Regex AnyCode();
}
