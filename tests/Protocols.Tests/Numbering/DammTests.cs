using FsCheck;
using FsCheck.Fluent;
using Protocols.Numbering;

namespace Protocols.Tests.Numbering;

[Trait("Requirement", "M2")]
public sealed class DammTests
{
    [Theory]
    [InlineData("")]
    [InlineData("5728")]
    [InlineData("57 24")]
    [InlineData("572A")]
    public void What_does_not_end_in_its_check_digit_is_not_valid(string digits) => Assert.False(Damm.IsValid(digits));

    [Fact]
    public void Other_characters_have_no_check_digit() => Assert.Throws<ArgumentException>(() => Damm.Compute("57a"));

    [Theory]
    [InlineData("572", '4')]
    [InlineData("43881234567", '9')]
    public void The_check_digit_is_the_published_one(string digits, char expected) => Assert.Equal(expected, Damm.Compute(digits));

    [Fact]
    public void Every_single_wrong_digit_is_caught() =>
        Prop.ForAll(Numbers, number => WrongDigits(number).All(wrong => !Damm.IsValid(wrong))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_swap_of_two_different_neighbours_is_caught() =>
        Prop.ForAll(Numbers, number => Swaps(number).All(wrong => !Damm.IsValid(wrong))).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Numbers { get; } =
        Gen.Choose(0, 9).NonEmptyListOf()
            .Select(digits => string.Concat(digits))
            .Select(digits => digits + Damm.Compute(digits))
            .ToArbitrary();

    internal static IEnumerable<string> WrongDigits(string number) =>
        from at in Enumerable.Range(0, number.Length)
        from digit in "0123456789"
        where digit != number[at]
        select $"{number[..at]}{digit}{number[(at + 1)..]}";

    internal static IEnumerable<string> Swaps(string number) =>
        from at in Enumerable.Range(0, number.Length - 1)
        where number[at] != number[at + 1]
        select $"{number[..at]}{number[at + 1]}{number[at]}{number[(at + 2)..]}";
}
