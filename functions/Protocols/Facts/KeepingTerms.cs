namespace Protocols.Facts;

/// <summary>Nothing of the case may be removed until the hold is lifted (M26); why stands in the body.</summary>
/// <param name="Reference">The lawsuit's or inquiry's number; nothing personal.</param>
public sealed record HoldSet(string Reference) : FactTerms
{
    public override string Kind => "hold-set";
}

/// <summary>The hold is over; why stands in the body.</summary>
public sealed record HoldLifted : FactTerms
{
    public override string Kind => "hold-lifted";
}

/// <summary>A recording's or attachment's time is over (M26): it is no longer given to anybody, and its bytes are to go.</summary>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
/// <param name="Article">The rule that it was kept by.</param>
public sealed record ContentExpired(string Id, string Sha256, string Article) : FactTerms
{
    public override string Kind => "content-expired";
}

/// <summary>The bytes of what had expired are gone for good.</summary>
public sealed record ContentRemoved(string Id) : FactTerms
{
    public override string Kind => "content-removed";
}

/// <summary>The record's time is over (M26): everything personal, and every text, went with its key. What is left names nobody.</summary>
/// <param name="Article">The rule that it was kept by.</param>
public sealed record PersonalDataErased(string Article) : FactTerms
{
    public override string Kind => "personal-data-erased";
}

/// <summary>The customer asked for erasure (LGPD art. 18); what a law keeps is blocked until it may go.</summary>
public sealed record ErasureAsked : FactTerms
{
    public override string Kind => "erasure-asked";
}
