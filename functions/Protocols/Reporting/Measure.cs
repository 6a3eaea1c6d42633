namespace Protocols.Reporting;

/// <summary>
/// What is summed over protocols; indicators are made of it. Counts are of protocols unless it says otherwise, times are whole milliseconds. The order
/// is what contributions and sums are kept in: with any change of it, or of what a measure means, <see cref="Contribution.Format"/> goes up.
/// </summary>
public enum Measure
{
    Protocols,

    /// <summary>Stand resolved, whether closed since or not.</summary>
    Resolved,

    /// <summary>Neither resolved nor closed.</summary>
    Unresolved,

    /// <summary>Closed without ever having been about anything.</summary>
    Abandoned,

    /// <summary>Closed without the customer, whom nobody reached.</summary>
    Unreachable,

    Reopened,

    /// <summary>From the opening to the solution, less what lay between a solution and a reopening. Of <see cref="Resolved"/>.</summary>
    HandlingTime,

    /// <summary>Resolved under a policy whose term of resolution names a calendar.</summary>
    Timed,

    /// <summary>The same in that calendar's working time, less what was waited for the customer. Of <see cref="Timed"/>.</summary>
    WorkingTime,

    /// <summary>The company has spoken or written to the customer; on the telephone and in person by taking the call.</summary>
    Responded,

    /// <summary>From the opening to that. Of <see cref="Responded"/>.</summary>
    ResponseTime,

    /// <summary>Resolved, and the customer did not have to come back within the window.</summary>
    FirstContact,

    /// <summary>The customer gave a document, a telephone or an e-mail address, so that he is known again.</summary>
    Identified,

    /// <summary>He had a protocol in the year before.</summary>
    Returning,

    /// <summary>He had one about the same within the window before.</summary>
    Repeated,

    Surveyed,

    /// <summary>Answered with 4 or 5.</summary>
    Satisfied,

    /// <summary>The sum of the scores. Of <see cref="Surveyed"/>.</summary>
    Score,

    /// <summary>Returns, not protocols: those made or missed; what the end of the case made needless is not due.</summary>
    ReturnsDue,

    /// <summary>Returns made no later than their grace.</summary>
    ReturnsKept,

    Escalated,

    /// <summary>Referrals, not protocols.</summary>
    Referrals,

    /// <summary>Given back and sent on again.</summary>
    PingPong,

    Helped,

    /// <summary>Actions taken that count against performance, not protocols.</summary>
    HelpRequests,

    /// <summary>Steps of the procedures that fit a resolved case, not protocols.</summary>
    Steps,

    /// <summary>Of <see cref="Steps"/>, those that were followed.</summary>
    StepsDone,

    /// <summary>Of <see cref="Steps"/>, those that were followed or skipped with a reason.</summary>
    StepsAnswered,

    // Of each target, in the order of Target: done in time, and not.
    FirstResponseMet,
    NextReturnMet,
    ResolutionMet,
    LegalAnswerMet,
    NumberDeliveryMet,
    HistoryDeliveryMet,
    RecordingCopyMet,
    DataCorrectionMet,
    FirstResponseMissed,
    NextReturnMissed,
    ResolutionMissed,
    LegalAnswerMissed,
    NumberDeliveryMissed,
    HistoryDeliveryMissed,
    RecordingCopyMissed,
    DataCorrectionMissed,
}

/// <summary>Sums of all measures, and the measures of a target.</summary>
public static class Measures
{
    public static int Count { get; } = Enum.GetValues<Measure>().Length;

    /// <summary>Adds up measure by measure.</summary>
    public static void Add(this long[] sums, ReadOnlySpan<long> values)
    {
        for (var i = 0; i < sums.Length; i++)
            sums[i] += values[i];
    }

    public static Measure Met(this Target target) => Measure.FirstResponseMet + (int)target;

    public static Measure Missed(this Target target) => Measure.FirstResponseMissed + (int)target;
}
