using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Keeping;

namespace Protocols.Tests.Keeping;

/// <summary>How long a recording must be kept (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class RecordingTermTests
{
    private static readonly DateTimeOffset lateInTheEvening = new(2026, 11, 24, 2, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sac-11034", "2027-02-22T03:00:00.000Z")]
    [InlineData("company", "2027-02-22T03:00:00.000Z")]
    [InlineData("anatel", "2027-05-24T03:00:00.000Z")]
    [InlineData("anatel-charge-dispute", "2027-05-24T03:00:00.000Z")]
    [InlineData("ans-urgent", "2028-11-24T03:00:00.000Z")]
    [InlineData("bacen-ouvidoria", "2031-11-24T03:00:00.000Z")]
    [InlineData("aneel", "2028-05-24T03:00:00.000Z")]
    public void It_is_kept_through_the_last_local_day_of_its_presets_term(string preset, string until) =>
        Assert.Equal(until, Until(preset));

    [Fact]
    public void Of_several_presets_the_longest_holds() => Assert.Equal("2027-05-24T03:00:00.000Z", Until("sac-11034", "anatel", "company"));

    [Fact]
    public void Every_preset_that_a_regulator_made_has_a_term()
    {
        var missing = Presets.Shipped.Policies.Select(policy => policy.Code).Where(code => RetentionTable.Shipped.Find(code) is null);
        // Neither of these is a regulator of a trade, and both are silent on it.
        Assert.Equal(["lgpd", "company"], missing);
    }

    private static string Until(params string[] presets)
    {
        var catalogue = Catalogue.General with
        {
            DefaultPolicy = "own",
            Policies = [new("own", Catalogue.General.Policies[0].Name) { Presets = presets }],
        };
        return Instant.Write(RecordingTerm.KeepUntil(catalogue, catalogue.PolicyOf(null), lateInTheEvening, Given.SaoPaulo));
    }
}
