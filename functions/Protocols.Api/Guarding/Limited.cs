namespace Protocols.Api.Guarding;

/// <summary>What one caller may do only so often.</summary>
internal enum Limited
{
    /// <summary>Openings: each takes a number, and a day has only so many.</summary>
    Openings,

    /// <summary>Searches, so that nobody goes through all customers.</summary>
    Searches,

    /// <summary>Customers' data shown in full; counted over all processes.</summary>
    Reveals,
}
