namespace Protocols.Numbering;

/// <summary>When a sequence starts again at 1, by the company's local date.</summary>
public enum SequenceReset
{
    /// <summary>The number shows no date.</summary>
    Never,

    /// <summary>On 1 January.</summary>
    Yearly,

    /// <summary>Each day.</summary>
    Daily,
}
