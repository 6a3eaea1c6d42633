namespace Protocols.Sweeping;

/// <summary>When a pass is run by itself: the same in both shells.</summary>
/// <param name="Name">Of the function in Azure and in logs.</param>
/// <param name="Cron">Second, minute, hour, day, month, weekday; UTC.</param>
/// <param name="Sweep">One of <see cref="Sweeps.Names"/>.</param>
public sealed record Schedule(string Name, string Cron, string Sweep)
{
    public const string EachMinute = "0 * * * * *", EachHour = "0 20 * * * *";

    /// <summary>What a supervisor sees is at most so old.</summary>
    public const string EachFiveMinutes = "30 */5 * * * *";

    /// <summary>A quarter past each hour: one of them is a quarter past midnight wherever the company is; the others find nothing to do.</summary>
    public const string QuarterPast = "0 15 * * * *";

    public const string SweepDeadlines = "SweepDeadlines", SweepReturns = "SweepReturns", RelayOutbox = "RelayOutbox";
    public const string SweepRecordings = "SweepRecordings", SweepRetention = "SweepRetention", SealDay = "SealDay", RotateKeys = "RotateKeys", UpdateReports = "UpdateReports";

    public static IReadOnlyList<Schedule> All { get; } =
    [
        new(SweepDeadlines, EachMinute, Sweeps.Deadlines),
        new(SweepReturns, EachMinute, Sweeps.Returns),
        new(RelayOutbox, EachMinute, Sweeps.Outbox),
        new(SweepRetention, EachHour, Sweeps.Retention),
        new(SweepRecordings, EachHour, Sweeps.Recordings),
        new(SealDay, QuarterPast, Sweeps.Seal),
        new(RotateKeys, EachHour, Sweeps.Keys),
        new(UpdateReports, EachFiveMinutes, Sweeps.Reports),
    ];

    public static Schedule Named(string name) => All.Single(schedule => schedule.Name == name);
}
