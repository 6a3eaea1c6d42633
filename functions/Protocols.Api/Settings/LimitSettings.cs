using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Protocols.Api.Settings;

/// <summary>How often something may be done: so many times at once, and as many again in each period.</summary>
public sealed record Rate(int Calls, TimeSpan Period)
{
    private static readonly Dictionary<string, TimeSpan> periods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["second"] = TimeSpan.FromSeconds(1),
        ["minute"] = TimeSpan.FromMinutes(1),
        ["hour"] = TimeSpan.FromHours(1),
        ["day"] = TimeSpan.FromDays(1),
    };

    /// <summary>Reads <c>600/minute</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Rate? rate)
    {
        rate = text.Split('/') is [var calls, var period]
            && int.TryParse(calls, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            && periods.TryGetValue(period, out var time)
                ? new(count, time)
                : null;
        return rate is not null;
    }
}

/// <summary>What one caller may do, and as how many callers one address may behave. What is null is not limited.</summary>
public sealed record LimitSettings(Rate? Openings, Rate? Searches, Rate? Reveals, int CallersPerAddress)
{
    internal const string Off = "none";
    internal const string Allowed = "a number, a slash and second, minute, hour or day, such as 600/minute; or none";
    private const int MostCallers = 100_000;

    internal static LimitSettings Read(SettingReader read) => new(
        RateOf(read.Optional("Limits:Openings", IsRate)),
        RateOf(read.Optional("Limits:Searches", IsRate)),
        RateOf(read.Optional("Limits:Reveals", IsRate)),
        read.Number("Limits:CallersPerAddress", 1, MostCallers));

    private static bool IsRate(string value) => value == Off || Rate.TryParse(value, out _);

    private static Rate? RateOf(string? value) => Rate.TryParse(value ?? Off, out var rate) ? rate : null;
}

/// <summary>The pages that may call the service from a browser.</summary>
public static class OriginSettings
{
    internal static IReadOnlyList<string> Read(SettingReader read)
    {
        string[] origins = read.Optional("Cors:Origins")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (!origins.All(IsOrigin))
            read.Refuse("Cors:Origins");
        return origins;
    }

    /// <summary>As browsers write one: nothing behind the host or its port, and no star, which would mean anybody's page.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && origin.IsLoopback))
        && origin.GetLeftPart(UriPartial.Authority) == text
        && origin.UserInfo.Length == 0
        && !text.Contains('*', StringComparison.Ordinal);
}
