namespace Protocols.Local.Seeding.Stories;

/// <summary>The way a case goes.</summary>
internal enum Plot
{
    /// <summary>Answered and ended, in its call where that is live.</summary>
    Question,

    /// <summary>Thanked for and passed on: praise and suggestions.</summary>
    Acknowledged,
    Solved,

    /// <summary>Somebody else executes for the owner.</summary>
    Executed,
    AwaitedCustomer,
    AwaitedThirdParty,

    /// <summary>Ended by the rule of missed contacts.</summary>
    Unreachable,
    Reopened,

    /// <summary>The owner leaves; a supervisor names another.</summary>
    OwnerLeft,

    /// <summary>Another line or department looks into it and says what to do.</summary>
    Escalated,

    /// <summary>The same, given back and sent on again.</summary>
    SentBack,

    /// <summary>The customer is not content with what he is told, and his case goes to the ombudsman.</summary>
    Ombudsman,

    /// <summary>The customer is promised returns; not all are kept.</summary>
    Promised,

    /// <summary>Left lying.</summary>
    Late,

    /// <summary>Never gets a subject.</summary>
    Abandoned,
}

/// <summary>How much is known when the number is issued.</summary>
internal enum Intake
{
    Whole,
    SubjectFirst,
    ChannelOnly,
}
