using System.Globalization;
using System.Text.Json;

namespace Protocols.Tests;

/// <summary>Every instant of the contract has one form.</summary>
public sealed class InstantTests
{
    private static readonly JsonSerializerOptions options = new() { Converters = { new Instant.Converter() } };

    [Theory]
    [InlineData("2026-11-21T13:05:00Z", "2026-11-21T13:05:00.000Z")]
    [InlineData("2026-11-21T13:05:00.1239999Z", "2026-11-21T13:05:00.123Z")]
    [InlineData("2026-12-31T23:30:00.5-03:00", "2027-01-01T02:30:00.500Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999Z")]
    public void It_is_in_utc_with_three_decimals_that_are_cut_and_not_rounded(string read, string written)
    {
        var at = DateTimeOffset.Parse(read, CultureInfo.InvariantCulture);
        Assert.Equal(written, Instant.Write(at));
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(at, options));
        Assert.Equal(Instant.Cut(at), JsonSerializer.Deserialize<DateTimeOffset>($"\"{read}\"", options));
    }
}
