namespace Protocols.Tests.Numbering;

internal static class Allocations
{
    /// <summary>Bytes per call, the least of several rounds: the first calls also pay for being compiled.</summary>
    public static double PerCall(int calls, Action act)
    {
        var least = double.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < calls; i++) act();
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls);
        }

        return least;
    }
}
