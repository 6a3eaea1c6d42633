namespace Protocols.Api.Settings;

/// <summary>A setting there is: the only list of them; documents and the sample file are held against it.</summary>
/// <param name="Name">As configuration spells it, with a colon.</param>
/// <param name="Default">What holds where it is not given.</param>
/// <param name="Allowed">What it may be, for whoever set it wrong.</param>
/// <param name="Meaning">One line.</param>
public sealed record Setting(string Name, string Default, string Allowed, string Meaning)
{
    /// <summary>Never shown, not even where it is wrong.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Its value in the sample, which fits the Functions host and the emulators on one's own machine.</summary>
    public string Sample { get; init => field = value ?? Default; } = Default;
}

/// <summary>A start that must not go on: which setting is wrong, and what it may be.</summary>
public sealed record SettingError(string Name, string Reason)
{
    public override string ToString() => $"{Name}: {Reason}";
}
