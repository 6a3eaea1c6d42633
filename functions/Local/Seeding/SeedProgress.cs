namespace Protocols.Local.Seeding;

/// <summary>Says twice a second how far it is: in place on a terminal, else line by line.</summary>
internal sealed class SeedProgress(int total, TextWriter output, bool inPlace, TimeProvider clock)
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(0.5);

    private readonly Lock saying = new();
    private readonly long started = clock.GetTimestamp();
    private TimeSpan said;
    private int done;

    public TimeSpan Elapsed => clock.GetElapsedTime(started);

    public void Add()
    {
        lock (saying)
        {
            done++;
            if (Elapsed - said < pause && done < total)
                return;
            said = Elapsed;
            var text = $"{done} of {total} protocols, {100L * done / total} %, {done / said.TotalSeconds:F0} per second";
            if (!inPlace)
                output.WriteLine(text);
            else
                output.Write(done == total ? $"\r{text}   {Environment.NewLine}" : $"\r{text}   ");
        }
    }
}
