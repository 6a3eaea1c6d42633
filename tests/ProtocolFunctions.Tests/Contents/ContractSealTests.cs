using Protocols.Ports;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>A seal stands in its archive as it was first written.</summary>
[Trait("Requirement", "M27")]
public sealed class ContractSealTests
{
    private static readonly DateOnly day = new(2026, 3, 2);

    public static TheoryData<string> All => SealSource.All;

    [SkippableTheory, MemberData(nameof(All))]
    public async Task What_stands_there_is_never_replaced(string name)
    {
        await using var under = await SealSource.OpenAsync(name);
        Assert.Null(await under.Archive.FindAsync(day, default));
        Assert.Equal("first"u8.ToArray(), await under.Archive.KeepAsync(day, "first"u8.ToArray(), default));
        Assert.Equal("first"u8.ToArray(), await under.Archive.KeepAsync(day, "first"u8.ToArray(), default));
        Assert.Equal("first"u8.ToArray(), await under.Archive.KeepAsync(day, "second"u8.ToArray(), default));
        Assert.Equal("first"u8.ToArray(), await under.Archive.FindAsync(day, default));
        Assert.Null(await under.Archive.FindAsync(day.AddDays(1), default));
    }

    [SkippableTheory, MemberData(nameof(All))]
    public async Task Of_many_who_write_one_day_one_does_and_the_others_are_told_what_stands_there(string name)
    {
        await using var under = await SealSource.OpenAsync(name);
        var told = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => under.Archive.KeepAsync(day, [(byte)n], default)));
        Assert.Single(told.Select(bytes => Assert.Single(bytes)).Distinct());
        Assert.Equal(told[0], await under.Archive.FindAsync(day, default));
    }
}

/// <summary>An archive that was empty when the test got it.</summary>
internal sealed record SealsUnderTest(ISealArchive Archive, Func<Task> Close) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Close();
}
