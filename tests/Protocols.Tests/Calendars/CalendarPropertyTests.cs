using FsCheck;
using FsCheck.Fluent;
using Protocols.Calendars;
using Protocols.Tests.Numbering;

namespace Protocols.Tests.Calendars;

/// <summary>Over random calendars, also around the nights on which the clocks were changed.</summary>
[Trait("Requirement", "M15")]
public sealed class CalendarPropertyTests
{
    private static readonly DateTimeOffset[] bases =
        [
            Samples.At("2018-02-16T12:00:00Z"), Samples.At("2018-11-02T12:00:00Z"), Samples.At("2026-02-13T12:00:00Z"),
            Samples.At("2026-12-22T12:00:00Z"),
        ];

    [Fact]
    public void Adding_time_never_goes_back_and_more_is_never_earlier() => Holds(300, sample =>
    {
        var (one, more) = (sample.Calendar.Add(sample.At, sample.A), sample.Calendar.Add(sample.At, sample.A + sample.B));
        return sample.At <= one && one <= more;
    });

    [Fact]
    public void Adding_in_two_parts_is_adding_at_once() => Holds(300, sample =>
        sample.Calendar.Add(sample.Calendar.Add(sample.At, sample.A)!.Value, sample.B) == sample.Calendar.Add(sample.At, sample.A + sample.B));

    [Fact]
    public void What_was_added_lies_between() => Holds(300, sample =>
        sample.Calendar.Between(sample.At, sample.Calendar.Add(sample.At, sample.A)!.Value) == sample.A);

    [Fact]
    public void Parts_of_a_stretch_add_up() => Holds(300, sample =>
    {
        var (middle, end) = (sample.At + sample.A, sample.At + sample.A + sample.B);
        return sample.Calendar.Between(sample.At, middle) + sample.Calendar.Between(middle, end) == sample.Calendar.Between(sample.At, end);
    });

    [Fact]
    public void Outside_hours_the_clock_stands_still_and_segments_have_no_gaps() => Holds(300, sample =>
    {
        var end = sample.At + sample.A + sample.B;
        var segments = sample.Calendar.Segments(sample.At, end);
        return segments.All(segment => sample.Calendar.Between(segment.From, segment.To)
                == (segment.Kind == SegmentKind.Running ? segment.To - segment.From : TimeSpan.Zero))
            && segments.Zip(segments.Skip(1)).All(pair => pair.First.To == pair.Second.From && pair.First.Kind != pair.Second.Kind)
            && (segments.Count == 0 ? sample.At == end : segments[0].From == sample.At && segments[^1].To == end);
    });

    [Fact]
    public void It_agrees_with_going_minute_by_minute() => Holds(60, sample =>
    {
        var start = Whole(sample.At);
        var (a, due) = (Whole(sample.A), sample.Calendar.Add(start, Whole(sample.A)));
        var slow = SlowCalendar.Add(sample.Definition, start, a, TimeSpan.FromDays(40));
        var day = sample.Calendar.DayOf(start);
        return (slow is null ? due > start.AddDays(40) : slow == due)
            && SlowCalendar.Between(sample.Definition, start, start + a) == sample.Calendar.Between(start, start + a)
            && SlowCalendar.Between(sample.Definition, sample.Calendar.StartOf(day), sample.Calendar.EndOf(day))
                == sample.Calendar.Between(sample.Calendar.StartOf(day), sample.Calendar.EndOf(day));
    });

    private static void Holds(int tests, Func<Sample, bool> property) =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed => property(Sample.Of(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), at.Offset);

    private static TimeSpan Whole(TimeSpan span) => new(span.Ticks - (span.Ticks % TimeSpan.TicksPerMinute));

    private sealed record Sample(CalendarDefinition Definition, BusinessCalendar Calendar, DateTimeOffset At, TimeSpan A, TimeSpan B)
    {
        public static Sample Of(int seed)
        {
            var random = new Random(seed);
            var definition = Draw(random);
            return new(
                definition,
                new(definition, Samples.SaoPaulo),
                bases[random.Next(bases.Length)].AddMilliseconds(random.NextInt64(-100_000_000, 400_000_000)),
                Amount(random),
                Amount(random));
        }

        private static TimeSpan Amount(Random random) => random.Next(5) switch
        {
            0 => TimeSpan.Zero,
            1 => TimeSpan.FromHours(random.Next(1, 9)),
            _ => TimeSpan.FromMilliseconds(random.NextInt64(1, 150_000_000)),
        };

        private static CalendarDefinition Draw(Random random)
        {
            var holidays = Codes<HolidaySet>.All[random.Next(4)];
            var hours = CalendarRules.Weekdays.Where(_ => random.Next(4) > 0)
                .ToDictionary(weekday => weekday, IReadOnlyList<string> (_) => Slots(random, 0));
            // Never a calendar without hours.
            hours["wednesday"] = Slots(random, 1);
            IReadOnlyList<LocalHoliday> local = holidays == "none" ? [] :
                [
                    .. Enumerable.Range(0, random.Next(4)).Select(i => new LocalHoliday(
                        $"{Either("-", "2026")}-{Either("02", "12")}-{13 + (3 * i) + random.Next(3)}",
                        Tests.Calendars.Calendar.Name,
                        random.Next(2) == 0 ? null : Slots(random, 0),
                        random.Next(2) == 0)),
                ];
            return new("random", Tests.Calendars.Calendar.Name, hours, holidays) { LocalHolidays = local };

            string Either(string one, string other) => random.Next(2) == 0 ? one : other;
        }

        /// <summary>Cuts the day at random minutes and works in every other piece; often to midnight, sometimes all day.</summary>
        private static List<string> Slots(Random random, int atLeast)
        {
            var cuts = Enumerable.Range(0, 2 * random.Next(atLeast, 4)).Select(_ => random.Next(0, 1441)).Append(random.Next(3) == 0 ? 1440 : 0);
            var points = cuts.Distinct().Order().ToList();
            var slots = Enumerable.Range(0, points.Count / 2).Select(i => $"{Time(points[2 * i])}-{Time(points[(2 * i) + 1])}").ToList();
            return slots.Count >= atLeast && random.Next(8) > 0 ? slots : ["00:00-24:00"];
        }

        private static string Time(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
    }
}
