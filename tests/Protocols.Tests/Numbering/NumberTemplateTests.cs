using FsCheck;
using FsCheck.Fluent;
using Protocols.Numbering;

namespace Protocols.Tests.Numbering;

[Trait("Requirement", "M2")]
public sealed class NumberTemplateTests
{
    private static readonly DateOnly day = new(2026, 11, 22);

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("  ", "is empty")]
    [InlineData("{yyyyMMdd}{dv}", "no sequence")]
    [InlineData("{seq:7}{seq:7}", "two sequences")]
    [InlineData("{seq:3}", "sequence of '3' digits")]
    [InlineData("{seq:13}", "sequence of '13' digits")]
    [InlineData("{seq:+7}", "sequence of '+7' digits")]
    [InlineData("{seq:}", "sequence of '' digits")]
    [InlineData("{seq}", "unknown part '{seq}'")]
    [InlineData("{seq:7", "unknown part '{seq:7'")]
    [InlineData("{yyyy}{yyyyMMdd}{seq:7}", "two dates")]
    [InlineData("{yyyymmdd}{seq:7}", "unknown part '{yyyymmdd}'")]
    [InlineData("{dv}{seq:7}", "goes on after its check digit")]
    [InlineData("{seq:7}{dv}{dv}", "goes on after its check digit")]
    [InlineData("{seq:7}{dv:2}", "unknown part '{dv:2}'")]
    [InlineData("SAC-{seq:7}", "unknown part 'S'")]
    [InlineData("{ans:6}{ans:6}{seq:7}", "two ANS registries")]
    [InlineData("{ans:5}{seq:7}", "unknown part '{ans:5}'")]
    [InlineData("0000000000000000000000000{seq:8}", "makes 33 digits")]
    [InlineData("sac-6523", "unknown part 's'")]
    public void A_bad_template_is_refused_with_what_is_wrong_and_what_is_allowed(string? text, string problem)
    {
        Assert.False(NumberTemplate.TryParse(text, Samples.AnsRegistry, out var template, out var reason));

        Assert.Null(template);
        Assert.Contains(problem, reason, StringComparison.Ordinal);
        Assert.Contains("{seq:4} to {seq:12}", reason, StringComparison.Ordinal);
        Assert.Contains("bacen-ouvidoria", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_too_long_to_be_one_is_not_repeated_in_the_reason()
    {
        Assert.False(NumberTemplate.TryParse(new string('7', 101), null, out _, out var reason));
        Assert.DoesNotContain("7777", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("30214")]
    [InlineData("3021475")]
    [InlineData("30214A")]
    public void The_ans_layout_without_a_six_digit_registry_is_refused(string? registry)
    {
        Assert.False(NumberTemplate.TryParse("ans", registry, out _, out var reason));
        Assert.Contains("needs the ANS registry", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NumberTemplate.Default, "2026112200000012", 9_999_999, "20261122")]
    [InlineData("sac-11034", "20261122000000011", 99_999_999, "20261122")]
    [InlineData("ANATEL", "2026000000001", 999_999_999, "2026")]
    [InlineData("ans", "30214720261122000001", 999_999, "20261122")]
    [InlineData(" bacen-ouvidoria ", "2026112200000001", 99_999_999, "20261122")]
    [InlineData("aneel", "20260000000001", 9_999_999_999, "2026")]
    [InlineData("800{seq:4}", "8000001", 9_999, "all")]
    [InlineData("{seq:12}{yyyy}", "0000000000012026", 999_999_999_999, "2026")]
    public void A_layout_makes_its_number(string text, string first, long max, string scope)
    {
        var template = Samples.Template(text);

        Assert.Equal(first, template.Format(day, 1).Value);
        Assert.Equal(first.Length, template.Length);
        Assert.Equal(max, template.MaxSequence);
        Assert.Equal(scope, template.Scope(day));
    }

    [Fact]
    public void What_the_layout_cannot_show_is_refused()
    {
        var template = Samples.Template("ans");

        Assert.Throws<ArgumentOutOfRangeException>(() => template.Format(day, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => template.Format(day, 1_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => template.Format(new DateOnly(1999, 12, 31), 1));
    }

    [Fact]
    public void Every_ready_layout_reads_back_what_it_writes_and_two_numbers_never_look_alike()
    {
        foreach (var template in NumberLayout.All.Select(layout => layout.Name).Append(NumberTemplate.Default).Select(Samples.Template))
        {
            Prop.ForAll(Written(template), Written(template), (one, other) =>
            {
                var number = template.Format(one.Day, one.Sequence);
                var sameKey = (template.Scope(one.Day), one.Sequence) == (template.Scope(other.Day), other.Sequence);
                return template.Read(number.Value).Number == number
                    && sameKey == (number == template.Format(other.Day, other.Sequence));
            }).QuickCheckThrowOnFailure();
        }
    }

    [Fact]
    public void With_a_check_digit_every_wrong_digit_and_every_swap_of_neighbours_reads_as_mistyped()
    {
        var template = Samples.Template(NumberTemplate.Default);
        Prop.ForAll(Written(template), written =>
        {
            var number = template.Format(written.Day, written.Sequence).Value;
            return DammTests.WrongDigits(number).Concat(DammTests.Swaps(number)).All(wrong => template.Read(wrong).IsMistyped);
        }).QuickCheckThrowOnFailure();
    }

    private static Arbitrary<(DateOnly Day, long Sequence)> Written(NumberTemplate template) =>
        (from offset in Gen.Choose(0, 36_500)
         from share in Gen.OneOf(Gen.Constant(0), Gen.Constant(1_000_000), Gen.Choose(0, 1_000_000))
         let sequence = 1 + (long)((template.MaxSequence - 1) * (share / 1_000_000m))
         select (new DateOnly(2000, 1, 1).AddDays(offset), sequence)).ToArbitrary();
}
