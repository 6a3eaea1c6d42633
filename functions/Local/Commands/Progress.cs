namespace Protocols.Local;

/// <summary>Says how far a command is, twice a second at the most: in place on a terminal, else line by line on the error output.</summary>
internal sealed class Progress(TextWriter output, bool inPlace, TimeProvider clock)
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(0.5);

    private readonly Lock saying = new();
    private readonly long started = clock.GetTimestamp();
    private TimeSpan said;

    public static Progress OnConsole() => new(Console.Error, !Console.IsErrorRedirected, TimeProvider.System);

    public void Say(string text)
    {
        lock (saying)
        {
            if (clock.GetElapsedTime(started) is var elapsed && elapsed - said < pause)
                return;
            said = elapsed;
            if (inPlace)
                output.Write($"\r{text}   ");
            else
                output.WriteLine(text);
        }
    }

    /// <summary>What follows begins on a line of its own.</summary>
    public void End()
    {
        if (inPlace && said > TimeSpan.Zero)
            output.WriteLine();
    }
}
