namespace Protocols.Facts;

/// <summary>Nothing of the case may be removed until the hold is lifted (M26); why stands in the body.</summary>
/// <param name="Reference">The lawsuit's or inquiry's number; nothing personal.</param>
public sealed record HoldSet(string Reference) : FactTerms
{
    /// <summary>The hold is on whoever the customer is, and reaches his other protocols; absent where it is on this one.</summary>
    public bool? Person { get; init; }

    public override string Kind => "hold-set";
}

/// <summary>The hold is over; why stands in the body.</summary>
/// <param name="Reference">The one that was set.</param>
public sealed record HoldLifted(string Reference) : FactTerms
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

/// <summary>The customer took the case to the body that oversees the company (M23); where it keeps records longer for that, this one is kept longer.</summary>
/// <param name="Regulator">Who: a short code such as <c>ans</c> or <c>procon</c>.</param>
/// <param name="Day">The local day on which it was filed.</param>
/// <param name="Reference">Its number there; nothing personal.</param>
public sealed record ComplaintFiled(string Regulator, DateOnly Day, string Reference) : FactTerms
{
    public override string Kind => "complaint-filed";
}
