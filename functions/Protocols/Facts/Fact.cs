using System.Text.Json;
using Protocols.Customers;
using Protocols.People;

namespace Protocols.Facts;

/// <summary>One thing that happened to a protocol, as decisions and readers see it.</summary>
/// <param name="N">1 for the opening, then without gaps.</param>
/// <param name="At">When it was written, UTC, whole milliseconds, never before the fact ahead of it.</param>
/// <param name="Body">Null where nothing personal belongs to it, or where it was erased.</param>
/// <param name="Link">The chain's hash up to this fact, lower-case hexadecimal.</param>
/// <param name="Written">The terms as they stand in the chain.</param>
public sealed record Fact(
    long N, DateTimeOffset At, Actor By, Visibility Visibility, FactTerms Terms, FactBody? Body, string Link, JsonElement Written);

/// <summary>The part of a fact that is personal or free text: encrypted at rest and removed when its time has come.</summary>
public sealed record FactBody
{
    public string? Text { get; init; }
    public string? Subject { get; init; }
    public string? Detail { get; init; }
    public Customer? Customer { get; init; }
    public IReadOnlyList<Reference>? References { get; init; }
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>Texts by name: what was given with an action, or where a message went, masked.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }

    /// <summary>What lets the customer follow his protocol without an account; shown to him once.</summary>
    public string? AccessCode { get; init; }

    public static FactBody Of(string text) => new() { Text = text };
}

/// <summary>What a decision says should be written next. Number, time and hash are given to it when it is sealed.</summary>
public sealed record NewFact(FactTerms Terms, FactBody? Body = null, Visibility Visibility = Visibility.Internal);
