using System.Text;
using System.Text.Json;
using Protocols.Chain;

namespace Protocols.Tests.Chain;

/// <summary>RFC 8785, so that anybody can recompute the record's hashes with any library.</summary>
[Trait("Requirement", "M27")]
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775808")]
    [InlineData("""[{"n":0.1}]""")]
    public void Numbers_that_are_no_exact_integers_are_refused(string json) => Assert.Throws<JsonException>(() => Canonical(json));

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"b":2,"\u0061":3}""")]
    [InlineData("""[{"x":{"a":1,"a":2}}]""")]
    public void A_name_that_stands_twice_is_refused(string json) => Assert.Throws<JsonException>(() => Canonical(json));

    [Theory]
    [InlineData("""["\ud800"]""")]
    [InlineData("""["a\udc00b"]""")]
    [InlineData("""{"\ud800":1}""")]
    public void Half_a_surrogate_pair_is_refused(string json) => Assert.Throws<JsonException>(() => Canonical(json));

    [Fact]
    public void Names_stand_in_the_order_of_their_utf_16_units_as_in_the_rfc()
    {
        const string Json = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;

        Assert.Equal(
            """{"\r":"Carriage Return","1":"One","": "Control","ö":"Latin Small Letter O With Diaeresis","""
                .Replace("\"\": ", "\"\u0080\":", StringComparison.Ordinal)
            + "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
            Canonical(Json));
    }

    [Fact]
    public void Strings_are_escaped_where_they_must_be_and_nowhere_else()
    {
        const string Json = """["\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\/","\b\t\n\f\r","\u0000\u001f\u007f<>&+é\u2028"]""";

        Assert.Equal(
            "[\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"\\b\\t\\n\\f\\r\",\"\\u0000\\u001f\u007f<>&+é\u2028\"]", Canonical(Json));
    }

    [Theory]
    [InlineData("""{ "b" : [ 3, { "z" : null, "a" : true } ], "a" : { } }""", """{"a":{},"b":[3,{"a":true,"z":null}]}""")]
    [InlineData("[ ]", "[]")]
    [InlineData("""{"aa":1,"a":2,"A":3,"":4}""", """{"":4,"A":3,"a":2,"aa":1}""")]
    [InlineData("[-0,0,-1,9007199254740991,-9007199254740991]", "[0,0,-1,9007199254740991,-9007199254740991]")]
    [InlineData("[false,null,true]", "[false,null,true]")]
    public void Nothing_but_the_value_counts(string json, string canonical) => Assert.Equal(canonical, Canonical(json));

    [Fact]
    public void Writing_it_again_changes_nothing()
    {
        var once = Canonical("""{"texto":"coração\n\"aspas\"","lista":[1,2,{"x":"\ud83d\ude00"}]}""");

        Assert.Equal(once, Canonical(once));
    }

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Write(document.RootElement));
    }
}
