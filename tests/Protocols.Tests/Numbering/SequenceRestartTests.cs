using Protocols.Numbering;

namespace Protocols.Tests.Numbering;

/// <summary>What was restored gives no number that may have been given since the backup (M2).</summary>
[Trait("Requirement", "M2")]
public sealed class SequenceRestartTests
{
    private const long Max = 9_999_999;

    private static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    /// <summary>Noon in São Paulo.</summary>
    private static readonly DateTimeOffset noon = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_today_the_lower_half_is_left_alone_and_of_yesterday_all()
    {
        var restarts = SequenceRestart.At(Template("{yyyyMMdd}{seq:7}{dv}"), zone, noon);
        Assert.Equal(["20261120", "20261119"], restarts.Select(restart => restart.Scope));
        Assert.Equal(7_500_000, restarts[0].After(1), 1d);
        Assert.Equal(Max + 1, restarts[1].After(40_000));
    }

    [Theory]
    [InlineData("{yyyy}{seq:9}", "2026")]
    [InlineData("7{seq:9}", "all")]
    public void What_counts_within_longer_times_is_one_scope(string template, string scope)
    {
        var restart = Assert.Single(SequenceRestart.At(Template(template), zone, noon));
        Assert.Equal(scope, restart.Scope);
        Assert.InRange(restart.After(1), 500_000_000, 999_999_999);
    }

    [Fact]
    public void On_the_first_of_January_last_year_is_over() => Assert.Equal(
        ["2027", "2026"], SequenceRestart.At(Template("{yyyy}{seq:9}"), zone, new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero)).Select(restart => restart.Scope));

    [Fact]
    public void The_same_backup_restored_again_goes_on_above_what_the_first_has_given_meanwhile()
    {
        var template = Template("{yyyyMMdd}{seq:7}{dv}");
        var (first, again) = (SequenceRestart.At(template, zone, noon)[0], SequenceRestart.At(template, zone, noon.AddMinutes(10))[0]);
        // 50 a second, for ten minutes.
        Assert.True(again.After(17) > first.After(17) + (50 * 600));
    }

    [Fact]
    public void A_backup_that_was_made_beyond_that_goes_on_in_the_middle_of_what_it_has_left()
    {
        var restart = SequenceRestart.At(Template("{yyyyMMdd}{seq:7}{dv}"), zone, noon)[0];
        Assert.Equal(9_000_000, restart.After(8_000_000));
        Assert.Equal(Max + 1, restart.After(Max + 1));
    }

    private static NumberTemplate Template(string text) =>
        NumberTemplate.TryParse(text, null, out var template, out var reason) ? template : throw new ArgumentException(reason);
}
