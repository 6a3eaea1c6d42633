using Protocols.Facts;

namespace Protocols.Tests;

/// <summary>What decisions and use cases answered.</summary>
internal static class Then
{
    public static void Refused(Decision decision, string code, RefusalKind kind)
    {
        Assert.Empty(decision.Facts);
        Refused(decision.Refusal, code, kind);
    }

    /// <summary>This refusal, with what its text names.</summary>
    public static void Refused(Decision decision, Refusal expected)
    {
        Refused(decision, expected.Code, expected.Kind);
        Assert.Equal(expected.Args, decision.Refusal!.Args);
    }

    public static void Refused(Refusal? refusal, string code, RefusalKind kind)
    {
        Assert.NotNull(refusal);
        Assert.Equal((code, kind), (refusal.Code, refusal.Kind));
    }

    /// <summary>Exactly these fields are at fault, in this order.</summary>
    public static void Invalid(Decision decision, params IEnumerable<(string Field, string Code)> errors)
    {
        Refused(decision, "invalid", RefusalKind.Invalid);
        Assert.Equal(errors, decision.Refusal!.Errors.Select(error => (error.Field, error.Code)));
    }

    public static void Nothing(Decision decision)
    {
        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Facts);
    }

    /// <summary>One fact of this kind and no other.</summary>
    public static T Fact<T>(Decision decision) where T : FactTerms => Assert.IsType<T>(Only(decision).Terms);

    public static NewFact Only(Decision decision)
    {
        Assert.Null(decision.Refusal);
        return Assert.Single(decision.Facts);
    }

    public static T Value<T>(Result<T> result) where T : class
    {
        Assert.Null(result.Refusal);
        return result.Value!;
    }
}
