using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Protocols.Numbering;

namespace Protocols.Tests.Numbering;

[Trait("Requirement", "M2")]
public sealed class NumberUniquenessTests
{
    private const int Instances = 3;
    private const int Workers = 8;
    private const int NumbersEach = 400;

    private static readonly NumberTemplate template = Samples.Template(NumberTemplate.Default);
    private static readonly DateTimeOffset midnight = Samples.At("2026-11-23T00:00:00-03:00");

    [Fact]
    public void No_number_is_given_twice_whatever_runs_in_parallel_or_crashes() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), GivesEachOnce)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public async Task Lost_numbers_are_those_leased_less_those_issued()
    {
        var blocks = new MemoryBlocks();
        for (var restart = 0; restart < 10; restart++)
        {
            var issuer = Issuer(blocks);
            for (var i = 0; i < 5; i++) await issuer.NextAsync(midnight, default);
        }

        Assert.Equal(10 * 16, blocks.LeasedOf("20261123"));
    }

    private static bool GivesEachOnce(int seed)
    {
        var blocks = new MemoryBlocks { Fails = call => FaultOf(seed, call) };
        var instances = Enumerable.Range(0, Instances).Select(_ => Issuer(blocks)).ToArray();
        var issued = new ConcurrentBag<ProtocolNumber>();

        var workers = Enumerable.Range(0, Workers)
            .Select(worker => Task.Run(() => WorkAsync(new Random(seed ^ (worker << 20)), instances, blocks, issued)));
        var failed = Task.WhenAll(workers).GetAwaiter().GetResult().Sum();

        return issued.Distinct().Count() == issued.Count
            && issued.Count + failed == Workers * NumbersEach
            && issued.Count > failed
            && issued.All(number => !template.Read(number.Value).IsMistyped);
    }

    private static async Task<int> WorkAsync(
        Random random, NumberIssuer[] instances, MemoryBlocks blocks, ConcurrentBag<ProtocolNumber> issued)
    {
        var failed = 0;
        for (var i = 0; i < NumbersEach; i++)
        {
            var at = random.Next(Instances);
            if (random.Next(100) == 0) Volatile.Write(ref instances[at], Issuer(blocks));
            var openedAt = midnight.AddSeconds(random.Next(-5, 5));
            try
            {
                if (await Volatile.Read(ref instances[at]).NextAsync(openedAt, default) is { } number) issued.Add(number);
            }
            catch (IOException)
            {
                failed++;
            }
        }

        return failed;
    }

    private static Fault FaultOf(int seed, int call) => new Random(seed + call).Next(8) switch
    {
        0 => Fault.BeforeLease,
        1 => Fault.AfterLease,
        _ => Fault.None,
    };

    private static NumberIssuer Issuer(MemoryBlocks blocks) => new(template, blocks, Samples.SaoPaulo, TimeProvider.System);
}
