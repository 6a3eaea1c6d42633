using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocols;

/// <summary>Instants as the contract writes them: RFC 3339, UTC, always three decimals, <c>2026-11-21T13:05:00.123Z</c>.</summary>
public static class Instant
{
    private const int Length = 24, RoundTripLength = 28;

    /// <summary>The clock's time in UTC, cut to whole milliseconds so that what is stored and what is shown are equal.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => Cut(clock.GetUtcNow());

    public static DateTimeOffset Cut(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    public static string Write(DateTimeOffset at)
    {
        Span<byte> text = stackalloc byte[RoundTripLength];
        return Encoding.ASCII.GetString(Write(at, text));
    }

    public static void Write(Utf8JsonWriter writer, DateTimeOffset at)
    {
        Span<byte> text = stackalloc byte[RoundTripLength];
        writer.WriteStringValue(Write(at, text));
    }

    /// <summary>The round-trip form, which is written many times as fast as one that is spelt out, has seven decimals; they are cut to three.</summary>
    private static ReadOnlySpan<byte> Write(DateTimeOffset at, Span<byte> text)
    {
        at.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[Length - 1] = (byte)'Z';
        return text[..Length];
    }

    public static DateOnly LocalDay(this DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>Serialises in the contract's form; reads any RFC 3339 instant.</summary>
    public sealed class Converter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Cut(reader.GetDateTimeOffset());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => Instant.Write(writer, value);
    }
}
